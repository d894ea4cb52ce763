package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.linux.Fd;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.client.PeerListener;
import dev.tokend.surface.client.PeerSocket;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Words;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What somebody tries who wants a server to take him for the one that registered a socket (docs/security.md). */
class PeerAttackTest {
  private static final String ROOT = "S-1-22-1-0";

  private static PeerStage stage;

  @BeforeAll
  static void start() throws IOException {
    RunsAsRoot.required();
    stage = PeerStage.create();
  }

  @AfterAll
  static void stop() throws IOException {
    if (stage != null) {
      stage.close();
    }
  }

  private static String register(int socket, ImpersonationLevel level) throws IOException {
    try {
      stage.client.peers().register(socket, level);
      return "registered";
    } catch (RefusedException e) {
      return e.failure().errno() + " " + e.failure().check();
    }
  }

  private static String register(int socket) throws IOException {
    return register(socket, ImpersonationLevel.IMPERSONATION);
  }

  private static Path path(String name) {
    return stage.sandbox.folder().resolve(name);
  }

  /** The command line of a client that connects the socket which it inherits as descriptor 9. */
  private static List<String> joining() {
    return stage.act("take\t9", "join\t" + stage.server, "hold");
  }

  private static String child(List<String> command) {
    return "child " + String.join(" ", command);
  }

  @Test
  void what_is_no_unconnected_unix_socket_is_refused_in_the_order_of_the_rows() throws Exception {
    String rows = "tokens §18 row ";
    try (SocketPair pair = UnixSocket.pair(SocketType.STREAM);
        SocketPair datagrams = UnixSocket.pair(SocketType.DGRAM);
        Fd listening = UnixSocket.blocking(SocketType.SEQPACKET);
        Fd connected = UnixSocket.blocking(SocketType.STREAM)) {
      assertThat(register(pair.first().number())).startsWith("EACCES " + rows + 4);
      assertThat(register(datagrams.first().number())).startsWith("EACCES " + rows + 2);
      UnixSocket.bind(listening.number(), path("listening.sock"));
      UnixSocket.listen(listening.number(), 1);
      assertThat(register(listening.number())).startsWith("EACCES " + rows + 4);
      UnixSocket.connect(connected.number(), stage.server);
      try (PeerSocket accepted = stage.accept()) {
        assertThat(register(connected.number())).startsWith("EACCES " + rows + 4);
        assertThat(register(accepted.number())).startsWith("EACCES " + rows + 4);
      }
    }
    assertThat(register(0)).startsWith("ENOTSOCK " + rows + 1);
    List<String> before = sockets();
    try (ServerSocket tcp = new ServerSocket(0)) {
      assertThat(tcp.isBound()).isTrue();
      List<String> opened = sockets();
      opened.removeAll(before);
      for (String number : opened) {
        assertThat(register(Integer.parseInt(number))).startsWith("EACCES " + rows + 2);
      }
      assertThat(opened).isNotEmpty();
    }
    try (RawClient raw = RawClient.connect(stage.authority); Fd socket = UnixSocket.blocking(SocketType.STREAM)) {
      byte[] seven = RawClient.request(Operation.SET_IMPERSONATION_LEVEL, 0, Words.encode(7));
      assertThatThrownBy(() -> raw.askUntilKnown(seven, socket.number()))
          .isInstanceOfSatisfying(
              RawClient.Refused.class, e -> assertThat(e.failure().check()).startsWith(rows + 3));
      byte[] nothing = RawClient.request(Operation.SET_IMPERSONATION_LEVEL, 0, new byte[0]);
      assertThatThrownBy(() -> raw.askUntilKnown(nothing, socket.number())).isInstanceOf(RawClient.Refused.class);
      assertThatThrownBy(() -> raw.askUntilKnown(seven)).isInstanceOf(RawClient.Refused.class);
    }
  }

  /** The numbers of this process's sockets. */
  private static List<String> sockets() throws IOException {
    List<String> sockets = new ArrayList<>();
    try (var entries = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path entry : entries) {
        if (Files.exists(entry) && Files.readSymbolicLink(entry).toString().startsWith("socket:")) {
          sockets.add(entry.getFileName().toString());
        }
      }
    }
    return sockets;
  }

  @Test
  void whoever_connects_a_socket_that_another_process_registered_is_himself() throws Exception {
    PeerStage.Act root = stage.start(
        stage.act("socket STREAM", "register DELEGATION", child(User.BIN.running(joining())), "wait"));
    try (PeerSocket accepted = stage.accept()) {
      assertThat(stage.peer(accepted)).isEqualTo(User.BIN.sid() + " IMPERSONATION");
    }
    root.kill();
    // Of the same user, it is another process all the same.
    PeerStage.Act alice = stage.start(
        User.ALICE.running(stage.act("socket STREAM", "register DELEGATION", child(joining()), "wait")));
    try (PeerSocket accepted = stage.accept()) {
      assertThat(stage.peer(accepted)).isEqualTo(User.ALICE.sid() + " IMPERSONATION");
    }
    alice.kill();
  }

  @Test
  void a_process_that_became_another_user_does_not_connect_as_the_one_it_was() throws Exception {
    List<String> joining = User.DAEMON.running(stage.act("take\tFD", "join\t" + stage.server, "wait"));
    PeerStage.Act root = stage.start(stage.act("socket STREAM", "keep", "register DELEGATION", "become " + String.join(" ", joining)));
    try (PeerSocket accepted = stage.accept()) {
      assertThat(stage.peer(accepted)).isEqualTo(User.DAEMON.sid() + " IMPERSONATION");
    }
    root.kill();
  }

  @Test
  void the_last_level_counts_and_a_bound_socket_may_be_registered() throws Exception {
    try (Fd socket = UnixSocket.blocking(SocketType.STREAM)) {
      UnixSocket.bind(socket.number(), path("bound.sock"));
      assertThat(register(socket.number(), ImpersonationLevel.DELEGATION)).isEqualTo("registered");
      assertThat(register(socket.number(), ImpersonationLevel.IDENTIFICATION)).isEqualTo("registered");
      UnixSocket.connect(socket.number(), stage.server);
      try (PeerSocket accepted = stage.accept()) {
        assertThat(stage.peer(accepted)).isEqualTo("S-1-5-18 IDENTIFICATION");
        assertThat(stage.peer(socket.number())).as("the connecting end").startsWith("EACCES tokens §9.4 row 4");
      }
    }
  }

  @Test
  void a_registered_socket_that_listens_gives_its_owner_to_nobody() throws Exception {
    Path path = path("trap.sock");
    PeerStage.Act root = stage.start(
        stage.act("socket STREAM", "bind " + path, "register DELEGATION", "listen", "wait"));
    for (int i = 0; i < 4; i++) {
      assertThat(root.line()).isEqualTo("done");
    }
    try (Fd back = UnixSocket.blocking(SocketType.STREAM)) {
      UnixSocket.connect(back.number(), path);
      assertThat(stage.peer(back.number())).startsWith("EACCES tokens §9.4 row 4");
    }
    root.kill();
  }

  @Test
  void a_server_that_connects_back_learns_nothing_more() throws Exception {
    Path path = path("back.sock");
    try (PeerListener _ = PeerStage.listen(path);
        PeerSocket _ = stage.client.peers().connect(stage.server, ImpersonationLevel.DELEGATION);
        PeerSocket accepted = stage.accept();
        Fd back = UnixSocket.blocking(SocketType.STREAM)) {
      UnixSocket.connect(back.number(), path);
      assertThat(stage.peer(back.number())).startsWith("EACCES tokens §9.4 row 4");
      assertThat(stage.peer(accepted)).isEqualTo("S-1-5-18 DELEGATION");
    }
  }

  @Test
  void a_registered_socket_that_is_closed_or_never_connected_gives_nothing() throws Exception {
    try (Fd registered = UnixSocket.blocking(SocketType.STREAM)) {
      assertThat(register(registered.number())).isEqualTo("registered");
      Fd.close(registered.detach());
    }
    try (Fd other = UnixSocket.blocking(SocketType.STREAM)) {
      UnixSocket.connect(other.number(), stage.server);
      try (PeerSocket accepted = stage.accept()) {
        assertThat(stage.peer(accepted)).isEqualTo(ROOT + " IMPERSONATION");
      }
    }
  }

  @Test
  void a_socket_registered_and_abandoned_is_connected_by_whoever_keeps_it() throws Exception {
    Path signal = path("owner-has-ended");
    List<String> heir = stage.act("take\t9", "await\t" + signal, "join\t" + stage.server, "hold");
    PeerStage.Act owner = stage.start(stage.act("socket STREAM", "register DELEGATION", child(heir), "close"));
    for (int i = 0; i < 4; i++) {
      assertThat(owner.line()).isEqualTo("done");
    }
    assertThat(owner.process().waitFor()).isZero();
    Files.createFile(signal);
    try (PeerSocket accepted = stage.accept()) {
      assertThat(stage.peer(accepted)).isEqualTo(ROOT + " IMPERSONATION");
    }
  }

  @Test
  void nobody_gets_an_identity_by_getting_the_number_of_the_process() throws Exception {
    Path last = Path.of("/proc/sys/kernel/ns_last_pid");
    Assumptions.assumeTrue(Files.isWritable(last), "the kernel does not let a process number be chosen");
    try (Fd socket = UnixSocket.blocking(SocketType.STREAM)) {
      int number;
      List<String> registering = stage.act("take 9", "register DELEGATION", "hold");
      try (PeerStage.Heir owner = stage.inheriting(socket, registering)) {
        owner.awaitLines(2);
        number = owner.child().pid();
      }
      Path signal = path("go-on");
      List<String> joining = stage.act("take 9", "await " + signal, "join " + stage.server, "hold");
      for (int attempt = 0; attempt < 50; attempt++) {
        try (FileOutputStream out = new FileOutputStream(last.toFile())) {
          out.write(Integer.toString(number - 1).getBytes(StandardCharsets.US_ASCII));
        }
        try (PeerStage.Heir heir = stage.inheriting(socket, joining)) {
          if (heir.child().pid() == number) {
            Files.createFile(signal);
            try (PeerSocket accepted = stage.accept()) {
              assertThat(stage.peer(accepted)).isEqualTo(ROOT + " IMPERSONATION");
            }
            return;
          }
        }
      }
      Assumptions.abort("others took the number each time");
    }
  }

  @Test
  void registrations_of_one_user_are_bounded_and_those_of_closed_sockets_make_room() throws Exception {
    List<Fd> sockets = new ArrayList<>();
    try {
      String outcome = "registered";
      while (outcome.equals("registered") && sockets.size() < 1000) {
        Fd socket = UnixSocket.blocking(SocketType.STREAM);
        sockets.add(socket);
        outcome = register(socket.number());
      }
      assertThat(outcome).startsWith("EMFILE");
      assertThat(sockets.size()).isLessThanOrEqualTo(257);
      PeerStage.Act bob = stage.start(User.BOB.running(stage.act("socket STREAM", "register DELEGATION", "wait")));
      assertThat(bob.line()).isEqualTo("done");
      assertThat(bob.line()).as("another user is not affected").isEqualTo("done");
      bob.kill();
    } finally {
      for (Fd socket : sockets) {
        socket.close();
      }
    }
    for (int i = 0; i < 600; i++) {
      try (Fd socket = UnixSocket.blocking(SocketType.STREAM)) {
        register(socket.number());
      }
    }
    try (Fd socket = UnixSocket.blocking(SocketType.STREAM)) {
      assertThat(register(socket.number())).isEqualTo("registered");
    }
  }
}
