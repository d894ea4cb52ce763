package dev.tokend.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;

/**
 * The kernel's reports of forks, execs and exits, through its process connector (Linux 6.6, initial namespaces). They come late
 * and may be lost: a hint, and no proof.
 *
 * <pre>
 *   0  struct nlmsghdr, 16 bytes
 *  16  struct cn_msg, 20 bytes
 *  36  u32 what, u32 cpu, u64 time in nanoseconds of CLOCK_MONOTONIC
 *  52  fork: u32 parent's thread, parent, child's thread, child; exec and exit: u32 thread, process
 * </pre>
 */
public final class ForkEvents implements AutoCloseable {
  private static final int AF_NETLINK = 16;
  private static final int SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 0x800 | 0x80000;
  private static final int NETLINK_CONNECTOR = 11;
  private static final int SOCKADDR_NL = 12;
  private static final int PROCESS_GROUP = 1;

  private static final short NLMSG_DONE = 3;
  private static final int REQUEST = 44;
  private static final int LISTEN = 1;
  private static final int FORK = 1;
  private static final int EXEC = 2;
  private static final int EXIT = 0x8000_0000;
  private static final int SHORTEST = 60;
  private static final int SHORTEST_FORK = 68;
  private static final int CAPACITY = 4096;

  /** Some reports were lost; the others are still there. */
  private static final int ENOBUFS = 105;

  /** How many reports one call hands on. */
  public static final int MOST_AT_ONCE = 8192;

  private final Fd socket;

  private ForkEvents(Fd socket) {
    this.socket = socket;
  }

  /** Who is told. */
  public interface Listener {
    /**
     * A process has forked; neither need exist any more.
     *
     * @param parent its number then
     * @param child the new process's number
     * @param nanoTime when, as {@link System#nanoTime()} counts
     */
    void forked(int parent, int child, long nanoTime);

    /** A process has become another program. */
    void executed(int process);

    /** A process has ended, and its number may be used again. */
    void ended(int process);

    /** There were more reports than are kept: some that came after all that were handed on are lost. */
    void lost();
  }

  /**
   * Starts to listen.
   *
   * @throws ErrnoException EPERM, EPROTONOSUPPORT and others where the kernel does not tell this process
   */
  public static ForkEvents open() throws ErrnoException {
    Fd socket =
        Fd.of(
            "socket",
            Syscall.invoke(SyscallNumber.SOCKET, AF_NETLINK, SOCK_DGRAM_NONBLOCK_CLOEXEC, NETLINK_CONNECTOR));
    try {
      MemorySegment scratch = CallMemory.scratch();
      scratch.asSlice(0, REQUEST).fill((byte) 0);
      scratch.set(JAVA_SHORT, 0, (short) AF_NETLINK);
      scratch.set(JAVA_INT, 8, PROCESS_GROUP);
      Syscall.check(
          "bind", Syscall.invoke(SyscallNumber.BIND, socket.number(), scratch.address(), SOCKADDR_NL));
      scratch.asSlice(0, REQUEST).fill((byte) 0);
      scratch.set(JAVA_INT, 0, REQUEST);
      scratch.set(JAVA_SHORT, 4, NLMSG_DONE);
      scratch.set(JAVA_INT, 16, PROCESS_GROUP);
      scratch.set(JAVA_INT, 20, 1);
      scratch.set(JAVA_SHORT, 32, (short) (REQUEST - 36));
      scratch.set(JAVA_INT, 36, LISTEN);
      scratch.set(JAVA_INT, 40, FORK | EXEC | EXIT);
      Syscall.check(
          "write", Syscall.invoke(SyscallNumber.WRITE, socket.number(), scratch.address(), REQUEST));
      return new ForkEvents(socket);
    } catch (ErrnoException e) {
      socket.close();
      throw e;
    }
  }

  /** The descriptor's number. It is readable when there are reports. */
  public int number() {
    return socket.number();
  }

  /** Hands on the reports that are there, {@value #MOST_AT_ONCE} at most: others are waiting too. */
  public void read(Listener listener) {
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      MemorySegment scratch = CallMemory.scratch();
      long count = Syscall.invoke(SyscallNumber.READ, socket.number(), scratch.address(), CAPACITY);
      if (count >= SHORTEST) {
        dispatch(scratch, count, listener);
      } else if (count == -ENOBUFS) {
        listener.lost();
      } else if (count < 0 && count != -LinuxErrno.EINTR) {
        return;
      }
    }
  }

  private static void dispatch(MemorySegment event, long length, Listener listener) {
    int what = event.get(JAVA_INT, 36);
    int first = event.get(JAVA_INT, 52);
    int second = event.get(JAVA_INT, 56);
    if (what == EXIT && first == second) {
      listener.ended(second);
    } else if (what == EXEC) {
      listener.executed(second);
    } else if (what == FORK && length >= SHORTEST_FORK) {
      int childThread = event.get(JAVA_INT, 60);
      int child = event.get(JAVA_INT, 64);
      if (childThread == child) {
        listener.forked(second, child, event.get(JAVA_LONG_UNALIGNED, 44));
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
