package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.linux.Fd;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.client.PeerListener;
import dev.tokend.surface.client.PeerSocket;
import dev.tokend.surface.client.RefusedException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    String become = "become " + String.join(" ", joining);
    PeerStage.Act root = stage.start(stage.act("socket STREAM", "keep", "register DELEGATION", become));
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
  void a_seqpacket_socket_is_registered_as_a_stream_is() throws Exception {
    Path path = path("packets.sock");
    try (Fd listening = UnixSocket.blocking(SocketType.SEQPACKET);
        Fd socket = UnixSocket.blocking(SocketType.SEQPACKET)) {
      UnixSocket.bind(listening.number(), path);
      UnixSocket.listen(listening.number(), 1);
      assertThat(register(socket.number(), ImpersonationLevel.DELEGATION)).isEqualTo("registered");
      UnixSocket.connect(socket.number(), path);
      try (Fd accepted = UnixSocket.acceptBlocking(listening.number())) {
        assertThat(stage.peer(accepted.number())).isEqualTo("S-1-5-18 DELEGATION");
      }
    }
  }
}
