package dev.tokend.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import dev.tokend.linux.file.FileStatus;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Asks the kernel which Unix socket is connected to which (sock_diag(7), CONFIG_UNIX_DIAG), in its own network
 * namespace and no other. It needs no capability. A question walks through the sockets of the namespace: some tens of
 * microseconds, and some hundreds where there are ten thousand.
 *
 * <pre>
 *   0  struct nlmsghdr: u32 length, u16 type, u16 flags, u32 sequence, u32 port
 *  16  struct unix_diag_req: u8 family, u8 protocol, u16 padding, u32 states, u32 inode, u32 what to show, u64 cookie
 * </pre>
 *
 * <p>Not for several threads.
 */
public final class UnixDiag implements AutoCloseable {
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW_NONBLOCK_CLOEXEC = 3 | 0x800 | 0x80000;
  private static final int NETLINK_SOCK_DIAG = 4;
  private static final int SOCKADDR_NL = 12;

  private static final int REQUEST = 40;
  private static final short NLM_F_REQUEST = 1;
  private static final int EVERY_STATE = -1;
  private static final int SHOW_PEER = 4;

  private static final int CAPACITY = 4096;
  private static final int MOST_STALE = 16;
  private static final int ESTALE = 116;

  private final Fd socket;
  private int sequence;

  private UnixDiag(Fd socket) {
    this.socket = socket;
  }

  /**
   * Opens a way to ask, and tries it on a socket of its own.
   *
   * @throws ErrnoException EPROTONOSUPPORT or EOPNOTSUPP where the kernel does not tell
   */
  public static UnixDiag open() throws ErrnoException {
    Fd socket =
        Fd.of(
            "socket",
            Syscall.invoke(SyscallNumber.SOCKET, AF_NETLINK, SOCK_RAW_NONBLOCK_CLOEXEC, NETLINK_SOCK_DIAG));
    UnixDiag diag = new UnixDiag(socket);
    try (Fd own = UnixSocket.blocking(SocketType.STREAM)) {
      // To port 0, the kernel: from then on it takes nothing from another process.
      MemorySegment kernel = CallMemory.scratch().asSlice(0, SOCKADDR_NL);
      kernel.fill((byte) 0);
      kernel.set(JAVA_SHORT, 0, (short) AF_NETLINK);
      Syscall.check(
          "connect", Syscall.invoke(SyscallNumber.CONNECT, socket.number(), kernel.address(), SOCKADDR_NL));
      if (diag.find(FileStatus.inode(own.number()), SocketFacts.cookie(own.number())) == null) {
        throw new ErrnoException("sock_diag of Unix sockets", LinuxErrno.EOPNOTSUPP);
      }
      return diag;
    } catch (ErrnoException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Looks a socket up.
   *
   * @param inode its fstat(2) inode, of which the kernel uses the lower 32 bits
   * @param cookie its {@link SocketFacts#cookie}; a socket of that inode with another cookie is not it
   * @return null where there is no such socket in this network namespace, or it has been closed
   */
  public UnixDiagAnswer.@Nullable Socket find(long inode, long cookie) throws ErrnoException {
    sequence++;
    send((int) inode, cookie);
    for (int i = 0; i < MOST_STALE; i++) {
      MemorySegment scratch = CallMemory.scratch();
      long count = Syscall.invoke(SyscallNumber.READ, socket.number(), scratch.address(), CAPACITY);
      if (count == -LinuxErrno.EINTR) {
        continue;
      }
      Syscall.check("read sock_diag", count);
      switch (UnixDiagAnswer.read(scratch, count, sequence)) {
        case UnixDiagAnswer.Socket found -> {
          return found.cookie() == cookie && found.inode() == Integer.toUnsignedLong((int) inode) ? found : null;
        }
        case UnixDiagAnswer.Failed(int errno) -> {
          if (errno == LinuxErrno.ENOENT || errno == ESTALE) {
            return null;
          }
          throw new ErrnoException("sock_diag", errno);
        }
        case UnixDiagAnswer.Unfit(int offset) ->
            throw new ErrnoException("sock_diag, offset " + offset, LinuxErrno.EIO);
        case UnixDiagAnswer.Stale s -> {}
      }
    }
    throw new ErrnoException("sock_diag", LinuxErrno.EIO);
  }

  private void send(int inode, long cookie) throws ErrnoException {
    MemorySegment request = CallMemory.scratch().asSlice(0, REQUEST);
    request.fill((byte) 0);
    request.set(JAVA_INT, 0, REQUEST);
    request.set(JAVA_SHORT, 4, UnixDiagAnswer.SOCK_DIAG_BY_FAMILY);
    request.set(JAVA_SHORT, 6, NLM_F_REQUEST);
    request.set(JAVA_INT, 8, sequence);
    request.set(JAVA_BYTE, 16, (byte) UnixSocket.AF_UNIX);
    request.set(JAVA_INT, 20, EVERY_STATE);
    request.set(JAVA_INT, 24, inode);
    request.set(JAVA_INT, 28, SHOW_PEER);
    request.set(JAVA_LONG, 32, cookie);
    Syscall.check(
        "write sock_diag", Syscall.invoke(SyscallNumber.WRITE, socket.number(), request.address(), REQUEST));
  }

  @Override
  public void close() {
    socket.close();
  }
}
