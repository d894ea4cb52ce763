package dev.tokend.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;

/**
 * The options of socket(7) and unix(7) that the authority sets. On a listener they are inherited by what it accepts.
 */
public final class SocketOptions {
  private static final int SO_SNDBUF = 7;
  private static final int SO_OOBINLINE = 10;
  private static final int SO_PASSCRED = 16;
  private static final int SO_PASSPIDFD = 76;
  private static final int SO_PASSRIGHTS = 83;

  private SocketOptions() {}

  /** Attaches the sender's kernel-verified pid, uid and gid to each message that is received (SO_PASSCRED). */
  public static void receiveCredentials(int fd) throws ErrnoException {
    Syscall.check("setsockopt SO_PASSCRED", setOption(fd, SO_PASSCRED, 1));
  }

  /** Whether {@link #receiveCredentials} is set. */
  public static boolean receivesCredentials(int fd) throws ErrnoException {
    return SocketFacts.intOption("getsockopt SO_PASSCRED", fd, SO_PASSCRED) != 0;
  }

  /**
   * Attaches a new pidfd of the sender to each message that is received (SO_PASSPIDFD).
   *
   * @throws ErrnoException ENOPROTOOPT before Linux 6.5
   */
  public static void receivePidFds(int fd) throws ErrnoException {
    Syscall.check("setsockopt SO_PASSPIDFD", setOption(fd, SO_PASSPIDFD, 1));
  }

  /** Attaches no pidfd any more: it costs a descriptor and about 4 microseconds for each message. */
  public static void receiveNoPidFds(int fd) throws ErrnoException {
    Syscall.check("setsockopt SO_PASSPIDFD", setOption(fd, SO_PASSPIDFD, 0));
  }

  /**
   * Refuses descriptors: a peer that attaches some gets EPERM (SO_PASSRIGHTS 0).
   *
   * @return whether the kernel knows how (Linux 6.16); otherwise nothing changed, and received descriptors must be
   *     closed
   */
  public static boolean refuseDescriptors(int fd) throws ErrnoException {
    long result = setOption(fd, SO_PASSRIGHTS, 0);
    if (result == -LinuxErrno.ENOPROTOOPT) {
      return false;
    }
    Syscall.check("setsockopt SO_PASSRIGHTS", result);
    return true;
  }

  /**
   * Receives a byte that was sent out of band (MSG_OOB) in its place among the others (SO_OOBINLINE; not inherited from
   * the listener). Otherwise it is never received and stays in the queue, and the socket counts as readable without
   * end.
   */
  public static void outOfBandInline(int fd) throws ErrnoException {
    Syscall.check("setsockopt SO_OOBINLINE", setOption(fd, SO_OOBINLINE, 1));
  }

  /** Asks for a send buffer of so many bytes; the kernel doubles it for its own needs and caps it at wmem_max. */
  public static void sendBuffer(int fd, int bytes) throws ErrnoException {
    Syscall.check("setsockopt SO_SNDBUF", setOption(fd, SO_SNDBUF, bytes));
  }

  private static long setOption(int fd, int option, int value) {
    MemorySegment scratch = CallMemory.scratch();
    scratch.set(JAVA_INT, 0, value);
    return Syscall.invoke(
        SyscallNumber.SETSOCKOPT, fd, SocketFacts.SOL_SOCKET, option, scratch.address(), 4);
  }
}
