package dev.tokend.cli.explain;

import dev.tokend.cli.view.ClaimWords;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.View;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.condition.AttributeNamespace;
import dev.tokend.kacs.condition.AttributeReference;
import dev.tokend.kacs.condition.AttributeSet;
import dev.tokend.kacs.condition.CompositeLiteral;
import dev.tokend.kacs.condition.Condition;
import dev.tokend.kacs.condition.Literal;
import dev.tokend.kacs.condition.Operand;
import dev.tokend.kacs.sd.ConditionalAce;
import dev.tokend.kacs.sddl.ConditionText;
import dev.tokend.kacs.sddl.InexpressibleException;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a condition's attributes and groups are in a request: why it came out as it did. */
final class ConditionFacts {
  /** Of a long condition or list, so much is enough to go on with. */
  private static final int MOST = 8;

  private final CheckReport report;
  private final SidNames names;
  private final View view;
  private final boolean allows;
  private final Set<String> facts = new LinkedHashSet<>();

  private ConditionFacts(CheckReport report, SidNames names, View view, boolean allows) {
    this.report = report;
    this.names = names;
    this.view = view;
    this.allows = allows;
  }

  /** {@code : @User.level is 3, the token has no @User.project}; empty for a condition that asks about nothing. */
  static String of(ConditionalAce ace, View view, CheckReport report, SidNames names) {
    try {
      ConditionFacts facts = new ConditionFacts(report, names, view, ace.isAllow());
      facts.add(Condition.decode(ace.applicationData()));
      return facts.text();
    } catch (MalformedException e) {
      return ": it is malformed";
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int told = 0;
    for (String fact : facts) {
      if (told == MOST) {
        return text.append(", ...").toString();
      }
      text.append(told++ == 0 ? ": " : ", ").append(fact);
    }
    return text.toString();
  }

  private void add(Condition condition) {
    switch (condition) {
      case Condition.Or or -> addAll(or.terms());
      case Condition.And and -> addAll(and.terms());
      case Condition.Not not -> add(not.term());
      case Condition.Comparison comparison -> {
        addOperand(comparison.left());
        addOperand(comparison.right());
      }
      case Condition.Existence existence -> addAttribute(existence.attribute());
      case Condition.Membership membership -> addMembers(membership.sids(), membership.operator().asksDevice());
      case AttributeReference attribute -> addAttribute(attribute);
    }
  }

  private void addAll(List<Condition> terms) {
    for (Condition term : terms) {
      add(term);
    }
  }

  private void addOperand(Operand operand) {
    if (operand instanceof AttributeReference attribute) {
      addAttribute(attribute);
    }
  }

  private void addAttribute(AttributeReference attribute) {
    try {
      String text = ConditionText.print(attribute);
      String name = text.substring(1, text.length() - 1);
      Claim claim = claims(attribute.namespace()).named(attribute.name());
      facts.add(claim == null ? holder(attribute.namespace()) + " has no " + name : name + ' ' + state(claim));
    } catch (InexpressibleException e) {
      facts.add("an attribute has a name that cannot be written");
    }
  }

  private AttributeSet claims(AttributeNamespace namespace) {
    return switch (namespace) {
      case USER -> AttributeSet.of(report.subject().userClaims());
      case DEVICE -> AttributeSet.of(report.subject().deviceClaims());
      case RESOURCE -> AttributeSet.of(report.resourceAttributes());
      case LOCAL -> report.request().localAttributes();
    };
  }

  private static String holder(AttributeNamespace namespace) {
    return switch (namespace) {
      case USER, DEVICE -> "the token";
      case RESOURCE -> "the object";
      case LOCAL -> "the request";
    };
  }

  private String state(Claim claim) {
    if (claim.isDisabled()) {
      return "is disabled";
    }
    if (claim.isDenyOnly() && allows) {
      return "counts for deny entries only";
    }
    List<ClaimValue> values = claim.values();
    if (values.size() == 1) {
      return "is " + ClaimWords.text(values.getFirst(), names);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.size() && i <= MOST; i++) {
      text.append(i == 0 ? "is {" : ", ").append(i == MOST ? "..." : ClaimWords.text(values.get(i), names));
    }
    return text.isEmpty() ? "has no values" : text.append('}').toString();
  }

  private void addMembers(Literal sids, boolean ofDevice) {
    if (sids instanceof Literal.SidValue one) {
      addMember(one.sid(), ofDevice);
    } else if (sids instanceof CompositeLiteral(List<Literal> elements)) {
      for (Literal element : elements) {
        addMembers(element, ofDevice);
      }
    }
  }

  /** Groups are told as the token has them, which is what the reading as user and groups asks. */
  private void addMember(Sid sid, boolean ofDevice) {
    if (view == View.NORMAL && !sid.equals(WellKnown.OWNER_RIGHTS) && !sid.equals(WellKnown.PRINCIPAL_SELF)) {
      String who = ofDevice ? "the device" : "the token";
      SidAndAttributes group =
          group(ofDevice ? report.subject().deviceGroups() : report.subject().groups(), sid);
      facts.add(names.text(sid) + ' ' + (group == null ? "is no group of " + who : state(group, who)));
    }
  }

  private String state(SidAndAttributes group, String who) {
    if (allows ? group.matchesAllow() : group.matchesDeny()) {
      return "is a group of " + who;
    }
    return group.isDenyOnly() ? "is a group of " + who + " for deny entries only" : "is a disabled group of " + who;
  }

  /** The group of that SID; of several, one that counts, if there is one. */
  private @Nullable SidAndAttributes group(List<SidAndAttributes> groups, Sid sid) {
    SidAndAttributes found = null;
    for (SidAndAttributes group : groups) {
      if (group.sid().equals(sid) && (found == null || (allows ? group.matchesAllow() : group.matchesDeny()))) {
        found = group;
      }
    }
    return found;
  }
}
