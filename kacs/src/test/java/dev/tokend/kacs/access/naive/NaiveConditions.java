package dev.tokend.kacs.access.naive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** conditional-expressions §4 for the forms of {@link NaiveCondition}; UNKNOWN is null. */
final class NaiveConditions {
  /** The whole expression is UNKNOWN. */
  private static final class Abort extends Exception {
    private static final long serialVersionUID = 1L;

    Abort() {
      super(null, null, false, false);
    }
  }

  private final NaiveCase c;
  private final boolean allow;
  private final @Nullable NaiveView view;

  private NaiveConditions(NaiveCase c, boolean allow, @Nullable NaiveView view) {
    this.c = c;
    this.allow = allow;
    this.view = view;
  }

  /** Evaluates; without a view no membership question has an answer. */
  static @Nullable Boolean evaluate(
      NaiveCase c, @Nullable NaiveCondition condition, boolean allow, @Nullable NaiveView view) {
    if (condition == null || condition instanceof NaiveCondition.Attribute) {
      return null;
    }
    try {
      return new NaiveConditions(c, allow, view).evaluate(condition);
    } catch (Abort abort) {
      return null;
    }
  }

  private @Nullable Boolean evaluate(NaiveCondition condition) throws Abort {
    return switch (condition) {
      case NaiveCondition.Broken broken -> throw new Abort();
      case NaiveCondition.And and -> and(evaluate(and.left()), evaluate(and.right()));
      case NaiveCondition.Or or -> not(and(not(evaluate(or.left())), not(evaluate(or.right()))));
      case NaiveCondition.Not not -> not(evaluate(not.operand()));
      case NaiveCondition.Exists exists ->
          (find(exists.namespace(), exists.name()) != null) != exists.negated();
      case NaiveCondition.EqualsNumber equals -> equalsNumber(equals);
      case NaiveCondition.Attribute attribute -> truthOf(find(attribute.namespace(), attribute.name()));
      case NaiveCondition.Member member -> member.negated() ? not(member(member)) : member(member);
    };
  }

  private @Nullable Boolean member(NaiveCondition.Member member) {
    Boolean truth = !member.any();
    for (String sid : member.sids()) {
      Boolean is = view == null ? null
          : member.device() ? (Boolean) view.deviceMember(sid, allow) : (Boolean) view.member(sid, allow);
      truth = member.any() ? not(and(not(truth), not(is))) : and(truth, is);
    }
    return truth;
  }

  private @Nullable Boolean equalsNumber(NaiveCondition.EqualsNumber equals) throws Abort {
    NaiveClaim claim = find(equals.namespace(), equals.name());
    if (claim == null) {
      return null;
    }
    if (claim.type().equals("STRING")) {
      throw new Abort();
    }
    return claim.values().size() == 1 && claim.values().get(0).equals(equals.number());
  }

  private static @Nullable Boolean truthOf(@Nullable NaiveClaim claim) {
    if (claim == null || claim.values().size() > 1) {
      return null;
    }
    return claim.values().get(0) instanceof Long number ? number != 0 : !((String) claim.values().get(0)).isEmpty();
  }

  private @Nullable NaiveClaim find(String namespace, String name) {
    List<NaiveClaim> claims = switch (namespace) {
      case "User" -> c.token().userClaims();
      case "Device" -> c.token().deviceClaims();
      case "Local" -> c.localClaims();
      default -> resource();
    };
    for (NaiveClaim claim : claims) {
      if (claim.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        boolean disabled = (claim.flags() & 0x10) != 0;
        boolean denyOnly = (claim.flags() & 0x04) != 0;
        return disabled || denyOnly && allow || claim.values().isEmpty() ? null : claim;
      }
    }
    return null;
  }

  private List<NaiveClaim> resource() {
    List<NaiveClaim> claims = new ArrayList<>();
    if (c.descriptor().sacl() != null) {
      for (NaiveAce ace : c.descriptor().sacl()) {
        if (ace.type() == 0x12 && !ace.inheritOnly()) {
          claims.add(ace.attribute());
        }
      }
    }
    return claims;
  }

  private static @Nullable Boolean and(@Nullable Boolean a, @Nullable Boolean b) {
    if (a == Boolean.FALSE || b == Boolean.FALSE) {
      return false;
    }
    return a == null || b == null ? null : Boolean.TRUE;
  }

  private static @Nullable Boolean not(@Nullable Boolean a) {
    return a == null ? null : (Boolean) !a;
  }
}
