package dev.tokend.kacs.access;

import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/** Whether an ACE has a say in a pass over the DACL, and over which bits (KACS v0.22 §10.10, access-check §6). */
final class AceFilter {
  private AceFilter() {}

  /**
   * The bits over which the ACE decides; 0 if it is skipped.
   *
   * @param open those of the relevant bits that are still undecided somewhere
   */
  static int effect(AccessRequest request, View view, PreparedAcl dacl, int ace, int open, @Nullable Trace trace) {
    int rights = request.mapping().map(dacl.mask(ace));
    if ((rights & open) == 0 && trace == null) {
      return 0;
    }
    SkipReason reason = skipReason(request, view, dacl, ace, rights, open, trace);
    if (reason == null) {
      return rights & open;
    }
    if (trace != null) {
      trace.report(new TraceEvent.AceSkipped(view, ace, reason));
    }
    return 0;
  }

  private static @Nullable SkipReason skipReason(
      AccessRequest request, View view, PreparedAcl dacl, int ace, int rights, int open, @Nullable Trace trace) {
    int kind = dacl.kind(ace);
    if ((kind & AceKind.INHERIT_ONLY) != 0) {
      return SkipReason.INHERIT_ONLY;
    }
    if ((kind & (AceKind.ALLOW | AceKind.DENY)) == 0) {
      return SkipReason.TYPE_NOT_EVALUATED;
    }
    if ((rights & open) == 0) {
      return (rights & request.relevant()) != 0 ? SkipReason.ALREADY_DECIDED : SkipReason.NOT_REQUESTED;
    }
    boolean allow = (kind & AceKind.ALLOW) != 0;
    if (!matches(request, view, dacl, ace, allow)) {
      return SkipReason.OTHER_SID;
    }
    return (kind & AceKind.CONDITIONAL) == 0 || ConditionGate.applies(request, view, dacl, ace, allow, trace)
        ? null
        : SkipReason.CONDITION;
  }

  /** Whether the ACE's SID is one that the view matches on that side. */
  static boolean matches(AccessRequest request, View view, PreparedAcl acl, int ace, boolean allowSide) {
    int kind = acl.kind(ace);
    if ((kind & (AceKind.OWNER_RIGHTS | AceKind.PRINCIPAL_SELF)) == 0) {
      return (request.subject().facts(acl.sid(ace), acl.sidHash(ace)) & view.matchFacts(allowSide)) != 0;
    }
    return (kind & AceKind.OWNER_RIGHTS) != 0 ? isOwner(request, view) : isSelf(request, view, allowSide);
  }

  /** Whether the subject, looked at this way, owns the object; the side does not matter (KACS v0.22 §3.7). */
  static boolean isOwner(AccessRequest request, View view) {
    Sid owner = request.object().owner();
    return owner != null && (request.subject().facts(owner) & view.ownerFacts()) != 0;
  }

  /** Whether PRINCIPAL SELF stands for somebody in this request, and that is the subject on this side. */
  static boolean isSelf(AccessRequest request, View view, boolean allowSide) {
    Sid self = request.selfSid();
    return self != null && (request.subject().facts(self) & view.matchFacts(allowSide)) != 0;
  }
}
