package dev.tokend.authority.process;

import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.derive.LogonEvidence;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.proc.Cgroups;
import dev.tokend.linux.proc.KeptCredentials;
import dev.tokend.linux.proc.ProcFolder;
import dev.tokend.linux.proc.ProcFs;
import dev.tokend.linux.proc.ProcReading;
import dev.tokend.linux.proc.ProcStat;
import dev.tokend.linux.proc.ProcStatus;
import dev.tokend.linux.proc.UserNamespace;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads who a process is, and which threads it has, from /proc. */
public final class ProcIdentityReader implements IdentityReader, Threads {

  private static final int MOST_ANCESTORS = 64;

  private final ProcFs proc;

  /** Reads from a tree. */
  public ProcIdentityReader(ProcFs proc) {
    this.proc = proc;
  }

  @Override
  public IdentityReading read(int pid, @Nullable LogonEvidence known) {
    return switch (proc.process(pid)) {
      case ProcReading.Present<ProcFolder>(ProcFolder folder) -> {
        try (folder) {
          yield read(folder, known);
        }
      }
      case ProcReading.Gone<ProcFolder> g -> new IdentityReading.Gone();
      case ProcReading.Forbidden<ProcFolder> f -> new IdentityReading.Untold("its entry in /proc may not be read");
      case ProcReading.Unreadable<ProcFolder>(String reason) -> new IdentityReading.Untold(reason);
    };
  }

  @Override
  public @Nullable KeptCredentials keep(int pid) {
    ProcFolder folder = proc.process(pid).valueOrNull();
    if (folder == null) {
      return null;
    }
    try (folder) {
      return folder.keepCredentials();
    } catch (ErrnoException e) {
      // Gone, or not to be traced: it is looked at each time then.
      return null;
    }
  }

  private IdentityReading read(ProcFolder folder, @Nullable LogonEvidence known) {
    return switch (folder.status()) {
      case ProcReading.Present<ProcStatus>(ProcStatus status) -> told(folder, status, known);
      case ProcReading.Gone<ProcStatus> g -> new IdentityReading.Gone();
      case ProcReading.Forbidden<ProcStatus> f -> new IdentityReading.Untold("its status in /proc may not be read");
      case ProcReading.Unreadable<ProcStatus>(String reason) -> new IdentityReading.Untold(reason);
    };
  }

  private IdentityReading told(ProcFolder folder, ProcStatus status, @Nullable LogonEvidence known) {
    ProcStat stat = folder.stat().valueOrNull();
    OptionalInt session = folder.auditSession().valueOrNull();
    UserNamespace namespace = folder.userNamespace().valueOrNull();
    if (stat == null || session == null) {
      return new IdentityReading.Gone();
    }
    return new IdentityReading.Told(
        new LinuxIdentity(
            status.uids().effective(),
            status.gids().effective(),
            status.groups(),
            status.capabilities().permitted(),
            status.capabilities().effective(),
            // A namespace that cannot be told is not believed to be the one where capabilities have power.
            namespace != null && namespace.isInitial(),
            session.orElse(LinuxIdentity.NO_AUDIT_SESSION),
            known != null ? known : evidence(folder, stat.parent()),
            stat.startTime()),
        RealIds.of(status.uids(), status.gids()));
  }

  private LogonEvidence evidence(ProcFolder folder, int parent) {
    Cgroups cgroups = folder.cgroups().valueOrNull();
    String path = cgroups == null ? null : cgroups.unitPath();
    LogonEvidence found = path == null ? LogonEvidence.NONE : LogonEvidence.ofCgroup(path);
    return found == LogonEvidence.NONE ? ofAncestors(parent) : found;
  }

  /** The nearest that tells something decides. Its longer file is looked at only where its name does. */
  private LogonEvidence ofAncestors(int parent) {
    int pid = parent;
    for (int i = 0; i < MOST_ANCESTORS && pid > 0; i++) {
      ProcFolder folder = proc.process(pid).valueOrNull();
      if (folder == null) {
        return LogonEvidence.NONE;
      }
      try (folder) {
        ProcStat stat = folder.stat().valueOrNull();
        if (stat == null) {
          return LogonEvidence.NONE;
        }
        LogonEvidence told = LogonEvidence.ofAncestor(stat.command());
        if (told != LogonEvidence.NONE && isRoot(folder)) {
          return told;
        }
        pid = stat.parent();
      }
    }
    return LogonEvidence.NONE;
  }

  private static boolean isRoot(ProcFolder folder) {
    ProcStatus status = folder.status().valueOrNull();
    return status != null && status.uids().effective() == 0;
  }

  @Override
  public boolean belongs(int pid, int tid) {
    ProcFolder folder = proc.process(pid).valueOrNull();
    if (folder == null) {
      return false;
    }
    try (folder) {
      return Boolean.TRUE.equals(folder.hasThread(tid).valueOrNull());
    }
  }

  @Override
  public long birth(int pid, int tid) {
    ProcFolder folder = proc.process(pid).valueOrNull();
    if (folder == null) {
      return UNBORN;
    }
    try (folder) {
      ProcFolder thread = folder.thread(tid).valueOrNull();
      if (thread == null) {
        return UNBORN;
      }
      try (thread) {
        ProcStat stat = thread.stat().valueOrNull();
        return stat == null ? UNBORN : stat.startTime();
      }
    }
  }
}
