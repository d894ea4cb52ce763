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
    int kind = dacl.kind(ace);
    if ((kind & AceKind.INHERIT_ONLY) != 0) {
      skip(trace, view, ace, SkipReason.INHERIT_ONLY);
      return 0;
    }
    if ((kind & (AceKind.ALLOW | AceKind.DENY)) == 0) {
      skip(trace, view, ace, SkipReason.TYPE_NOT_EVALUATED);
      return 0;
    }
    int bits = request.mapping().map(dacl.mask(ace)) & open;
    if (bits == 0) {
      skipNothingOpen(request, view, dacl, ace, trace);
      return 0;
    }
    boolean allow = (kind & AceKind.ALLOW) != 0;
    if (!matches(request, view, dacl, ace, allow)) {
      skip(trace, view, ace, SkipReason.OTHER_SID);
      return 0;
    }
    if ((kind & AceKind.CONDITIONAL) != 0 && !ConditionGate.applies(request, view, dacl, ace, allow, trace)) {
      skip(trace, view, ace, SkipReason.CONDITION);
      return 0;
    }
    return bits;
  }

  private static void skipNothingOpen(
      AccessRequest request, View view, PreparedAcl dacl, int ace, @Nullable Trace trace) {
    if (trace != null) {
      boolean requested = (request.mapping().map(dacl.mask(ace)) & request.relevant()) != 0;
      skip(trace, view, ace, requested ? SkipReason.ALREADY_DECIDED : SkipReason.NOT_REQUESTED);
    }
  }

  private static void skip(@Nullable Trace trace, View view, int ace, SkipReason reason) {
    if (trace != null) {
      trace.report(new TraceEvent.AceSkipped(view, ace, reason));
    }
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
