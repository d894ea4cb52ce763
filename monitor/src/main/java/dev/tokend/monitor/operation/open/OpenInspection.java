package dev.tokend.monitor.operation.open;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.gate.Callers;
import dev.tokend.monitor.gate.ProcessGate;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.rights.ProcessRights;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import org.jspecify.annotations.Nullable;

/**
 * Opens an inspection node: a token to look at and for nothing else (tokens §22). The token's own descriptor is not
 * asked, so that every token can look at itself.
 */
public final class OpenInspection {
  private static final Rule DESCRIPTOR =
      Rule.row(Operation.OPEN_INSPECTION, "process", Errno.EBADF, "descriptor", "it is no open process descriptor");
  private static final Rule EXISTS =
      Rule.row(Operation.OPEN_INSPECTION, "process", Errno.ESRCH, "process", "the process or thread has ended");
  private static final Rule TARGET_TOKEN =
      Rule.row(Operation.OPEN_INSPECTION, "process", Errno.EACCES, "target token", "the process has no token");
  private static final Rule PROCESS = OpenRules.process(Operation.OPEN_INSPECTION, "process");

  private final MonitorState state;
  private final ProcessGate processes;

  /** Which node. */
  public sealed interface Node {
    /** The caller's own effective token: kacs/self. */
    record Self() implements Node {}

    /**
     * The primary token of a process: /proc/PID/token.
     *
     * @param target what the system knows of the process
     */
    record OfProcess(TargetProcess target) implements Node {}

    /**
     * The effective token of a thread: /proc/PID/task/TID/token.
     *
     * @param target what the system knows of the thread
     * @param tid the thread id
     */
    record OfThread(TargetThread target, int tid) implements Node {}
  }

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param node which node
   */
  public record Request(Caller caller, Node node) {}

  /** The operation over {@code state}. */
  public OpenInspection(MonitorState state) {
    this.state = state;
    this.processes = new ProcessGate(state);
  }

  /**
   * Opens a handle with TOKEN_QUERY that can only be queried.
   *
   * @throws Refusal EACCES if the caller has no token or, for a process other than its own, lacks
   *     PROCESS_QUERY_INFORMATION (SeDebugPrivilege helps); EBADF and ESRCH for the target
   */
  public Handle execute(Request request) throws Refusal {
    Token effective = Callers.effective(Operation.OPEN_INSPECTION, request.caller());
    return switch (request.node()) {
      case Node.Self self -> open(effective);
      case Node.OfProcess node -> {
        ProcessState process = process(node.target());
        yield open(request.caller(), effective, process, process.primary());
      }
      case Node.OfThread node -> {
        ProcessState process = process(node.target());
        yield open(request.caller(), effective, process, process.effective(node.tid()));
      }
    };
  }

  private static ProcessState process(TargetProcess target) throws Refusal {
    return switch (target) {
      case TargetProcess.NotADescriptor none -> throw DESCRIPTOR.refuse();
      case TargetProcess.Gone gone -> throw EXISTS.refuse();
      case TargetProcess.NoToken none -> throw TARGET_TOKEN.refuse();
      case TargetProcess.Present present -> present.process();
    };
  }

  private static ProcessState process(TargetThread target) throws Refusal {
    return switch (target) {
      case TargetThread.NotADescriptor none -> throw DESCRIPTOR.refuse();
      case TargetThread.ProcessGone gone -> throw EXISTS.refuse();
      case TargetThread.NoSuchThread none -> throw EXISTS.refuse();
      case TargetThread.Present present -> present.process();
    };
  }

  private Handle open(Caller caller, Token effective, ProcessState process, @Nullable Token target)
      throws Refusal {
    if (target == null) {
      throw TARGET_TOKEN.refuse();
    }
    long relied =
        process == caller.process()
            ? 0
            : processes.check(PROCESS, caller, effective, process, ProcessRights.QUERY_INFORMATION);
    Handle handle = open(target);
    state.markUsed(effective, relied);
    return handle;
  }

  private Handle open(Token target) {
    return state.open(target, TokenRights.QUERY, Handle.Kind.INSPECTION);
  }
}
