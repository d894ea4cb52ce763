package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.linux.Fd;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.Spawn;
import dev.tokend.linux.socket.MessageReceiver;
import dev.tokend.linux.socket.SocketOptions;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handles from one authority to the next, with a service manager that does what systemd does. */
class HandoverTest {
  private static final int MAXIMUM = 0x0200_0000;
  private static final int QUERY = 0x8;

  private final List<Fd> stored = new ArrayList<>();
  private final MessageReceiver receiver = MessageReceiver.ofDescriptors(4096, 253);
  private Sandbox sandbox;
  private Path socket;
  private Fd listener;
  private Fd notify;
  private Child authority;

  @BeforeEach
  void start() throws Exception {
    RunsAsRoot.required();
    sandbox = Sandbox.create();
    Path folder = Files.createDirectory(sandbox.folder().resolve("machine"));
    socket = folder.resolve("tokend.sock");
    listener = UnixSocket.blocking(SocketType.STREAM);
    SocketOptions.receiveCredentials(listener.number());
    UnixSocket.bind(listener.number(), socket);
    UnixSocket.listen(listener.number(), 16);
    notify = UnixSocket.nonBlocking(SocketType.DGRAM);
    UnixSocket.bind(notify.number(), sandbox.folder().resolve("notify"));
    startAuthority();
  }

  @AfterEach
  void stop() throws Exception {
    if (sandbox != null) {
      end("KILL");
      stored.forEach(Fd::close);
      listener.close();
      notify.close();
      sandbox.close();
    }
  }

  private void startAuthority() throws Exception {
    List<String> java = sandbox.java("dev.tokend.authority.Tokend", "--machine", "--socket", socket.toString());
    List<String> command = new ArrayList<>(List.of("sh", "-c", "LISTEN_PID=$$ exec \"$@\"", "sh"));
    command.addAll(java);
    command.addAll(List.of("--audit", "file"));
    StringBuilder names = new StringBuilder("tokend.socket");
    stored.forEach(descriptor -> names.append(":tokend-handle"));
    Spawn spawn =
        Spawn.of(
                Command.of(command.toArray(String[]::new))
                    .withVariable("LISTEN_FDS", Integer.toString(1 + stored.size()))
                    .withVariable("LISTEN_FDNAMES", names.toString())
                    .withVariable("NOTIFY_SOCKET", sandbox.folder().resolve("notify").toString()))
            .withStandardStreams()
            .withDescriptor(3, listener.number());
    for (int i = 0; i < stored.size(); i++) {
      spawn = spawn.withDescriptor(4 + i, stored.get(i).number());
    }
    authority = spawn.start();
  }

  private void end(String signal) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Integer.toString(authority.pid())).start().waitFor();
    assertThat(authority.process().awaitExit(20_000)).isTrue();
    authority.close();
  }

  /** What systemd would have been told by now: keeps descriptors, and closes them. */
  private List<String> told() throws Exception {
    List<String> messages = new ArrayList<>();
    while (receiver.receive(notify.number(), 0) > 0) {
      byte[] bytes = new byte[receiver.bytes()];
      receiver.copyTo(bytes, 0, bytes.length);
      String message = new String(bytes, StandardCharsets.UTF_8);
      messages.add(message);
      for (int i = 0; i < receiver.descriptorCount(); i++) {
        stored.add(receiver.takeDescriptor(i));
      }
      receiver.closeReceived();
      if (message.startsWith("FDSTOREREMOVE")) {
        stored.forEach(Fd::close);
        stored.clear();
      }
    }
    return messages;
  }

  @Test
  void a_handle_survives_a_planned_restart() throws Exception {
    TokenHandle lasting;
    TokenHandle closed;
    byte[] id;
    try (TokenClient client = Sandbox.connect(socket)) {
      lasting = client.open(new Target.Self(), MAXIMUM);
      closed = client.open(new Target.Self(), QUERY);
      id = lasting.query(QueryClass.STATISTICS);
      end("TERM");
    }
    assertThat(told()).containsExactly("FDSTORE=1\nFDNAME=tokend-handle");
    assertThat(stored).hasSize(2);
    closed.close();
    startAuthority();
    try (TokenClient client = Sandbox.connect(socket)) {
      TokenHandle again = client.adopt(lasting.number());
      assertThat(again.query(QueryClass.STATISTICS)).isEqualTo(id);
      assertThat(client.status().handles()).isEqualTo(1);
      assertThat(told()).containsExactly("FDSTOREREMOVE=1\nFDNAME=tokend-handle");
      again.close();
      for (int i = 0; i < 100 && client.status().handles() > 0; i++) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertThat(client.status().handles()).as("the last copy was closed").isZero();
    }
  }

  @Test
  void a_handle_of_an_authority_that_was_killed_has_ended_and_says_so() throws Exception {
    TokenHandle lost;
    try (TokenClient client = Sandbox.connect(socket)) {
      lost = client.open(new Target.Self(), MAXIMUM);
      end("KILL");
    }
    assertThat(told()).isEmpty();
    startAuthority();
    try (TokenClient client = Sandbox.connect(socket)) {
      assertThatThrownBy(() -> client.adopt(lost.number()).query(QueryClass.USER))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> {
                assertThat(refused.failure().errno()).isEqualTo(Errno.EBADF);
                assertThat(refused.failure().reason()).contains("open the token again");
              });
    }
  }
}
