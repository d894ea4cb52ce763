package dev.tokend.authority.serve;

import dev.tokend.authority.process.Identified;
import dev.tokend.authority.process.Processes;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.proc.ProcFolder;
import dev.tokend.linux.proc.ProcFs;
import dev.tokend.linux.proc.ProcStat;
import dev.tokend.linux.process.PidFd;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.open.OpenProcess;
import dev.tokend.monitor.operation.open.TargetProcess;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenIdentity;
import dev.tokend.surface.protocol.ListedProcess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one process on behalf of a caller, exactly as if the caller had opened its token to query it (tokens §9.2),
 * and keeps nothing of a process that has nothing but a derived token and was not known before.
 */
public final class ProcessViewer implements ProcessScan.Viewer {

  private static final int TOKEN_QUERY = 0x0008;

  private final Monitor monitor;
  private final Processes processes;
  private final ProcFs proc;

  /** A viewer of the processes of a tree. */
  public ProcessViewer(Monitor monitor, Processes processes, ProcFs proc) {
    this.monitor = monitor;
    this.processes = processes;
    this.proc = proc;
  }

  @Override
  public int[] numbers() throws ErrnoException {
    List<Integer> numbers = proc.pids();
    numbers.sort(null);
    int[] sorted = new int[numbers.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = numbers.get(i);
    }
    return sorted;
  }

  @Override
  public Seen see(Caller caller, int number) {
    try (PidFd process = PidFd.open(number)) {
      boolean known = processes.isKnown(process.inode());
      Identified identified = processes.identify(number, process);
      return switch (identified) {
        case Identified.Gone g -> new Seen.Gone();
        case Identified.NotYet n -> new Seen.NotYet();
        case Identified.Unreadable u -> new Seen.Untold();
        case Identified.Known found -> {
          try {
            yield see(caller, number, process, found.process());
          } finally {
            if (!known) {
              processes.forgetDerived(found.process());
            }
          }
        }
      };
    } catch (ErrnoException e) {
      // EINVAL and ENOENT: the number is another thread's by now.
      return switch (e.errno()) {
        case LinuxErrno.ESRCH, LinuxErrno.EINVAL, LinuxErrno.ENOENT -> new Seen.Gone();
        default -> new Seen.Failed();
      };
    } catch (Refusal e) {
      return new Seen.Failed();
    }
  }

  private Seen see(Caller caller, int number, PidFd pidfd, ProcessState process) throws Refusal, ErrnoException {
    Handle handle;
    try {
      handle = monitor.openProcess(new OpenProcess.Request(caller, new TargetProcess.Present(process), TOKEN_QUERY));
    } catch (Refusal e) {
      if (e.errno() == Errno.EACCES) {
        return new Seen.Denied();
      }
      throw e;
    }
    try {
      ProcStat stat = stat(number);
      // The name is this process's only if it still lives: then nobody else has had the number.
      if (stat == null || !pidfd.isAlive()) {
        return new Seen.Gone();
      }
      return new Seen.Shown(listed(number, stat, process, handle.token()));
    } finally {
      monitor.close(handle);
    }
  }

  private @Nullable ProcStat stat(int number) {
    ProcFolder folder = proc.process(number).valueOrNull();
    if (folder == null) {
      return null;
    }
    try (folder) {
      return folder.stat().valueOrNull();
    }
  }

  private static ListedProcess listed(int number, ProcStat stat, ProcessState process, Token token) {
    TokenIdentity identity = token.identity();
    return new ListedProcess(
        number,
        stat.parent(),
        stat.command(),
        token.user(),
        identity.integrityLevel(),
        token.elevation().value(),
        new ListedProcess.Session(
            token.session().id(), token.session().logonType().value(), token.session().isDead()),
        token.privileges().present(),
        token.privileges().enabled(),
        process.impersonatingThreads().length,
        new ListedProcess.Marks(
            process.isBound(),
            token.isRestricted(),
            identity.restriction().writeRestricted(),
            identity.confinement().sid() != null,
            identity.restriction().userDenyOnly()));
  }
}
