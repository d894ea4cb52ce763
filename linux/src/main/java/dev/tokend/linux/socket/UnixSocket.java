package dev.tokend.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Unix domain sockets: unix(7). Every descriptor is made close-on-exec. */
public final class UnixSocket {
  static final int AF_UNIX = 1;

  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;

  private UnixSocket() {}

  /** A new socket that waits: connections of the command, and tests. */
  public static Fd blocking(SocketType type) throws ErrnoException {
    return socket(type.number() | SOCK_CLOEXEC);
  }

  /** A new socket whose calls fail with EAGAIN instead of waiting: everything in an event loop. */
  public static Fd nonBlocking(SocketType type) throws ErrnoException {
    return socket(type.number() | SOCK_CLOEXEC | SOCK_NONBLOCK);
  }

  private static Fd socket(int type) throws ErrnoException {
    return Fd.of("socket", Syscall.invoke(SyscallNumber.SOCKET, AF_UNIX, type, 0));
  }

  /**
   * Two connected sockets, both waiting. O_NONBLOCK belongs to each end: set it afterwards on the one that is kept,
   * as SOCK_NONBLOCK here would set it on the one that is given away, too.
   */
  public static SocketPair pair(SocketType type) throws ErrnoException {
    MemorySegment scratch = CallMemory.scratch();
    long result = Syscall.invoke(
        SyscallNumber.SOCKETPAIR, AF_UNIX, type.number() | SOCK_CLOEXEC, 0, scratch.address());
    Syscall.check("socketpair", result);
    return new SocketPair(new Fd(scratch.get(JAVA_INT, 0)), new Fd(scratch.get(JAVA_INT, 4)));
  }

  /**
   * Binds to a path, which must not exist; its mode is that of the umask.
   *
   * @throws ErrnoException EADDRINUSE if it exists, ENAMETOOLONG beyond 107 bytes, and those of the file system
   */
  public static void bind(int fd, Path path) throws ErrnoException {
    bind(fd, SocketAddress.ofPath(path));
  }

  /** Binds to an address. */
  public static void bind(int fd, SocketAddress address) throws ErrnoException {
    MemorySegment scratch = CallMemory.scratch();
    int length = address.writeTo(scratch);
    Syscall.check("bind " + address, Syscall.invoke(SyscallNumber.BIND, fd, scratch.address(), length));
  }

  /**
   * Lets a bound socket be connected to. What SO_PASSCRED and its kin say at this moment is inherited by the accepted
   * sockets, and the connecting side sees the caller's credentials as its peer's.
   */
  public static void listen(int fd, int backlog) throws ErrnoException {
    Syscall.check("listen", Syscall.invoke(SyscallNumber.LISTEN, fd, backlog));
  }

  /**
   * Takes the next connection, as a socket that does not wait.
   *
   * @return null if there is none to take now: none is queued, it has gone again, or a signal came between
   */
  public static @Nullable Fd acceptNonBlocking(int listener) throws ErrnoException {
    long result = Syscall.invoke(SyscallNumber.ACCEPT4, listener, 0, 0, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (result == -LinuxErrno.EAGAIN || result == -LinuxErrno.EINTR || result == -LinuxErrno.ECONNABORTED) {
      return null;
    }
    return Fd.of("accept4", result);
  }

  /** Takes the next connection, as a socket that waits; waits for one if the listener does. */
  public static Fd acceptBlocking(int listener) throws ErrnoException {
    while (true) {
      long result = Syscall.invoke(SyscallNumber.ACCEPT4, listener, 0, 0, SOCK_CLOEXEC);
      if (result != -LinuxErrno.EINTR) {
        return Fd.of("accept4", result);
      }
    }
  }

  /**
   * Connects to a path.
   *
   * @throws ErrnoException ENOENT, ECONNREFUSED where nobody listens, EACCES, EAGAIN for a full backlog of a socket
   *     that does not wait
   */
  public static void connect(int fd, Path path) throws ErrnoException {
    connect(fd, SocketAddress.ofPath(path));
  }

  /** Connects to an address. */
  public static void connect(int fd, SocketAddress address) throws ErrnoException {
    MemorySegment scratch = CallMemory.scratch();
    int length = address.writeTo(scratch);
    Syscall.check("connect " + address, Syscall.invoke(SyscallNumber.CONNECT, fd, scratch.address(), length));
  }

  /** Ends both directions of a connection, for every holder of the socket. */
  public static void shutdown(int fd) throws ErrnoException {
    int bothDirections = 2;
    Syscall.check("shutdown", Syscall.invoke(SyscallNumber.SHUTDOWN, fd, bothDirections));
  }

  /** Ends the receiving direction for every holder: what a peer sends from then on fails with EPIPE. */
  public static void shutdownReceive(int fd) throws ErrnoException {
    int receiving = 0;
    Syscall.check("shutdown", Syscall.invoke(SyscallNumber.SHUTDOWN, fd, receiving));
  }
}
