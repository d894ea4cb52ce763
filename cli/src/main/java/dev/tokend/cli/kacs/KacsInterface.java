package dev.tokend.cli.kacs;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.credentials.CredentialChange;
import dev.tokend.linux.credentials.LinuxCredentials;
import dev.tokend.linux.seccomp.FilterInstall;
import dev.tokend.linux.seccomp.NotifyFilter;

/** The system calls of KACS as the calling thread has them (formats §11 and §12). */
final class KacsInterface {
  private static final int FIRST = 1000;
  private static final int LAST = 1027;
  private static final int IOCTL_TYPE = 'K';
  private static final int OPEN_SELF = 1000;
  private static final int NO_SUCH_FLAGS = -1;
  private static final int CAP_SYS_ADMIN = 21;

  private KacsInterface() {}

  /** Whether the calls are answered: by an authority that this process runs under, or by its kernel. */
  static boolean isThere() {
    return Syscall.invoke(OPEN_SELF, NO_SUCH_FLAGS, 0) == -LinuxErrno.EINVAL;
  }

  /**
   * Has the calls of the calling thread, and of all that it becomes and starts, wait on a listener.
   *
   * <p>Linux wants either CAP_SYS_ADMIN or no_new_privs for that. With the capability no_new_privs is left alone: who
   * has it could do all that the filter could make a set-uid program do.
   *
   * @throws ErrnoException EBUSY where they wait on another listener already
   */
  static Fd leaveToListener() throws ErrnoException {
    long effective = LinuxCredentials.ofCallingThread().capabilities().effective();
    if ((effective >>> CAP_SYS_ADMIN & 1) == 0) {
      CredentialChange.setNoNewPrivileges();
    }
    return FilterInstall.withListener(new NotifyFilter(FIRST, LAST, IOCTL_TYPE));
  }
}
