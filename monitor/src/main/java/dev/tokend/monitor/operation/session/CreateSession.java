package dev.tokend.monitor.operation.session;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.token.LogonSessionSpec;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.SessionBlueprint;
import dev.tokend.monitor.state.Token;
import org.jspecify.annotations.Nullable;

/** Opens a logon session from a spec (tokens §20, formats §10). The rows are numbered in the order of their list. */
public final class CreateSession {
  private static final SessionGate GATE = new SessionGate(Operation.CREATE_SESSION, "1", "3");
  private static final Rule POINTER =
      Rule.row(Operation.CREATE_SESSION, "2", Errno.EINVAL, "spec", "there is no spec");
  private static final Rule SPEC =
      Rule.row(Operation.CREATE_SESSION, "4", Errno.EINVAL, "spec", "the spec is not valid");

  private final MonitorState state;

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param spec the binary form of formats §10, or null for no pointer
   */
  public record Request(Caller caller, @Nullable Bytes spec) {}

  /** The operation over {@code state}. */
  public CreateSession(MonitorState state) {
    this.state = state;
  }

  /**
   * The new session, published and without tokens.
   *
   * @throws Refusal EPERM without SeTcbPrivilege on the effective token; EINVAL for the spec; ERANGE if there is no
   *     session id left
   */
  public LogonSession execute(Request request) throws Refusal {
    Token effective = GATE.requireToken(request.caller());
    Bytes bytes = request.spec();
    if (bytes == null) {
      throw POINTER.refuse();
    }
    GATE.requirePrivilege(effective);
    LogonSessionSpec spec = parse(bytes);
    LogonSession session =
        state.publish(
            Operation.CREATE_SESSION,
            new SessionBlueprint(spec.logonType(), spec.authPackage(), spec.userSid(), state.now()),
            effective.primaryGroup());
    state.markUsed(effective, Privilege.SE_TCB.mask());
    return session;
  }

  private static LogonSessionSpec parse(Bytes bytes) throws Refusal {
    try {
      return LogonSessionSpec.parse(bytes.toByteArray());
    } catch (MalformedException e) {
      throw SPEC.refuse();
    }
  }
}
