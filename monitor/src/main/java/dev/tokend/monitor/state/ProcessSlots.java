package dev.tokend.monitor.state;

import dev.tokend.kacs.access.PipLabel;
import dev.tokend.monitor.port.ChangeSink;
import org.jspecify.annotations.Nullable;

/** The changes of processes: which tokens are in their slots, and whose they are for good (tokens §1, §10, §17). */
final class ProcessSlots {
  private final ProcessTable processes;
  private final Lifetimes lifetimes;
  private final Undo undo;
  private final ChangeSink changes;

  ProcessSlots(ProcessTable processes, Lifetimes lifetimes, Undo undo, ChangeSink changes) {
    this.processes = processes;
    this.lifetimes = lifetimes;
    this.undo = undo;
    this.changes = changes;
  }

  ProcessState add(ProcessState process, Token primary) {
    lifetimes.retain(primary, HolderKind.PRIMARY_SLOT);
    setPrimary(process, primary);
    processes.add(process);
    undo.add(() -> processes.remove(process));
    return process;
  }

  void replacePrimary(ProcessState process, Token primary) {
    Token previous = process.primary();
    lifetimes.retain(primary, HolderKind.PRIMARY_SLOT);
    setPrimary(process, primary);
    if (previous == null || !previous.user().equals(primary.user())) {
      StoredDescriptor descriptor = process.descriptor();
      process.setDescriptor(DefaultSecurity.process(primary));
      undo.add(() -> process.setDescriptor(descriptor));
    }
    if (previous != null) {
      lifetimes.release(previous, HolderKind.PRIMARY_SLOT);
    }
  }

  void bind(ProcessState process) {
    boolean before = process.bound();
    process.setBound(true);
    undo.add(() -> process.setBound(before));
    changes.changed(process);
  }

  void impersonate(ProcessState process, int tid, @Nullable Token token) {
    if (token != null) {
      lifetimes.retain(token, HolderKind.IMPERSONATION_SLOT);
    }
    Token previous = process.setImpersonation(tid, token);
    undo.add(() -> process.setImpersonation(tid, previous));
    if (token != previous) {
      changes.changed(process);
    }
    if (previous != null) {
      lifetimes.release(previous, HolderKind.IMPERSONATION_SLOT);
    }
  }

  void revertAll(ProcessState process) {
    for (int tid : process.impersonatingThreads()) {
      impersonate(process, tid, null);
    }
  }

  void remove(ProcessState process) {
    revertAll(process);
    Token primary = process.primary();
    setPrimary(process, null);
    processes.remove(process);
    undo.add(() -> processes.add(process));
    if (primary != null) {
      lifetimes.release(primary, HolderKind.PRIMARY_SLOT);
    }
  }

  private void setPrimary(ProcessState process, @Nullable Token token) {
    Token before = process.primary();
    process.setPrimary(token);
    undo.add(() -> process.setPrimary(before));
    changes.changed(process);
  }
}
