package dev.tokend.authority.process;

import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.process.Exec;
import dev.tokend.monitor.operation.process.FileLabel;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.ProcessState;

/**
 * The processes for which execve(2) is what it is in KACS (tokens §10.3 and §10.4): those that call the KACS interface
 * themselves, and their children.
 *
 * <p>For others an impersonation outlives it, since {@code token impersonate} acts for the program that it becomes. One
 * that was begun so is left alone here too.
 */
public final class Images {

  private final Monitor monitor;
  private final WatchList watched;

  /** Of the processes that are watched. */
  Images(Monitor monitor, WatchList watched) {
    this.monitor = monitor;
    this.watched = watched;
  }

  /** A process has called the interface. */
  public void called(ProcessState process) {
    Watched entry = watched.find(process.key());
    if (entry != null && !entry.isKacsProgram()) {
      entry.callsKacs();
      monitor.changed(process);
    }
  }

  /** Whether it matters of a process what it becomes. */
  boolean areFollowedOf(ProcessState process) {
    Watched entry = watched.find(process.key());
    return entry != null && entry.isKacsProgram();
  }

  /**
   * A process's leading thread has begun to act as another.
   *
   * @param byCall by a system call, and not by a request
   */
  public void impersonates(ProcessState process, boolean byCall) {
    Watched entry = watched.find(process.key());
    if (entry != null) {
      entry.keepsImpersonation(!byCall);
      monitor.changed(process);
    }
  }

  /** A process is the child of another one. */
  void inherits(long parent, long child) {
    Watched from = watched.find(parent);
    Watched to = watched.find(child);
    if (from != null && to != null && from.isKacsProgram()) {
      to.callsKacs();
    }
  }

  /** A process has become another program. */
  void executed(ProcessState process, int number) {
    Watched entry = watched.find(process.key());
    if (entry == null || !entry.isKacsProgram() || entry.keepsImpersonation()) {
      return;
    }
    try {
      // Linux knows no labels of files.
      monitor.exec(new Exec.Request(new Caller(process, number), new FileLabel.None()));
    } catch (Refusal e) {
      // There is no token id left for the lowered one: it keeps none.
      monitor.endProcess(process.key());
    }
  }
}
