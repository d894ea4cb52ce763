package dev.tokend.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.event.Poll;
import dev.tokend.linux.file.FileContent;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.FileStatus;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** A descriptor of one process, which stays that process's when its pid is used again (pidfd_open(2)). */
public final class PidFd implements AutoCloseable {
  /** ioctl(2) of the 64-byte {@code struct pidfd_info}. */
  private static final long PIDFD_GET_INFO = 0xC040FF0BL;

  private static final long INFO_PID = 1;
  private static final long INFO_CREDS = 2;
  private static final long INFO_CGROUP = 4;
  private static final int INFO_SIZE = 64;
  private static final int FDINFO_LIMIT = 4096;
  private static final int PIDFD_THREAD = 0x80;
  private static final int P_PIDFD = 3;
  private static final int WEXITED_NOHANG_NOWAIT = 0x4 | 0x1 | 0x1000000;
  private static final long PID_FS_MAGIC = 0x50494446;

  private final Fd fd;
  private final long inode;

  private PidFd(Fd fd, long inode) {
    this.fd = fd;
    this.inode = inode;
  }

  /**
   * Opens the process with a thread group id.
   *
   * @throws ErrnoException ESRCH if there is none; EINVAL or ENOENT for the id of a thread that does not lead its
   *     group
   */
  public static PidFd open(int pid) throws ErrnoException {
    return adopt(Fd.of("pidfd_open", Syscall.invoke(SyscallNumber.PIDFD_OPEN, pid, 0)));
  }

  /**
   * Opens one thread (Linux 6.9): {@link #info} tells that thread's credentials, and its process's number.
   *
   * @throws ErrnoException ESRCH if there is none
   */
  public static PidFd ofThread(int thread) throws ErrnoException {
    return adopt(Fd.of("pidfd_open", Syscall.invoke(SyscallNumber.PIDFD_OPEN, thread, PIDFD_THREAD)));
  }

  /** Takes over a pidfd that the kernel delivered, with a message or as a socket's peer. */
  public static PidFd adopt(Fd fd) throws ErrnoException {
    try {
      return new PidFd(fd, inodeOf(fd.number()));
    } catch (ErrnoException e) {
      fd.close();
      throw e;
    }
  }

  /**
   * The inode behind a pidfd, without an allocation: equal for every pidfd of one process, and of no other until the
   * next boot. Only where {@link #isOnPidFs}: before Linux 6.9 all pidfds share one inode.
   */
  public static long inodeOf(int pidFd) throws ErrnoException {
    return FileStatus.inode(pidFd);
  }

  /**
   * Whether a descriptor of unknown origin is a pidfd. waitid(2) refuses any other by its kind, without a question to
   * the file: a question may wait for whoever serves its file system.
   */
  public static boolean isPidFd(int fd) {
    if (fd < 0) {
      // Some negative numbers stand for the caller itself (PIDFD_SELF, Linux 6.14).
      return false;
    }
    long result = Syscall.invoke(SyscallNumber.WAITID, P_PIDFD, fd, 0, WEXITED_NOHANG_NOWAIT, 0);
    // ECHILD: of a process that is no child; EAGAIN: of a child that runs on, by a pidfd that does not wait.
    return result >= 0 || result == -LinuxErrno.ECHILD || result == -LinuxErrno.EAGAIN;
  }

  /**
   * Whether a pidfd has an inode of its own (Linux 6.9): fstatfs(2) names the pidfs. Not for a descriptor of unknown
   * origin.
   */
  public static boolean isOnPidFs(int fd) throws ErrnoException {
    MemorySegment statfs = CallMemory.scratch();
    Syscall.check("fstatfs", Syscall.invoke(SyscallNumber.FSTATFS, fd, statfs.address()));
    return statfs.get(JAVA_LONG, 0) == PID_FS_MAGIC;
  }

  /**
   * A second descriptor, close-on-exec, of what the process, or the thread, has open under a number: pidfd_getfd(2).
   *
   * @throws ErrnoException EBADF if the number is not open there; EPERM without the right to trace it; ESRCH if it has
   *     ended
   */
  public Fd descriptor(int number) throws ErrnoException {
    return Fd.of("pidfd_getfd", Syscall.invoke(SyscallNumber.PIDFD_GETFD, fd.number(), number, 0));
  }

  /** A second descriptor of the same process. */
  public PidFd duplicate() throws ErrnoException {
    return new PidFd(fd.duplicate(), inode);
  }

  /** The descriptor's number. It becomes readable when the process exits. */
  public int number() {
    return fd.number();
  }

  /** The key of the process: {@link #inodeOf}. */
  public long inode() {
    return inode;
  }

  /** Whether the process has not exited; one that waits to be reaped has. */
  public boolean isAlive() throws ErrnoException {
    return (Poll.await(fd.number(), Events.IN, 0) & (Events.IN | Events.HUP)) == 0;
  }

  /**
   * Waits for the process to exit; any process, not only a child.
   *
   * @param timeoutMillis -1 waits without end
   * @return whether it has exited
   */
  public boolean awaitExit(int timeoutMillis) throws ErrnoException {
    return (Poll.await(fd.number(), Events.IN, timeoutMillis) & (Events.IN | Events.HUP)) != 0;
  }

  /**
   * What the kernel says of the process: PIDFD_GET_INFO, and before Linux 6.13 the pid alone, of {@code
   * /proc/self/fdinfo}.
   *
   * @throws ErrnoException ESRCH once the process is reaped
   */
  public PidFdInfo info() throws ErrnoException {
    MemorySegment info = CallMemory.scratch().asSlice(0, INFO_SIZE);
    info.fill((byte) 0);
    info.set(JAVA_LONG, 0, INFO_PID | INFO_CREDS | INFO_CGROUP);
    long result = Syscall.invoke(SyscallNumber.IOCTL, fd.number(), PIDFD_GET_INFO, info.address());
    if (result == -LinuxErrno.ENOTTY || result == -LinuxErrno.EINVAL) {
      return new PidFdInfo(pidOfFdInfo(), -1, null, 0);
    }
    Syscall.check("ioctl PIDFD_GET_INFO", result);
    long mask = info.get(JAVA_LONG, 0);
    if ((mask & INFO_PID) == 0) {
      throw new ErrnoException("ioctl PIDFD_GET_INFO", LinuxErrno.ESRCH);
    }
    return new PidFdInfo(
        info.get(JAVA_INT, 20),
        info.get(JAVA_INT, 24),
        (mask & INFO_CREDS) != 0 ? credentials(info) : null,
        (mask & INFO_CGROUP) != 0 ? info.get(JAVA_LONG, 8) : 0);
  }

  /** From offset 28: real, effective, saved and file system ids, the uid before the gid each time. */
  private static PidFdInfo.Credentials credentials(MemorySegment info) {
    return new PidFdInfo.Credentials(
        new IdSet(info.get(JAVA_INT, 28), info.get(JAVA_INT, 36), info.get(JAVA_INT, 44), info.get(JAVA_INT, 52)),
        new IdSet(info.get(JAVA_INT, 32), info.get(JAVA_INT, 40), info.get(JAVA_INT, 48), info.get(JAVA_INT, 56)));
  }

  private int pidOfFdInfo() throws ErrnoException {
    byte[] text = FileContent.read(
        FileOpen.WORKING_DIRECTORY, "/proc/self/fdinfo/" + fd.number(), FDINFO_LIMIT);
    return parsePid(new String(text, StandardCharsets.ISO_8859_1));
  }

  /**
   * The {@code Pid:} line of an fdinfo file.
   *
   * @throws ErrnoException ESRCH for the -1 of a reaped process; EINVAL where there is no such line
   */
  static int parsePid(String fdInfo) throws ErrnoException {
    for (String line : fdInfo.split("\n", -1)) {
      if (line.startsWith("Pid:")) {
        try {
          int pid = Integer.parseInt(line.substring(4).strip());
          if (pid < 0) {
            throw new ErrnoException("fdinfo of a pidfd", LinuxErrno.ESRCH);
          }
          return pid;
        } catch (NumberFormatException e) {
          break;
        }
      }
    }
    throw new ErrnoException("fdinfo of a pidfd", LinuxErrno.EINVAL);
  }

  /**
   * Sends a signal: pidfd_send_signal(2).
   *
   * @param signal 0 only asks whether it could be sent
   * @throws ErrnoException ESRCH, EPERM
   */
  public void signal(int signal) throws ErrnoException {
    Syscall.check(
        "pidfd_send_signal", Syscall.invoke(SyscallNumber.PIDFD_SEND_SIGNAL, fd.number(), signal, 0, 0));
  }

  @Override
  public void close() {
    fd.close();
  }
}
