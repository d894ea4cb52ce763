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

/** Opens the primary token of a process (tokens §9.2). One's own process is no exception. */
public final class OpenProcess {
  private static final Rule MASK = OpenRules.mask(Operation.OPEN_PROCESS, "1");
  private static final Rule CALLER = OpenRules.caller(Operation.OPEN_PROCESS, "2");
  private static final Rule DESCRIPTOR =
      Rule.row(Operation.OPEN_PROCESS, "3", Errno.EBADF, "descriptor", "it is no open process descriptor");
  private static final Rule EXISTS =
      Rule.row(Operation.OPEN_PROCESS, "4", Errno.ESRCH, "process", "there is no such process");
  private static final Rule TARGET_TOKEN =
      Rule.row(Operation.OPEN_PROCESS, "5", Errno.EACCES, "target token", "the process has no token");
  private static final Rule PROCESS = OpenRules.process(Operation.OPEN_PROCESS, "6");
  private static final Rule ACCESS = OpenRules.access(Operation.OPEN_PROCESS, "7");

  private final MonitorState state;
  private final AccessGate access;
  private final ProcessGate processes;

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param target the process that the request names
   * @param mask token rights, generic rights, MAXIMUM_ALLOWED
   */
  public record Request(Caller caller, TargetProcess target, int mask) {}

  /** The operation over {@code state}. */
  public OpenProcess(MonitorState state) {
    this.state = state;
    this.access = new AccessGate(state);
    this.processes = new ProcessGate(state);
  }

  /**
   * Opens a live handle on the primary token object of the process.
   *
   * @throws Refusal EINVAL for the mask, EBADF and ESRCH for the target, EACCES if the process does not grant
   *     PROCESS_QUERY_INFORMATION (SeDebugPrivilege helps) or the token's descriptor not the mask (it does not)
   */
  public Handle execute(Request request) throws Refusal {
    if (!RequestedMask.isValid(request.mask())) {
      throw MASK.refuse();
    }
    Token effective = request.caller().effective();
    if (effective == null) {
      throw CALLER.refuse();
    }
    ProcessState process =
        switch (request.target()) {
          case TargetProcess.NotADescriptor none -> throw DESCRIPTOR.refuse();
          case TargetProcess.Gone gone -> throw EXISTS.refuse();
          case TargetProcess.NoToken none -> throw TARGET_TOKEN.refuse();
          case TargetProcess.Present present -> present.process();
        };
    Token target = process.primary();
    if (target == null) {
      throw TARGET_TOKEN.refuse();
    }
    long relied =
        processes.check(PROCESS, request.caller(), effective, process, ProcessRights.QUERY_INFORMATION);
    int mask = access.open(ACCESS, request.caller(), effective, target, request.mask());
    Handle handle = state.open(target, mask, Handle.Kind.ORDINARY);
    state.markUsed(effective, relied);
    return handle;
  }
}
