package dev.tokend.authority.process;

import dev.tokend.authority.derive.LogonEvidence;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.process.PidFd;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.ProcessState;
import java.io.File;

/** The processes that an earlier authority knew and that still live, and the children that they had in the meantime. */
public final class Survivors {
  private final IdentityReader reader;
  private final WatchList watched;
  private final Lineage lineage;
  private final Forks forks;
  private final Forks.Heirs heirs;

  Survivors(IdentityReader reader, WatchList watched, Lineage lineage, Forks forks, Forks.Heirs heirs) {
    this.reader = reader;
    this.watched = watched;
    this.lineage = lineage;
    this.forks = forks;
    this.heirs = heirs;
  }

  /**
   * Knows a process again, if it is still the same one and lives.
   *
   * @return false if it has ended
   * @throws ErrnoException if that cannot be told, or it cannot be watched
   */
  public boolean know(LinuxProcess process) throws ErrnoException {
    try (PidFd pidfd = PidFd.open(process.pid())) {
      if (pidfd.inode() != process.inode() || !isSame(process) || !pidfd.isAlive()) {
        return false;
      }
      watched.watch(process.pid(), pidfd, process.identity()).was(process);
      return true;
    } catch (ErrnoException e) {
      if (e.errno() == LinuxErrno.ESRCH) {
        return false;
      }
      throw e;
    }
  }

  private boolean isSame(LinuxProcess process) {
    return switch (reader.read(process.pid(), process.identity().logon())) {
      case IdentityReading.Gone g -> false;
      // Its pidfd has told already that it is.
      case IdentityReading.Untold u -> true;
      case IdentityReading.Told told -> told.identity().startTime() == process.identity().startTime();
    };
  }

  /** Gives their tokens to those children of bound processes that came unseen and still have a line to one. */
  public void findHeirs() {
    if (!watched.hasBound()) {
      return;
    }
    forks.listen();
    String[] names = new File("/proc").list();
    for (String name : names == null ? new String[0] : names) {
      if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
        findHeir(Integer.parseInt(name));
      }
    }
  }

  private void findHeir(int number) {
    try (PidFd process = PidFd.open(number)) {
      ProcessState parent = watched.find(process.inode()) != null ? null : lineage.bequeather(process);
      if (parent != null
          && reader.read(number, LogonEvidence.NONE) instanceof IdentityReading.Told told
          && process.isAlive()) {
        heirs.inherit(new Lineage.Known(parent, 0), number, process, told);
      }
    } catch (ErrnoException | Refusal e) {
      // It has ended, or is looked at again when it asks for something.
      return;
    }
  }
}
