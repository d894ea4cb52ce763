package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.linux.Fd;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.client.PeerSocket;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Words;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which sockets are registered and which are not, and how many (tokens §18, docs/protocol.md). */
class PeerRegistrationRefusalTest {
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
  void a_socket_of_another_network_namespace_is_refused_because_nothing_would_be_seen_of_it() throws Exception {
    List<String> elsewhere = new ArrayList<>(List.of("unshare", "--net", "--"));
    elsewhere.addAll(stage.act("socket STREAM", "register DELEGATION", "join " + stage.server, "wait"));
    PeerStage.Act act = stage.start(elsewhere);
    String first = act.line();
    Assumptions.assumeTrue(first != null, "no network namespace can be made here");
    assertThat(act.line()).isEqualTo("EACCES network namespace");
    try (PeerSocket accepted = stage.accept()) {
      assertThat(stage.peer(accepted)).isEqualTo(ROOT + " IMPERSONATION");
    }
    act.kill();
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
