package dev.tokend.authority.serve;

import dev.tokend.authority.peer.PeerCapture;
import dev.tokend.authority.process.Identified;
import dev.tokend.authority.process.Processes;
import dev.tokend.authority.process.ThreadLives;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.process.PidFd;
import dev.tokend.monitor.operation.open.PeerEvidence;
import dev.tokend.monitor.operation.open.TargetProcess;
import dev.tokend.monitor.operation.open.TargetThread;
import dev.tokend.monitor.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** What Linux says of the things that requests name: the monitor then decides, in its own order. */
final class Targets {

  private final Processes processes;
  private final ThreadLives threads;
  private final PeerCapture peers;

  Targets(Processes processes, ThreadLives threads, PeerCapture peers) {
    this.processes = processes;
    this.threads = threads;
    this.peers = peers;
  }

  /**
   * The process that a request names.
   *
   * @param pidfd a descriptor that came along, or null: then {@code pid} counts
   */
  TargetProcess process(@Nullable Fd pidfd, int pid) throws Refusal, NotYetException, ErrnoException {
    try (PidFd process = open(pidfd, pid)) {
      if (process == null) {
        return pidfd == null ? new TargetProcess.Gone() : new TargetProcess.NotADescriptor();
      }
      int number = pidfd == null ? pid : process.info().pid();
      if (pidfd != null && !leads(number, process)) {
        return new TargetProcess.NotADescriptor();
      }
      return switch (processes.identify(number, process)) {
        case Identified.Known known -> new TargetProcess.Present(known.process());
        case Identified.NotYet n -> throw new NotYetException();
        case Identified.Gone g -> new TargetProcess.Gone();
        case Identified.Unreadable u -> new TargetProcess.NoToken();
      };
    } catch (ErrnoException e) {
      if (e.errno() == LinuxErrno.ESRCH) {
        return new TargetProcess.Gone();
      }
      throw e;
    }
  }

  /** The thread that a request names. */
  TargetThread thread(@Nullable Fd pidfd, int pid, int tid) throws Refusal, NotYetException, ErrnoException {
    return switch (process(pidfd, pid)) {
      case TargetProcess.NotADescriptor n -> new TargetThread.NotADescriptor();
      case TargetProcess.Gone g -> new TargetThread.ProcessGone();
      case TargetProcess.NoToken n -> new TargetThread.ProcessGone();
      case TargetProcess.Present(var process) ->
          threads.belongs(process, pidfd == null ? pid : numberOf(pidfd), tid)
              ? new TargetThread.Present(process)
              : new TargetThread.NoSuchThread();
    };
  }

  /** What a socket that came along tells of its peer. */
  PeerEvidence peer(Call call) throws Refusal, NotYetException, ErrnoException {
    PeerEvidence evidence = 
        peers.evidence(call.descriptors().getFirst(), call.caller().process(), call.identity());
    if (evidence == null) {
      throw new NotYetException();
    }
    return evidence;
  }

  /** A descriptor of a thread tells its process's number, and has an identity that is not its process's. */
  private static boolean leads(int number, PidFd process) throws ErrnoException {
    try (PidFd leader = PidFd.open(number)) {
      return leader.inode() == process.inode();
    }
  }

  private static int numberOf(Fd pidfd) throws ErrnoException {
    try (PidFd process = PidFd.adopt(pidfd.duplicate())) {
      return process.info().pid();
    }
  }

  /** Null where the descriptor is no pidfd, or no process has the number. */
  private static @Nullable PidFd open(@Nullable Fd pidfd, int pid) throws ErrnoException {
    if (pidfd != null) {
      return PidFd.isPidFd(pidfd.number()) ? PidFd.adopt(pidfd.duplicate()) : null;
    }
    if (pid <= 0) {
      return null;
    }
    try {
      return PidFd.open(pid);
    } catch (ErrnoException e) {
      // EINVAL and ENOENT: a thread that does not lead its process has no process of this number.
      if (e.errno() == LinuxErrno.ESRCH || e.errno() == LinuxErrno.EINVAL || e.errno() == LinuxErrno.ENOENT) {
        return null;
      }
      throw e;
    }
  }
}
