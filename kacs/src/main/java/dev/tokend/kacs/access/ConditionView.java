package dev.tokend.kacs.access;

import dev.tokend.kacs.condition.AttributeNamespace;
import dev.tokend.kacs.condition.AttributeSet;
import dev.tokend.kacs.condition.ConditionContext;
import dev.tokend.kacs.condition.Side;
import dev.tokend.kacs.condition.Truth;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import org.jspecify.annotations.Nullable;

/**
 * The questions of a condition, answered from a request as one view sees its subject (KACS v0.22 §10.4, §10.6;
 * conditions §4.4). Claims are the same in every view.
 */
final class ConditionView implements ConditionContext<AccessRequest> {
  /** For {@code applies_to} of a policy rule, where membership questions have no answer. */
  static final ConditionView NO_MEMBERS = new ConditionView(null);

  private static final ConditionView NORMAL = new ConditionView(View.NORMAL);
  private static final ConditionView RESTRICTED = new ConditionView(View.RESTRICTED);
  private static final ConditionView CONFINEMENT = new ConditionView(View.CONFINEMENT);

  private final @Nullable View view;

  private ConditionView(@Nullable View view) {
    this.view = view;
  }

  static ConditionView of(View view) {
    return switch (view) {
      case NORMAL -> NORMAL;
      case RESTRICTED -> RESTRICTED;
      case CONFINEMENT -> CONFINEMENT;
    };
  }

  @Override
  public AttributeSet attributes(AccessRequest request, AttributeNamespace namespace) {
    return switch (namespace) {
      case USER -> request.subject().userAttributes();
      case DEVICE -> request.subject().deviceAttributes();
      case RESOURCE -> request.object().metadata().resourceAttributes();
      case LOCAL -> request.localAttributes();
    };
  }

  @Override
  public Truth isMember(AccessRequest request, Sid sid, Side side) {
    if (view == null) {
      return Truth.UNKNOWN;
    }
    boolean allow = side == Side.ALLOW;
    return Truth.of(standsForSubject(request, view, sid, allow, view.memberFacts(allow)));
  }

  @Override
  public Truth isDeviceMember(AccessRequest request, Sid sid, Side side) {
    if (view == null) {
      return Truth.UNKNOWN;
    }
    boolean allow = side == Side.ALLOW;
    int facts = view.deviceFacts(allow);
    return Truth.of(view.deviceKnowsOwnerAndSelf()
        ? standsForSubject(request, view, sid, allow, facts)
        : listed(request, sid, facts));
  }

  private static boolean standsForSubject(AccessRequest request, View view, Sid sid, boolean allow, int facts) {
    if (sid.equals(WellKnown.OWNER_RIGHTS)) {
      return AceFilter.isOwner(request, view);
    }
    return sid.equals(WellKnown.PRINCIPAL_SELF)
        ? AceFilter.isSelf(request, view, allow)
        : listed(request, sid, facts);
  }

  private static boolean listed(AccessRequest request, Sid sid, int facts) {
    return (request.subject().facts(sid) & facts) != 0;
  }
}
