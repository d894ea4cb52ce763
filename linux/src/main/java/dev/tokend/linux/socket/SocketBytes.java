package dev.tokend.linux.socket;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Plain bytes over a connected stream socket: recvfrom(2) and sendto(2), in pieces of at most 16 KiB. */
public final class SocketBytes {
  private SocketBytes() {}

  /**
   * Takes what there is, and waits for something if the socket does.
   *
   * @return how many bytes, at most {@code into.remaining()}; 0 at the end of the stream
   */
  public static int receive(int fd, ByteBuffer into) throws ErrnoException {
    int most = Math.min(into.remaining(), CallMemory.SCRATCH_SIZE);
    if (most == 0) {
      return 0;
    }
    MemorySegment scratch = CallMemory.scratch();
    while (true) {
      long count = Syscall.invoke(SyscallNumber.RECVFROM, fd, scratch.address(), most, 0, 0, 0);
      if (count != -LinuxErrno.EINTR) {
        Syscall.check("recvfrom", count);
        into.put(scratch.asSlice(0, count).asByteBuffer());
        return (int) count;
      }
    }
  }

  /**
   * Sends some of the bytes, and waits for room if the socket does. A peer that is gone gives EPIPE, never SIGPIPE.
   *
   * @return how many bytes were taken, which is also how far the buffer's position moved
   */
  public static int send(int fd, ByteBuffer from) throws ErrnoException {
    int length = Math.min(from.remaining(), CallMemory.SCRATCH_SIZE);
    MemorySegment scratch = CallMemory.scratch();
    scratch.asSlice(0, length).asByteBuffer().put(from.slice(from.position(), length));
    while (true) {
      long count =
          Syscall.invoke(SyscallNumber.SENDTO, fd, scratch.address(), length, MessageFlags.NOSIGNAL, 0, 0);
      if (count != -LinuxErrno.EINTR) {
        Syscall.check("sendto", count);
        from.position(from.position() + (int) count);
        return (int) count;
      }
    }
  }
}
