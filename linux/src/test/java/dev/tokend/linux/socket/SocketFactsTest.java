package dev.tokend.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.linux.DescriptorLeaks;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.FdFlags;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.event.EventFd;
import dev.tokend.linux.proc.ProcStatus;
import dev.tokend.linux.process.ProcessIds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(DescriptorLeaks.class)
class SocketFactsTest {
  @Test
  void a_cookie_is_the_sockets_and_never_anothers() throws Exception {
    Set<Long> cookies = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      try (Fd fd = UnixSocket.blocking(SocketType.STREAM); Fd copy = fd.duplicate()) {
        long cookie = SocketFacts.cookie(fd.number());
        assertThat(cookie).isPositive().isEqualTo(SocketFacts.cookie(copy.number()));
        assertThat(cookies.add(cookie)).isTrue();
      }
    }
  }

  @Test
  void what_is_no_socket_is_enotsock_everywhere() throws Exception {
    try (EventFd file = EventFd.create()) {
      int fd = file.number();
      assertThat(SocketFacts.cookieOrErrno(fd)).isEqualTo(-LinuxErrno.ENOTSOCK);
      assertNoSocket(() -> SocketFacts.cookie(fd));
      assertNoSocket(() -> SocketFacts.peerCredentials(fd));
      assertNoSocket(() -> SocketFacts.peerPidFd(fd));
      assertNoSocket(() -> SocketFacts.peerGroups(fd));
      assertNoSocket(() -> SocketFacts.domain(fd));
      assertNoSocket(() -> SocketFacts.type(fd));
      assertNoSocket(() -> SocketFacts.isListening(fd));
      assertNoSocket(() -> SocketFacts.peerName(fd));
      assertNoSocket(() -> SocketFacts.localName(fd));
      assertNoSocket(() -> SocketOptions.receiveCredentials(fd));
      assertNoSocket(() -> SocketOptions.refuseDescriptors(fd));
    }
    assertThat(SocketFacts.cookieOrErrno(1_000_000)).isEqualTo(-LinuxErrno.EBADF);
  }

  private static void assertNoSocket(ThrowingCallable call) {
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.errno()).isEqualTo(LinuxErrno.ENOTSOCK));
  }

  @Test
  void type_family_and_listening_are_told() throws Exception {
    for (SocketType type : SocketType.values()) {
      try (Fd fd = UnixSocket.nonBlocking(type)) {
        assertThat(SocketFacts.type(fd.number())).isEqualTo(type.number());
        assertThat(SocketFacts.isUnix(fd.number())).isTrue();
        assertThat(SocketFacts.protocol(fd.number())).isZero();
        assertThat(SocketFacts.isListening(fd.number())).isFalse();
        assertThat(FdFlags.isNonBlocking(fd.number())).isTrue();
        assertThat(FdFlags.isCloseOnExec(fd.number())).isTrue();
      }
    }
  }

  @Test
  void both_ends_of_a_pair_wait_and_are_close_on_exec() throws Exception {
    try (SocketPair pair = UnixSocket.pair(SocketType.SEQPACKET)) {
      for (Fd end : new Fd[] {pair.first(), pair.second()}) {
        assertThat(FdFlags.isNonBlocking(end.number())).isFalse();
        assertThat(FdFlags.isCloseOnExec(end.number())).isTrue();
        assertThat(SocketFacts.peerName(end.number())).isEqualTo(new SocketName.Unnamed());
        assertThat(SocketFacts.localName(end.number())).isEqualTo(new SocketName.Unnamed());
      }
      FdFlags.nonBlocking(pair.first().number());
      assertThat(FdFlags.isNonBlocking(pair.second().number())).isFalse();
    }
  }

  @Test
  void names_tell_an_accepted_end_from_a_connected_one(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("socket");
    try (Fd listener = UnixSocket.blocking(SocketType.STREAM); Fd client = UnixSocket.blocking(SocketType.STREAM)) {
      assertThat(SocketFacts.peerName(client.number())).isEqualTo(new SocketName.NotConnected());
      UnixSocket.bind(listener.number(), path);
      assertThat(SocketFacts.isListening(listener.number())).isFalse();
      UnixSocket.listen(listener.number(), 1);
      assertThat(SocketFacts.isListening(listener.number())).isTrue();
      UnixSocket.connect(client.number(), path);
      try (Fd accepted = UnixSocket.acceptBlocking(listener.number())) {
        assertThat(FdFlags.isCloseOnExec(accepted.number())).isTrue();
        assertThat(SocketFacts.peerName(accepted.number())).isEqualTo(new SocketName.Unnamed());
        assertThat(SocketFacts.localName(accepted.number())).isEqualTo(new SocketName.Pathname(path.toString()));
        assertThat(SocketFacts.peerName(client.number())).isEqualTo(new SocketName.Pathname(path.toString()));
        assertThat(SocketFacts.isListening(accepted.number())).isFalse();
      }
    }
  }

  @Test
  void an_abstract_name_is_told() throws Exception {
    String name = "tokend-test-" + ProcessIds.pid();
    try (Fd listener = UnixSocket.blocking(SocketType.STREAM); Fd client = UnixSocket.blocking(SocketType.STREAM)) {
      UnixSocket.bind(listener.number(), SocketAddress.ofAbstract(name));
      UnixSocket.listen(listener.number(), 1);
      UnixSocket.connect(client.number(), SocketAddress.ofAbstract(name));
      assertThat(SocketFacts.peerName(client.number())).isEqualTo(new SocketName.Abstract(name));
    }
  }

  @Test
  void connecting_says_what_was_tried(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("socket");
    try (Fd client = UnixSocket.blocking(SocketType.STREAM); Fd bound = UnixSocket.blocking(SocketType.STREAM)) {
      assertThatExceptionOfType(ErrnoException.class)
          .isThrownBy(() -> UnixSocket.connect(client.number(), path))
          .withMessage("connect " + path + ": ENOENT (2)");
      UnixSocket.bind(bound.number(), path);
      assertThatExceptionOfType(ErrnoException.class)
          .isThrownBy(() -> UnixSocket.connect(client.number(), path))
          .withMessage("connect " + path + ": ECONNREFUSED (111)");
      assertThatExceptionOfType(ErrnoException.class)
          .isThrownBy(() -> UnixSocket.bind(client.number(), path))
          .withMessage("bind " + path + ": EADDRINUSE (98)");
    }
  }

  @Test
  void a_name_of_107_bytes_fits_and_one_of_108_does_not() throws Exception {
    assertThat(SocketAddress.ofPath(Path.of("/" + "a".repeat(106)))).hasToString("/" + "a".repeat(106));
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> SocketAddress.ofPath(Path.of("/" + "a".repeat(107))))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(LinuxErrno.ENAMETOOLONG));
    assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> SocketAddress.ofAbstract("\u00e9".repeat(54)));
    assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> SocketAddress.ofAbstract(""));
  }

  @Test
  void the_groups_of_a_pair_are_its_makers() throws Exception {
    try (SocketPair pair = UnixSocket.pair(SocketType.STREAM)) {
      ProcStatus own = ProcStatus.parse(Files.readAllBytes(Path.of("/proc/self/status")));
      int[] groups = SocketFacts.peerGroups(pair.first().number());
      assertThat(groups).containsExactlyInAnyOrder(own.groups().stream().mapToInt(Integer::intValue).toArray());
    }
  }

  @Test
  void a_larger_send_buffer_takes_more() throws Exception {
    try (SocketPair pair = UnixSocket.pair(SocketType.STREAM)) {
      FdFlags.nonBlocking(pair.first().number());
      int before = fill(pair.first().number());
      SocketOptions.sendBuffer(pair.second().number(), 8192);
      FdFlags.nonBlocking(pair.second().number());
      assertThat(fill(pair.second().number())).isLessThan(before);
    }
  }

  private static int fill(int fd) {
    MessageSender sender = new MessageSender(1024);
    int total = 0;
    int sent;
    while ((sent = sender.send(fd, 0, 1024, new int[0], 0, MessageFlags.NONE)) > 0) {
      total += sent;
    }
    return total;
  }

  @Test
  void any_bytes_are_some_name() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(128, 8);
      for (int i = 0; i < 20_000; i++) {
        byte[] bytes = new byte[128];
        random.nextBytes(bytes);
        if (random.nextBoolean()) {
          bytes[0] = 1;
          bytes[1] = 0;
        }
        MemorySegment.copy(bytes, 0, buffer, JAVA_BYTE, 0, 128);
        int length = random.nextInt(129);
        assertThat(SocketName.read(buffer, length)).as("seed %d", seed).isNotNull();
      }
    }
  }

  @Test
  void other_families_are_told_by_their_number() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(128, 8);
      buffer.set(JAVA_BYTE, 0, (byte) 2);
      assertThat(SocketName.read(buffer, 16)).isEqualTo(new SocketName.OtherFamily(2));
      assertThat(SocketName.read(buffer, 0)).isEqualTo(new SocketName.Unnamed());
    }
  }
}
