package dev.tokend.monitor.operation.query;

import dev.tokend.kacs.access.AccessDecision;
import dev.tokend.kacs.access.AccessError;
import dev.tokend.kacs.access.AccessRequest;
import dev.tokend.kacs.access.GenericMapping;
import dev.tokend.kacs.access.ObjectTypeList;
import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.access.PreparedDescriptor;
import dev.tokend.kacs.access.PrivilegeIntent;
import dev.tokend.kacs.access.ResultMode;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.monitor.event.EventObject;
import dev.tokend.monitor.gate.AccessGate;
import dev.tokend.monitor.gate.Callers;
import dev.tokend.monitor.gate.HandleGate;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The access check for whoever guards objects of its own (tokens §7): with its effects, privileges marked used and what
 * the SACL asks to be reported.
 */
public final class CheckAccess {
  private static final Rule RIGHT =
      Rule.at(
          Operation.ACCESS_CHECK, "tokens §7", Errno.EACCES, "handle right", "the handle lacks TOKEN_QUERY");
  private static final Rule INTENT =
      Rule.at(Operation.ACCESS_CHECK, "tokens §7", Errno.EINVAL, "intent", "an unknown intent is named");

  private final MonitorState state;

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param subject the token that is judged; null for the caller's effective token
   * @param pip the protection level that counts; {@link PipLabel#NONE} for that of the caller's process
   * @param descriptor of the object
   * @param desired the rights asked for
   * @param mapping of the object's kind
   * @param intent bits of {@link PrivilegeIntent}
   * @param selfSid whom PRINCIPAL SELF stands for, or null
   * @param objectTypes the parts of the object asked about, or null for the whole
   * @param mode whether each part's result counts
   * @param localClaims claims about the request
   * @param context what the caller says of the object, for events; nothing is told where it is empty
   */
  public record Request(
      Caller caller,
      @Nullable Handle subject,
      PipLabel pip,
      PreparedDescriptor descriptor,
      int desired,
      GenericMapping mapping,
      int intent,
      @Nullable Sid selfSid,
      @Nullable ObjectTypeList objectTypes,
      ResultMode mode,
      List<Claim> localClaims,
      Bytes context) {
    /** Copies the list. */
    public Request {
      localClaims = List.copyOf(localClaims);
    }
  }

  /** The operation over {@code state}. */
  public CheckAccess(MonitorState state) {
    this.state = state;
  }

  /**
   * Decides. That access is denied is an answer.
   *
   * @throws Refusal EACCES without TOKEN_QUERY on the handle, and for a subject that may ask nothing (access-check §1);
   *     EINVAL for a request or a descriptor that is none
   */
  public AccessDecision execute(Request request) throws Refusal {
    Token subject = subject(request);
    if ((request.intent() & ~(PrivilegeIntent.BACKUP | PrivilegeIntent.RESTORE)) != 0) {
      throw INTENT.refuse();
    }
    PipLabel own = request.caller().process().pip();
    AccessRequest question =
        AccessRequest.of(subject.subject(), request.descriptor(), request.desired(), request.mapping())
            .withCallerPip(request.pip().equals(PipLabel.NONE) ? own : request.pip())
            .withIntent(request.intent())
            .withSelfSid(request.selfSid())
            .withObjectTypes(request.objectTypes(), request.mode())
            .withLocalClaims(request.localClaims());
    AccessDecision decision =
        new AccessGate(state)
            .check(request.caller(), subject, new EventObject.OfGuard(request.context()), question);
    AccessError error = decision.error();
    if (error != null) {
      throw Rule.at(Operation.ACCESS_CHECK, "access-check §1", error.errno(), "request", error.wireName()).refuse();
    }
    return decision;
  }

  private static Token subject(Request request) throws Refusal {
    Handle handle = request.subject();
    if (handle == null) {
      return Callers.effective(Operation.ACCESS_CHECK, request.caller());
    }
    HandleGate.require(RIGHT, handle);
    return handle.token();
  }
}
