package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.Fd;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.process.Spawn;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.InspectRequest;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that send what they should not: they get an error or are closed, and nobody else notices. */
class HostileClientTest {

  private static final int PIDFD_THREAD = 0x80;

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

  private static byte[] sound() {
    return RawClient.inspect(new Target.Self(), QueryClass.USER);
  }

  private static byte[] withByte(int offset, int value) {
    byte[] frame = sound();
    frame[offset] = (byte) value;
    return frame;
  }

  private static void assertCloses(byte[] bytes, int... descriptors) throws IOException {
    try (RawClient client = RawClient.connect(socket)) {
      client.send(bytes, descriptors);
      assertThat(client.isClosedByAuthority()).isTrue();
    }
  }

  @Test
  void a_frame_that_cannot_be_one_ends_the_connection() throws Exception {
    assertCloses("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertCloses(withByte(0, 0));
    assertCloses(withByte(4, 2));
    assertCloses(withByte(5, 2));
    assertCloses(withByte(20, 1));
    assertCloses(withByte(18, 0x7F));
    assertCloses(withByte(19, 0xFF));
    assertCloses(sound(), 0, 0, 0, 0, 0);
  }

  @Test
  void what_can_be_a_frame_is_answered_and_the_connection_goes_on() throws Exception {
    try (RawClient client = RawClient.connect(socket)) {
      assertFails(client, withByte(6, 99), Errno.ENOSYS);
      assertFails(client, RawClient.request(Operation.INSPECT, 0, new byte[3]), Errno.EINVAL);
      assertFails(client, RawClient.request(Operation.STATUS, 0, new byte[0]), Errno.EINVAL, 0);
      assertFails(client, RawClient.request(Operation.OPEN_PEER, 0, new byte[0]), Errno.EINVAL);
      assertFails(client, RawClient.request(Operation.QUERY, 0, new byte[8]), Errno.EBADF, 0);
      assertThat(Inspection.decode(client.ask(sound())).has(QueryClass.USER)).isTrue();
    }
  }

  private static void assertFails(RawClient client, byte[] frame, Errno errno, int... descriptors) {
    assertThatThrownBy(() -> client.ask(frame, descriptors))
        .isInstanceOfSatisfying(
            RawClient.Refused.class, e -> assertThat(e.failure().errno()).isEqualTo(errno));
  }

  @Test
  void a_thread_of_another_process_is_refused() throws Exception {
    byte[] payload = new InspectRequest(new Target.Self(), 0x8, 2, false).encode();
    try (RawClient client = RawClient.connect(socket)) {
      assertFails(client, RawClient.request(Operation.INSPECT, 1, payload), Errno.ESRCH);
      assertFails(client, RawClient.request(Operation.INSPECT, -5, payload), Errno.ESRCH);
      int own = ProcessIds.thread();
      assertThat(Inspection.decode(client.ask(RawClient.request(Operation.INSPECT, own, payload))).grantedMask())
          .isEqualTo(0x8);
    }
  }

  @Test
  void a_child_on_an_inherited_connection_is_seen_as_itself() throws Exception {
    RunsAsRoot.required();
    try (RawClient client = RawClient.connect(socket)) {
      assertThat(user(client.ask(sound()))).isEqualTo("S-1-5-18");
      Path out = Files.createTempFile(sandbox.folder(), "out", "");
      List<String> java = User.BIN.running(sandbox.java("dev.tokend.live.AskOnDescriptor", "5"));
      String[] shell = new String[4 + java.size()];
      shell[0] = "sh";
      shell[1] = "-c";
      shell[2] = "exec \"$@\" >'" + out + "' 2>&1";
      shell[3] = "sh";
      for (int i = 0; i < java.size(); i++) {
        shell[4 + i] = java.get(i);
      }
      try (Child child = Spawn.of(Command.of(shell)).withDescriptor(5, client.number()).start()) {
        assertThat(child.awaitExitStatus()).as(Files.readString(out)).isZero();
      }
      assertThat(Files.readString(out)).isEqualTo(User.BIN.sid() + "\n");
      assertThat(user(client.ask(sound()))).as("and the parent as the parent").isEqualTo("S-1-5-18");
    }
  }

  private static String user(byte[] reply) throws Exception {
    return Sid.readExact(Inspection.decode(reply).payload(QueryClass.USER)).toString();
  }

  @Test
  void ten_thousand_hostile_clients_leave_no_descriptor_behind() throws Exception {
    try (TokenClient observer = Sandbox.connect(socket)) {
      observer.status();
      awaitOneConnection(observer);
      int before = observer.status().descriptors();
      long seed = System.nanoTime();
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < 10_000; i++) {
        beHostile(random);
      }
      awaitOneConnection(observer);
      for (int i = 0; i < 500 && observer.status().descriptors() != before; i++) {
        Thread.sleep(10);
      }
      assertThat(observer.status().descriptors()).as("descriptors of the authority, seed %d", seed).isEqualTo(before);
      assertThat(observer.status().handles()).as("handles, seed %d", seed).isZero();
    }
  }

  private static void awaitOneConnection(TokenClient observer) throws Exception {
    for (int i = 0; i < 1000 && observer.status().connections() > 1; i++) {
      Thread.sleep(10);
    }
    assertThat(observer.status().connections()).isEqualTo(1);
  }

  /** One client that misbehaves in one of several ways and goes. */
  private static void beHostile(SplittableRandom random) throws IOException {
    try (RawClient client = RawClient.connect(socket)) {
      byte[] frame = sound();
      switch (random.nextInt(9)) {
        case 0 -> client.send(new byte[random.nextInt(1, 200)]);
        case 1 -> {
          byte[] noise = new byte[random.nextInt(1, 400)];
          random.nextBytes(noise);
          client.send(noise);
        }
        case 2 -> client.send(Arrays.copyOf(frame, random.nextInt(1, frame.length)));
        case 3 -> {
          frame[16 + random.nextInt(4)] = (byte) random.nextInt(256);
          client.send(frame);
        }
        case 4 -> {
          frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
          client.send(frame);
        }
        case 5 -> client.send(frame, client.number(), 0, 1);
        case 6 -> client.send(Arrays.copyOf(frame, 10), client.number(), client.number());
        case 7 -> {
          // Handles that are granted and never taken.
          client.send(RawClient.request(Operation.OPEN_SELF, 0, new byte[] {0, 0, 0, 0, 8, 0, 0, 0}));
        }
        default -> {
          // Asks and goes without waiting for the answer.
          client.send(frame);
        }
      }
    }
  }

  @Test
  void a_descriptor_of_a_thread_is_no_descriptor_of_a_process() throws Exception {
    // To the kernel the thread has an identity of its own: were it taken for a process, it would get another token.
    CountDownLatch done = new CountDownLatch(1);
    CompletableFuture<Integer> tid = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              tid.complete(ProcessIds.thread());
              try {
                done.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    try (RawClient client = RawClient.connect(socket);
        Fd ofThread = Fd.of("pidfd_open", Syscall.invoke(SyscallNumber.PIDFD_OPEN, tid.get(), PIDFD_THREAD));
        PidFd ofProcess = PidFd.open(ProcessIds.pid())) {
      byte[] open = RawClient.request(Operation.OPEN_PROCESS, 0, Words.encode(0x8, 0));
      assertFails(client, open, Errno.EBADF, ofThread.number());
      assertThat(Words.decode(Operation.OPEN_SELF, client.ask(open, ofProcess.number()), 1)).containsExactly(0x8);
    } finally {
      done.countDown();
      thread.join();
    }
  }

  @Test
  void half_a_message_is_not_waited_for_without_end() throws Exception {
    try (RawClient client = RawClient.connect(socket)) {
      client.send(Arrays.copyOf(sound(), 30));
      try (TokenClient other = Sandbox.connect(socket)) {
        assertThat(other.status().connections()).as("others are served meanwhile").isGreaterThanOrEqualTo(2);
      }
      assertThat(client.isClosedByAuthority()).isTrue();
    }
  }

  @Test
  void users_who_take_all_descriptors_leave_some_for_root() throws Exception {
    RunsAsRoot.required();
    Path few = sandbox.startMachineWithDescriptors(128);
    Process flood =
        sandbox.waiting(User.DAEMON.running(sandbox.java("dev.tokend.live.Flood", few.toString(), "200", "wait")));
    assertThat(flood.inputReader().readLine()).endsWith(" answered").isNotEqualTo("200 answered");
    for (int i = 0; i < 5; i++) {
      try (RawClient root = RawClient.connect(few)) {
        assertThat(user(root.ask(sound()))).isEqualTo("S-1-5-18");
      }
    }
    flood.destroyForcibly().waitFor();
  }

  @Test
  void one_uid_cannot_take_all_connections() throws Exception {
    RunsAsRoot.required();
    Outcome flood = sandbox.run(User.DAEMON.running(sandbox.java("dev.tokend.live.Flood", socket.toString(), "400")));
    assertThat(flood.out()).as(flood.err()).isEqualTo("256 answered\n");
  }
}
