package dev.tokend.monitor.operation.open;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.gate.AccessGate;
import dev.tokend.monitor.gate.ProcessGate;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.rights.ProcessRights;
import dev.tokend.monitor.rights.RequestedMask;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;

/** Opens the effective token of a thread (tokens §9.3). Threads have no descriptors of their own. */
public final class OpenThread {
  private static final Rule MASK = OpenRules.mask(Operation.OPEN_THREAD, "1");
  private static final Rule TID =
      Rule.row(Operation.OPEN_THREAD, "2", Errno.EINVAL, "thread id", "the thread id is not above 0");
  private static final Rule CALLER = OpenRules.caller(Operation.OPEN_THREAD, "3");
  private static final Rule DESCRIPTOR =
      Rule.row(Operation.OPEN_THREAD, "4", Errno.EBADF, "descriptor", "it is no open process descriptor");
  private static final Rule EXISTS =
      Rule.row(Operation.OPEN_THREAD, "4", Errno.ESRCH, "process", "there is no such process");
  private static final Rule THREAD =
      Rule.row(Operation.OPEN_THREAD, "5", Errno.ESRCH, "thread", "the process has no such thread");
  private static final Rule PROCESS = OpenRules.process(Operation.OPEN_THREAD, "6");
  private static final Rule ACCESS = OpenRules.access(Operation.OPEN_THREAD, "7");

  private final MonitorState state;
  private final AccessGate access;
  private final ProcessGate processes;

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param target the process and thread that the request names
   * @param tid the thread id
   * @param mask token rights, generic rights, MAXIMUM_ALLOWED
   */
  public record Request(Caller caller, TargetThread target, int tid, int mask) {}

  /** The operation over {@code state}. */
  public OpenThread(MonitorState state) {
    this.state = state;
    this.access = new AccessGate(state);
    this.processes = new ProcessGate(state);
  }

  /**
   * Opens a live handle on the thread's impersonation token, else on the primary token of its process.
   *
   * @throws Refusal EINVAL for mask or thread id, EBADF and ESRCH for the target, EACCES if the process does not grant
   *     PROCESS_QUERY_INFORMATION (SeDebugPrivilege helps) or the token's descriptor not the mask (it does not)
   */
  public Handle execute(Request request) throws Refusal {
    if (!RequestedMask.isValid(request.mask())) {
      throw MASK.refuse();
    }
    if (request.tid() <= 0) {
      throw TID.refuse();
    }
    Token effective = request.caller().effective();
    if (effective == null) {
      throw CALLER.refuse();
    }
    ProcessState process =
        switch (request.target()) {
          case TargetThread.NotADescriptor none -> throw DESCRIPTOR.refuse();
          case TargetThread.ProcessGone gone -> throw EXISTS.refuse();
          case TargetThread.NoSuchThread none -> throw THREAD.refuse();
          case TargetThread.Present present -> present.process();
        };
    Token target = process.effective(request.tid());
    if (target == null) {
      throw THREAD.refuse();
    }
    long relied =
        processes.check(PROCESS, request.caller(), effective, process, ProcessRights.QUERY_INFORMATION);
    int mask = access.open(ACCESS, request.caller(), effective, target, request.mask());
    Handle handle = state.open(target, mask, Handle.Kind.ORDINARY);
    state.markUsed(effective, relied);
    return handle;
  }
}
