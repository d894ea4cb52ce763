package dev.tokend.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What the kernel says of a socket and its peer: the options of socket(7) and unix(7) that can only be read.
 *
 * <p>Every method throws {@link ErrnoException} ENOTSOCK for a descriptor that is not a socket, having done nothing
 * to it. Ask {@link #cookie} first of a descriptor of unknown origin: it can block on no file.
 */
public final class SocketFacts {
  /** The most groups that {@link #peerGroups} reads: NGROUPS_MAX of the kernel. */
  public static final int MAX_GROUPS = 65536;

  static final int SOL_SOCKET = 1;

  private static final int SO_TYPE = 3;
  private static final int SO_PEERCRED = 17;
  private static final int SO_ACCEPTCONN = 30;
  private static final int SO_PROTOCOL = 38;
  private static final int SO_DOMAIN = 39;
  private static final int SO_COOKIE = 57;
  private static final int SO_PEERGROUPS = 59;
  private static final int SO_PEERPIDFD = 77;

  /** In the scratch buffer: the length that getsockopt(2) and its kin read and write, then the value. */
  private static final long LENGTH = 0;

  private static final long VALUE = 8;
  private static final int SOCKADDR_SIZE = 128;

  private SocketFacts() {}

  /**
   * The kernel's name for the socket itself: the same for every descriptor of it, never reused until the next boot,
   * and not settable by anyone.
   *
   * @return SO_COOKIE, a positive counter
   */
  public static long cookie(int fd) throws ErrnoException {
    return Syscall.check("getsockopt SO_COOKIE", cookieOrErrno(fd));
  }

  /** {@link #cookie}, or the negative error number instead of an exception. */
  public static long cookieOrErrno(int fd) {
    MemorySegment scratch = CallMemory.scratch();
    long result = getOption(fd, SO_COOKIE, scratch, 8);
    return result < 0 ? result : scratch.get(JAVA_LONG, VALUE);
  }

  /**
   * Who connected (on an accepted socket), who called listen (on a connecting one), or who made the pair: effective
   * ids at that moment. Before any of these, and for other families, pid 0 and ids of -1.
   */
  public static UnixCredentials peerCredentials(int fd) throws ErrnoException {
    MemorySegment scratch = CallMemory.scratch();
    Syscall.check("getsockopt SO_PEERCRED", getOption(fd, SO_PEERCRED, scratch, 12));
    return new UnixCredentials(
        scratch.get(JAVA_INT, VALUE), scratch.get(JAVA_INT, VALUE + 4), scratch.get(JAVA_INT, VALUE + 8));
  }

  /**
   * A new pidfd of the process that {@link #peerCredentials} names (Linux 6.5).
   *
   * @throws ErrnoException ENODATA before there is a peer; ESRCH on older kernels if the process is gone; ENOPROTOOPT
   *     before Linux 6.5
   */
  public static Fd peerPidFd(int fd) throws ErrnoException {
    MemorySegment scratch = CallMemory.scratch();
    Syscall.check("getsockopt SO_PEERPIDFD", getOption(fd, SO_PEERPIDFD, scratch, 4));
    return new Fd(scratch.get(JAVA_INT, VALUE));
  }

  /**
   * The supplementary groups of the process that {@link #peerCredentials} names, as they were then.
   *
   * @throws ErrnoException ENODATA before there is a peer; ERANGE beyond {@link #MAX_GROUPS}
   */
  public static int[] peerGroups(int fd) throws ErrnoException {
    MemorySegment scratch = CallMemory.scratch();
    int small = CallMemory.SCRATCH_SIZE - (int) VALUE;
    long result = getOption(fd, SO_PEERGROUPS, scratch, small);
    if (result != -LinuxErrno.ERANGE) {
      Syscall.check("getsockopt SO_PEERGROUPS", result);
      return groups(scratch);
    }
    // The kernel leaves the size it needs in the length.
    int needed = scratch.get(JAVA_INT, LENGTH);
    if (needed < 0 || needed > 4 * MAX_GROUPS) {
      throw new ErrnoException("getsockopt SO_PEERGROUPS", LinuxErrno.ERANGE);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment large = arena.allocate(VALUE + needed, 8);
      Syscall.check("getsockopt SO_PEERGROUPS", getOption(fd, SO_PEERGROUPS, large, needed));
      return groups(large);
    }
  }

  private static int[] groups(MemorySegment buffer) {
    int length = buffer.get(JAVA_INT, LENGTH) & ~3;
    return buffer.asSlice(VALUE, length).toArray(JAVA_INT);
  }

  /** SO_DOMAIN: the address family; 1 is AF_UNIX. */
  public static int domain(int fd) throws ErrnoException {
    return intOption("getsockopt SO_DOMAIN", fd, SO_DOMAIN);
  }

  /** Whether the socket's family is AF_UNIX. */
  public static boolean isUnix(int fd) throws ErrnoException {
    return domain(fd) == UnixSocket.AF_UNIX;
  }

  /** SO_TYPE: the number of its {@link SocketType}, or another family's type. */
  public static int type(int fd) throws ErrnoException {
    return intOption("getsockopt SO_TYPE", fd, SO_TYPE);
  }

  /** SO_PROTOCOL: 0 for Unix domain sockets. */
  public static int protocol(int fd) throws ErrnoException {
    return intOption("getsockopt SO_PROTOCOL", fd, SO_PROTOCOL);
  }

  /** SO_ACCEPTCONN: whether listen(2) was called on it. */
  public static boolean isListening(int fd) throws ErrnoException {
    return intOption("getsockopt SO_ACCEPTCONN", fd, SO_ACCEPTCONN) != 0;
  }

  /** The name that the socket itself is bound to. */
  public static SocketName localName(int fd) throws ErrnoException {
    return name("getsockname", SyscallNumber.GETSOCKNAME, fd);
  }

  /** The name that the socket's peer is bound to, or {@link SocketName.NotConnected}. */
  public static SocketName peerName(int fd) throws ErrnoException {
    return name("getpeername", SyscallNumber.GETPEERNAME, fd);
  }

  private static SocketName name(String call, int number, int fd) throws ErrnoException {
    MemorySegment scratch = CallMemory.scratch();
    scratch.set(JAVA_INT, LENGTH, SOCKADDR_SIZE);
    long result = Syscall.invoke(number, fd, scratch.address() + VALUE, scratch.address() + LENGTH);
    if (result == -LinuxErrno.ENOTCONN) {
      return new SocketName.NotConnected();
    }
    Syscall.check(call, result);
    // The returned length is the true one even where the address was cut off to fit.
    int length = Math.min(scratch.get(JAVA_INT, LENGTH), SOCKADDR_SIZE);
    return SocketName.read(scratch.asSlice(VALUE, SOCKADDR_SIZE), length);
  }

  static int intOption(String call, int fd, int option) throws ErrnoException {
    MemorySegment scratch = CallMemory.scratch();
    Syscall.check(call, getOption(fd, option, scratch, 4));
    return scratch.get(JAVA_INT, VALUE);
  }

  private static long getOption(int fd, int option, MemorySegment buffer, int size) {
    buffer.set(JAVA_INT, LENGTH, size);
    long address = buffer.address();
    return Syscall.invoke(SyscallNumber.GETSOCKOPT, fd, SOL_SOCKET, option, address + VALUE, address + LENGTH);
  }
}
