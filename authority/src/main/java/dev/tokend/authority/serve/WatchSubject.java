package dev.tokend.authority.serve;

import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.open.OpenProcess;
import dev.tokend.monitor.operation.open.OpenSelf;
import dev.tokend.monitor.operation.open.OpenThread;
import dev.tokend.monitor.operation.open.TargetProcess;
import dev.tokend.monitor.operation.open.TargetThread;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import org.jspecify.annotations.Nullable;

/** What a watch is about: a place that holds one token now and perhaps another later, or one token alone. */
sealed interface WatchSubject {
  /** TOKEN_QUERY (formats §4.2). */
  int QUERY = 0x0008;

  /** The token that it is now, or null where its process is not known, any more or for a while. */
  @Nullable Token now(Monitor monitor);

  /** Whether a thread's impersonation is what makes it that token. */
  default boolean impersonates(Monitor monitor) {
    return false;
  }

  /**
   * Opens the token that it is now by the checks of tokens §9, as for any request.
   *
   * @param caller who watches
   * @throws Refusal if the one who watches may not query it
   */
  Handle open(Monitor monitor, Caller caller) throws Refusal;

  /**
   * The primary token of a process.
   *
   * @param key what the monitor calls the process
   * @param pid its number
   * @param own whether it is the one that watches (tokens §9.1 instead of §9.2)
   */
  record OfProcess(long key, int pid, boolean own) implements WatchSubject {
    @Override
    public @Nullable Token now(Monitor monitor) {
      ProcessState process = monitor.processes().find(key);
      return process == null ? null : process.primary();
    }

    @Override
    public Handle open(Monitor monitor, Caller caller) throws Refusal {
      if (own) {
        return monitor.openSelf(new OpenSelf.Request(caller, OpenSelf.REAL, QUERY));
      }
      ProcessState process = monitor.processes().find(key);
      TargetProcess target = process == null ? new TargetProcess.Gone() : new TargetProcess.Present(process);
      return monitor.openProcess(new OpenProcess.Request(caller, target, QUERY));
    }
  }

  /**
   * The effective token of a thread.
   *
   * @param key what the monitor calls its process
   * @param pid the process's number
   * @param tid the thread's
   * @param own whether it is the one that watches (tokens §9.1 instead of §9.3)
   */
  record OfThread(long key, int pid, int tid, boolean own) implements WatchSubject {
    @Override
    public @Nullable Token now(Monitor monitor) {
      ProcessState process = monitor.processes().find(key);
      return process == null ? null : process.effective(tid);
    }

    @Override
    public boolean impersonates(Monitor monitor) {
      ProcessState process = monitor.processes().find(key);
      return process != null && process.impersonation(tid) != null;
    }

    @Override
    public Handle open(Monitor monitor, Caller caller) throws Refusal {
      if (own) {
        return monitor.openSelf(new OpenSelf.Request(new Caller(caller.process(), tid), 0, QUERY));
      }
      ProcessState process = monitor.processes().find(key);
      TargetThread target = process == null ? new TargetThread.ProcessGone() : new TargetThread.Present(process);
      return monitor.openThread(new OpenThread.Request(caller, target, tid, QUERY));
    }
  }

  /**
   * One token, whoever has it.
   *
   * @param handle by which it is watched
   * @param lent whether the handle is a client's, so that the watch ends with it and does not close it
   */
  record OfToken(Handle handle, boolean lent) implements WatchSubject {
    @Override
    public Token now(Monitor monitor) {
      return handle.token();
    }

    @Override
    public Handle open(Monitor monitor, Caller caller) {
      return handle;
    }
  }
}
