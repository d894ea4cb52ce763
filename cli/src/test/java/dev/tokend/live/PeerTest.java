package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.linux.Fd;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.Spawn;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The identity on a connected socket (tokens §9.4 and §18), as a server sees it. */
class PeerTest {

  private static final int IN_CHILD = 9;

  private static Sandbox sandbox;
  private static Path machine;
  private static Path serverPath;
  private static Fd server;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
    serverPath = sandbox.folder().resolve("server.sock");
    server = UnixSocket.blocking(SocketType.STREAM);
    UnixSocket.bind(server.number(), serverPath);
    Files.setPosixFilePermissions(serverPath, PosixFilePermissions.fromString("rw-rw-rw-"));
    UnixSocket.listen(server.number(), 8);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    sandbox.close();
  }

  /** Runs the command with a descriptor of this process as its descriptor 9. */
  private static Outcome withDescriptor(int descriptor, List<String> command) throws Exception {
    Path out = Files.createTempFile(sandbox.folder(), "out", "");
    Path err = Files.createTempFile(sandbox.folder(), "err", "");
    String line = "exec \"$@\" >'" + out + "' 2>'" + err + "'";
    String[] shell = new String[4 + command.size()];
    shell[0] = "sh";
    shell[1] = "-c";
    shell[2] = line;
    shell[3] = "sh";
    for (int i = 0; i < command.size(); i++) {
      shell[4 + i] = command.get(i);
    }
    try (Child child = Spawn.of(Command.of(shell)).withDescriptor(IN_CHILD, descriptor).start()) {
      return new Outcome(child.awaitExitStatus(), Files.readString(out), Files.readString(err));
    }
  }

  private static Outcome peer(int descriptor, String... more) throws Exception {
    List<String> command = sandbox.token(machine, more);
    command.addAll(List.of("--peer", Integer.toString(IN_CHILD)));
    return withDescriptor(descriptor, command);
  }

  private static Process client(User user) throws IOException {
    Process client =
        new ProcessBuilder(user.running(sandbox.java("dev.tokend.live.ConnectAndWait", serverPath.toString())))
            .start();
    BufferedReader lines = client.inputReader();
    assertThat(lines.readLine()).isEqualTo("connected");
    return client;
  }

  @Test
  void the_connecting_user_is_told_while_it_lives_and_after_it_has_ended() throws Exception {
    for (User user : List.of(User.DAEMON, User.BIN)) {
      Process client = client(user);
      try (Fd accepted = UnixSocket.acceptBlocking(server.number())) {
        String expected = user.name() + " (" + user.sid() + ")\n";
        assertThat(peer(accepted.number(), "user").out()).isEqualTo(expected);
        client.destroyForcibly().waitFor();
        Outcome afterwards = peer(accepted.number(), "user");
        assertThat(afterwards.out()).as(afterwards.err()).isEqualTo(expected);
      }
    }
  }

  @Test
  void a_client_that_ended_before_anybody_asked_is_told_too() throws Exception {
    Process client = client(User.BIN);
    client.destroyForcibly().waitFor();
    try (Fd accepted = UnixSocket.acceptBlocking(server.number())) {
      assertThat(peer(accepted.number(), "user", "--raw").out()).isEqualTo(User.BIN.sid() + "\n");
    }
  }

  @Test
  void root_may_act_as_the_peer_and_another_user_only_look_at_it() throws Exception {
    Process client = client(User.BIN);
    try (Fd accepted = UnixSocket.acceptBlocking(server.number())) {
      assertThat(peer(accepted.number()).out()).contains("impersonation").doesNotContain("identification");
      List<String> asDaemon = sandbox.token(machine, "--peer", Integer.toString(IN_CHILD));
      Outcome looked = withDescriptor(accepted.number(), User.DAEMON.running(asDaemon));
      assertThat(looked.out()).as(looked.err()).contains("bin (S-1-22-1-2)", "identification");
    } finally {
      client.destroyForcibly();
    }
  }

  @Test
  void a_connecting_end_is_refused_because_it_shows_who_listens() throws Exception {
    try (Fd connecting = UnixSocket.blocking(SocketType.STREAM)) {
      UnixSocket.connect(connecting.number(), serverPath);
      try (Fd accepted = UnixSocket.acceptBlocking(server.number())) {
        assertThat(accepted.isOpen()).isTrue();
        Outcome refused = peer(connecting.number(), "user");
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.err()).contains("tokens §9.4 row 4");
      }
    }
  }

  @Test
  void socketpairs_datagrams_listeners_and_files_are_refused() throws Exception {
    try (SocketPair pair = UnixSocket.pair(SocketType.STREAM)) {
      Outcome refused = peer(pair.first().number(), "user");
      assertThat(refused.status()).isEqualTo(3);
      assertThat(refused.err()).contains("tokens §9.4 row 4");
    }
    try (SocketPair pair = UnixSocket.pair(SocketType.DGRAM)) {
      Outcome refused = peer(pair.first().number(), "user");
      assertThat(refused.status()).isEqualTo(3);
      assertThat(refused.err()).contains("tokens §9.4 row 2");
    }
    Outcome listener = peer(server.number(), "user");
    assertThat(listener.status()).isEqualTo(3);
    assertThat(listener.err()).contains("tokens §9.4 row 3");
    Outcome file = peer(0, "user");
    assertThat(file.status()).isEqualTo(2);
    assertThat(file.err()).contains("tokens §9.4 row 1");
  }

  @Test
  void a_handle_does_not_show_the_authority_as_its_peer() throws Exception {
    try (TokenClient client = Sandbox.connect(machine); TokenHandle handle = client.open(new Target.Self(), 0x8)) {
      UnixSocket.bind(handle.number(), sandbox.folder().resolve("bound-handle"));
      Outcome refused = peer(handle.number(), "user");
      assertThat(refused.status()).isEqualTo(3);
      assertThat(refused.err()).contains("tokens §9.4 row 4");
    }
  }

  @Test
  void a_peer_that_has_ended_is_not_raised_by_it() throws Exception {
    Process client = client(User.BIN);
    try (Fd accepted = UnixSocket.acceptBlocking(server.number())) {
      client.destroyForcibly().waitFor();
      assertThat(peer(accepted.number(), "integrity").out()).startsWith("Low");
    }
  }

  @Test
  void the_same_socket_is_the_same_token() throws Exception {
    Process client = client(User.BIN);
    try (Fd accepted = UnixSocket.acceptBlocking(server.number())) {
      assertThat(peer(accepted.number(), "stats").out()).isEqualTo(peer(accepted.number(), "stats").out());
    } finally {
      client.destroyForcibly();
    }
  }
}
