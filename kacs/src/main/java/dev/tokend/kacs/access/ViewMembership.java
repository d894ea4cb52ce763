package dev.tokend.kacs.access;

import dev.tokend.kacs.condition.MembershipView;
import dev.tokend.kacs.condition.Side;
import dev.tokend.kacs.condition.Truth;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;

/**
 * The membership questions of a condition, answered as one view sees the subject (KACS v0.22 §10.4, §10.6; conditions
 * §4.4).
 */
record ViewMembership(AccessRequest request, View view) implements MembershipView {
  @Override
  public Truth isMember(Sid sid, Side side) {
    boolean allow = side == Side.ALLOW;
    return Truth.of(standsForSubject(sid, allow, view.memberFacts(allow)));
  }

  @Override
  public Truth isDeviceMember(Sid sid, Side side) {
    boolean allow = side == Side.ALLOW;
    int facts = view.deviceFacts(allow);
    return Truth.of(view.deviceKnowsOwnerAndSelf() ? standsForSubject(sid, allow, facts) : listed(sid, facts));
  }

  private boolean standsForSubject(Sid sid, boolean allow, int facts) {
    if (sid.equals(WellKnown.OWNER_RIGHTS)) {
      return AceFilter.isOwner(request, view);
    }
    return sid.equals(WellKnown.PRINCIPAL_SELF) ? AceFilter.isSelf(request, view, allow) : listed(sid, facts);
  }

  private boolean listed(Sid sid, int facts) {
    return (request.subject().facts(sid) & facts) != 0;
  }
}
