package dev.tokend.monitor.gate;

import dev.tokend.kacs.access.AccessCheck;
import dev.tokend.kacs.access.AccessDecision;
import dev.tokend.kacs.access.AccessRequest;
import dev.tokend.kacs.access.AuditEvent;
import dev.tokend.kacs.access.GenericMapping;
import dev.tokend.kacs.access.PrivilegeIntent;
import dev.tokend.kacs.access.PrivilegeUse;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.monitor.event.AccessAudited;
import dev.tokend.monitor.event.EventObject;
import dev.tokend.monitor.event.EventSubject;
import dev.tokend.monitor.event.PrivilegeUsed;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.rights.RequestedMask;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.StoredDescriptor;
import dev.tokend.monitor.state.Token;
import org.jspecify.annotations.Nullable;

/**
 * The access check with its two effects: privileges that contributed are marked used on the subject (tokens §7 step
 * 14), and what the SACL or the subject's audit policy asks for goes to the audit trail (step 15).
 */
public final class AccessGate {
  private final MonitorState state;

  /** A gate over {@code state}. */
  public AccessGate(MonitorState state) {
    this.state = state;
  }

  /**
   * Checks {@code desired} against {@code descriptor}, which guards {@code object}.
   *
   * @param caller whose process's PIP counts
   * @param subject the token that is judged
   */
  public AccessDecision check(
      Caller caller,
      Token subject,
      StoredDescriptor descriptor,
      EventObject object,
      int desired,
      GenericMapping mapping) {
    return check(caller, subject, object, request(caller, subject, descriptor, desired, mapping));
  }

  /** As {@link #check}, by a caller that is about to restore: SeRestorePrivilege takes part. */
  public AccessDecision checkToRestore(
      Caller caller, Token subject, StoredDescriptor descriptor, EventObject object, int desired) {
    AccessRequest request = request(caller, subject, descriptor, desired, GenericMapping.TOKEN);
    return check(caller, subject, object, request.withIntent(PrivilegeIntent.RESTORE));
  }

  /**
   * The mask of a handle on a token that {@code descriptor} guards (tokens §6.2).
   *
   * @param rule what refuses
   * @param subject the caller's effective token
   * @param target the token that a refusal names
   * @param mask the valid request
   * @throws Refusal {@code rule}, with the missing rights
   */
  public int open(
      Rule rule,
      Caller caller,
      Token subject,
      StoredDescriptor descriptor,
      EventObject object,
      Token target,
      int mask)
      throws Refusal {
    AccessDecision decision = check(caller, subject, descriptor, object, mask, GenericMapping.TOKEN);
    if (!decision.allowed()) {
      int missing = decision.want() & ~decision.granted();
      throw refusal(rule, subject, new Need.TokenRights(missing), target.user());
    }
    return RequestedMask.cached(mask, decision.granted());
  }

  /** As {@link #open}, for a token that exists, by its own descriptor. */
  public int open(Rule rule, Caller caller, Token subject, Token target, int mask) throws Refusal {
    return open(rule, caller, subject, target.descriptor(), new EventObject.OfToken(target.id()), target, mask);
  }

  /**
   * The refusal that a denied check gives.
   *
   * @param missing what would have been needed; not told of a subject that may ask nothing, whatever it has
   * @param targetUser the user of the token that the caller tried to reach, where there is one
   */
  public static Refusal refusal(Rule rule, Token subject, @Nullable Need missing, @Nullable Sid targetUser) {
    if (subject.session().isDead()) {
      return new Refusal(rule.because("the caller's logon session was invalidated"), null, targetUser);
    }
    if (subject.type() == TokenType.IMPERSONATION && subject.level() == ImpersonationLevel.IDENTIFICATION) {
      return new Refusal(
          rule.because("the caller acts at level identification, at which nothing is granted"), null, targetUser);
    }
    return new Refusal(rule, missing, targetUser);
  }

  /** Who is judged, as events tell of it. */
  public static EventSubject eventSubject(Caller caller, Token subject) {
    return new EventSubject(
        subject.user(),
        subject.identity().groups().sids(),
        subject.identity().integrityLevel(),
        caller.process().pip(),
        caller.process().key(),
        caller.tid());
  }

  private static AccessRequest request(
      Caller caller, Token subject, StoredDescriptor descriptor, int desired, GenericMapping mapping) {
    return AccessRequest.of(subject.subject(), descriptor.prepared(), desired, mapping)
        .withCallerPip(caller.process().pip());
  }

  private AccessDecision check(Caller caller, Token subject, EventObject object, AccessRequest request) {
    AccessDecision decision = AccessCheck.check(request);
    if (decision.privilegesUsed() != 0) {
      state.markUsed(subject, decision.privilegesUsed());
    }
    for (PrivilegeUse use : decision.privilegeUses()) {
      state.emit(
          new PrivilegeUsed(
              eventSubject(caller, subject),
              object,
              use.privilege().bit(),
              use.asked(),
              use.surviving(),
              use.success()));
    }
    for (AuditEvent audit : decision.audits()) {
      state.emit(new AccessAudited(eventSubject(caller, subject), object, audit));
    }
    return decision;
  }
}
