package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.linux.Fd;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.OpenFlags;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Descriptors of every kind, passed where none or others are wanted, and some whose last close takes a minute. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HostileDescriptorTest {

  private static final int QUERY = 0x8;

  private static Sandbox sandbox;
  private static Path socket;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    socket = ProcessIds.effectiveUid() == 0 ? sandbox.startMachine() : sandbox.startOwn();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static byte[] self() {
    return RawClient.inspect(new Target.Self(), QueryClass.USER);
  }

  private static void assertOthersAreServed() throws Exception {
    try (RawClient other = RawClient.connect(socket)) {
      assertThat(Inspection.decode(other.ask(self())).has(QueryClass.USER)).isTrue();
    }
  }

  /** Does something while the authority is stopped, so that all of it is done when the authority looks. */
  private static void unseen(Runnable action) throws Exception {
    try (Paused _ = Paused.of(sandbox.lastAuthority().pid())) {
      action.run();
    }
  }

  @Test
  void a_socket_whose_close_waits_holds_nobody_up() throws Exception {
    try (LingeringSocket lingering = LingeringSocket.open(); RawClient client = RawClient.connect(socket)) {
      unseen(() -> {
        client.send(RawClient.request(Operation.STATUS, 0, new byte[0]), lingering.number());
        lingering.leaveToOthers();
      });
      assertOthersAreServed();
    }
  }

  @Test
  void nor_does_one_that_is_never_taken() throws Exception {
    try (LingeringSocket lingering = LingeringSocket.open(); RawClient client = RawClient.connect(socket)) {
      unseen(() -> {
        client.send(new byte[24]);
        client.send(new byte[1], lingering.number());
        lingering.leaveToOthers();
      });
      assertThat(client.isClosedByAuthority()).isTrue();
      assertOthersAreServed();
    }
  }

  @Test
  void nor_one_among_more_than_there_is_room_for() throws Exception {
    try (LingeringSocket lingering = LingeringSocket.open(); RawClient client = RawClient.connect(socket)) {
      unseen(() -> {
        int[] many = new int[253];
        Arrays.fill(many, client.number());
        many[252] = lingering.number();
        client.send(self(), many);
        lingering.leaveToOthers();
      });
      assertThat(client.isClosedByAuthority()).isTrue();
      assertOthersAreServed();
    }
  }

  @Test
  void nor_one_that_lies_unread_in_a_socket_that_was_passed() throws Exception {
    try (LingeringSocket lingering = LingeringSocket.open(); RawClient client = RawClient.connect(socket)) {
      SocketPair pair = UnixSocket.pair(SocketType.STREAM);
      unseen(() -> {
        RawClient.inherited(pair.first().detach()).send(new byte[1], lingering.number());
        lingering.leaveToOthers();
        client.send(RawClient.request(Operation.OPEN_PEER, 0, new byte[0]), pair.second().number());
        pair.second().close();
      });
      assertOthersAreServed();
    }
  }

  @Test
  void who_passes_more_of_them_than_can_be_closed_is_held_up_and_nobody_else_is() throws Exception {
    RunsAsRoot.required();
    Process flood =
        sandbox.waiting(User.DAEMON.running(sandbox.java("dev.tokend.live.LingeringFlood", socket.toString())));
    BufferedReader said = flood.inputReader();
    assertThat(said.readLine()).startsWith("passed ");
    assertThat(said.readLine()).isEqualTo("held up");
    assertOthersAreServed();
    flood.destroyForcibly().waitFor();
  }

  @Test
  void a_byte_that_was_sent_out_of_band_is_a_byte_like_any_other() throws Exception {
    try (RawClient client = RawClient.connect(socket)) {
      byte[] frame = self();
      client.sendOutOfBand(frame[0]);
      byte[] rest = Arrays.copyOfRange(frame, 1, frame.length);
      assertThat(Inspection.decode(client.ask(rest)).has(QueryClass.USER)).isTrue();
    }
  }

  private static Errno refusal(Operation operation, byte[] payload, int descriptor) throws Exception {
    try (RawClient client = RawClient.connect(socket)) {
      RawClient.Refused refused =
          catchThrowableOfType(
              RawClient.Refused.class, () -> client.ask(RawClient.request(operation, 0, payload), descriptor));
      assertThat(refused).as("%s is refused", operation).isNotNull();
      return refused.failure().errno();
    }
  }

  private static Fd pidFdOfThread() throws Exception {
    int pidFdThread = 0x80;
    return Fd.of("pidfd_open", Syscall.invoke(SyscallNumber.PIDFD_OPEN, ProcessIds.thread(), pidFdThread));
  }

  @Test
  void only_the_pidfd_of_a_process_is_one() throws Exception {
    byte[] byPidFd = Words.encode(QUERY, 0);
    try (Fd file = FileOpen.open(Path.of("/dev/null"), OpenFlags.READ_ONLY);
        Fd place = FileOpen.open(Path.of("/proc/self"), OpenFlags.PATH);
        Fd folder = FileOpen.open(Path.of("/proc/self"), OpenFlags.DIRECTORY);
        Fd thread = pidFdOfThread();
        SocketPair pair = UnixSocket.pair(SocketType.STREAM);
        PidFd self = PidFd.open(ProcessIds.pid());
        RawClient client = RawClient.connect(socket)) {
      for (int descriptor :
          new int[] {file.number(), place.number(), folder.number(), thread.number(), pair.first().number()}) {
        assertThat(refusal(Operation.OPEN_PROCESS, byPidFd, descriptor)).isEqualTo(Errno.EBADF);
      }
      byte[] request = RawClient.request(Operation.OPEN_PROCESS, 0, byPidFd);
      assertThat(Words.decode(Operation.OPEN_SELF, client.ask(request, self.number()), 1)).containsExactly(QUERY);
    }
  }
}
