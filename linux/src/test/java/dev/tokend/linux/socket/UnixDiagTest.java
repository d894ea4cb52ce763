package dev.tokend.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.linux.DescriptorLeaks;
import dev.tokend.linux.Fd;
import dev.tokend.linux.file.FileStatus;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(DescriptorLeaks.class)
class UnixDiagTest {
  @TempDir private Path folder;

  private static UnixDiagAnswer.Socket find(UnixDiag diag, Fd socket) throws Exception {
    return diag.find(FileStatus.inode(socket.number()), SocketFacts.cookie(socket.number()));
  }

  @Test
  void each_end_of_a_connection_names_the_other() throws Exception {
    for (SocketType type : new SocketType[] {SocketType.STREAM, SocketType.SEQPACKET}) {
      try (UnixDiag diag = UnixDiag.open();
          Fd listener = UnixSocket.blocking(type);
          Fd client = UnixSocket.blocking(type)) {
        UnixSocket.bind(listener.number(), folder.resolve(type.name()));
        UnixSocket.listen(listener.number(), 1);
        assertThat(find(diag, client).peerInode()).isZero();
        UnixSocket.connect(client.number(), folder.resolve(type.name()));
        try (Fd accepted = UnixSocket.acceptBlocking(listener.number())) {
          assertThat(find(diag, accepted).peerInode()).isEqualTo(FileStatus.inode(client.number()));
          assertThat(find(diag, client).peerInode()).isEqualTo(FileStatus.inode(accepted.number()));
          Fd.close(client.detach());
          assertThat(find(diag, accepted).peerInode()).isZero();
        }
      }
    }
  }

  @Test
  void another_cookie_and_a_closed_socket_are_not_found() throws Exception {
    try (UnixDiag diag = UnixDiag.open(); Fd socket = UnixSocket.blocking(SocketType.STREAM)) {
      long inode = FileStatus.inode(socket.number());
      long cookie = SocketFacts.cookie(socket.number());
      assertThat(diag.find(inode, cookie)).isEqualTo(new UnixDiagAnswer.Socket(inode, cookie, 0));
      assertThat(diag.find(inode, cookie + 1)).isNull();
      assertThat(diag.find(inode, -1)).as("any cookie, to the kernel").isNull();
      Fd.close(socket.detach());
      assertThat(diag.find(inode, cookie)).isNull();
    }
  }

  /** A message as the kernel writes it, with the peer's inode 77. */
  private static MemorySegment message(Arena arena) {
    MemorySegment message = arena.allocate(64, 8);
    message.set(JAVA_INT, 0, 48);
    message.set(JAVA_SHORT, 4, UnixDiagAnswer.SOCK_DIAG_BY_FAMILY);
    message.set(JAVA_INT, 8, 5);
    message.set(JAVA_BYTE, 16, (byte) 1);
    message.set(JAVA_INT, 20, -1);
    message.set(JAVA_LONG, 24, 9);
    message.set(JAVA_SHORT, 32, (short) 5);
    message.set(JAVA_SHORT, 34, (short) 6);
    message.set(JAVA_SHORT, 40, (short) 8);
    message.set(JAVA_SHORT, 42, (short) 2);
    message.set(JAVA_INT, 44, 77);
    return message;
  }

  @Test
  void an_answer_is_read_field_by_field() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment message = message(arena);
      assertThat(UnixDiagAnswer.read(message, 48, 5)).isEqualTo(new UnixDiagAnswer.Socket(0xFFFF_FFFFL, 9, 77));
      assertThat(UnixDiagAnswer.read(message, 48, 6)).isEqualTo(new UnixDiagAnswer.Stale());
      assertThat(UnixDiagAnswer.read(message, 47, 5)).isEqualTo(new UnixDiagAnswer.Unfit(0));
      message.set(JAVA_SHORT, 40, (short) 12);
      assertThat(UnixDiagAnswer.read(message, 48, 5)).isEqualTo(new UnixDiagAnswer.Unfit(40));
      message.set(JAVA_SHORT, 32, (short) 0);
      assertThat(UnixDiagAnswer.read(message, 48, 5)).isEqualTo(new UnixDiagAnswer.Unfit(32));
      message.set(JAVA_SHORT, 4, (short) 2);
      message.set(JAVA_INT, 16, -116);
      assertThat(UnixDiagAnswer.read(message, 48, 5)).isEqualTo(new UnixDiagAnswer.Failed(116));
      message.set(JAVA_INT, 16, Integer.MIN_VALUE);
      assertThat(UnixDiagAnswer.read(message, 48, 5)).isEqualTo(new UnixDiagAnswer.Unfit(16));
    }
  }

  @Test
  void any_bytes_give_an_answer() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    try (Arena arena = Arena.ofConfined()) {
      for (int i = 0; i < 100_000; i++) {
        MemorySegment message = message(arena);
        for (int flips = random.nextInt(4); flips > 0; flips--) {
          message.set(JAVA_BYTE, random.nextInt(64), (byte) random.nextInt());
        }
        assertThat(UnixDiagAnswer.read(message, random.nextInt(65), 5)).as("seed " + seed).isNotNull();
      }
    }
  }
}
