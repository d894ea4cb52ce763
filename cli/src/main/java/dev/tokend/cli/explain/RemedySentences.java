package dev.tokend.cli.explain;

import dev.tokend.cli.object.ObjectKind;
import dev.tokend.cli.view.AclNotation;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.access.Refusal;
import dev.tokend.kacs.access.Remedy;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.ConditionalAce;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What would lift a refusal, each as a phrase that completes "It would be allowed with". */
public final class RemedySentences {
  /** A descriptor may speak of thousands. */
  private static final int GROUPS_NAMED = 5;

  private final CheckReport report;
  private final SidNames names;

  /**
   * @param report what was refused
   * @param names the names of the SIDs in it
   */
  public RemedySentences(CheckReport report, SidNames names) {
    this.report = report;
    this.names = names;
  }

  /** Every change each of which alone would do; privileges last, because they lift much else too. */
  public List<String> all() {
    List<String> all = new ArrayList<>();
    List<String> privileges = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (Remedy remedy : report.remedies()) {
      if (remedy instanceof Remedy.JoinGroup join) {
        groups.add(names.text(join.group()));
      } else {
        (remedy instanceof Remedy.EnablePrivilege ? privileges : all).add(of(remedy));
      }
    }
    if (!groups.isEmpty()) {
      all.add(membership(groups));
    }
    for (ObjectRemedy remedy : report.objectRemedies()) {
      all.add(of(remedy));
    }
    all.addAll(privileges);
    return all;
  }

  private static String membership(List<String> groups) {
    int named = Math.min(groups.size(), GROUPS_NAMED);
    String first = String.join(", ", groups.subList(0, named));
    String further = groups.size() > named ? " and " + (groups.size() - named) + " more of the DACL" : "";
    return (groups.size() == 1 ? first : "one of " + first + further) + " among the groups of the token";
  }

  /** A change of the token, or of the caller. */
  public String of(Remedy remedy) {
    return switch (remedy) {
      case Remedy.EnablePrivilege enable -> PrivilegeWords.remedy(report, enable);
      case Remedy.RaiseIntegrity raise -> "a token of integrity level " + LabelSentences.level(raise.level());
      case Remedy.EnableGroup enable -> names.text(enable.group())
          + (isDenyOnly(enable.group())
              ? " as a full group of the token, as its elevated partner has it"
              : " enabled in the token");
      case Remedy.JoinGroup join -> membership(List.of(names.text(join.group())));
      case Remedy.EnableUser enable ->
          names.text(report.subject().user()) + " as a full user, not for deny entries only";
      case Remedy.LiftRestrictions lift -> "the token without its restricting SIDs";
      case Remedy.LeaveConfinement leave -> "the token outside its confinement";
      case Remedy.LogOnAgain again -> "a token of a new logon";
      case Remedy.RaiseImpersonationLevel raise -> "the token at impersonation level Impersonation";
      case Remedy.TrustedProcess trusted -> "a calling process of protection type "
          + Integer.toUnsignedString(trusted.required().type()) + " and trust level "
          + Integer.toUnsignedString(trusted.required().trust());
    };
  }

  private boolean isDenyOnly(Sid sid) {
    for (SidAndAttributes group : report.subject().groups()) {
      if (group.sid().equals(sid) && group.isDenyOnly()) {
        return true;
      }
    }
    return false;
  }

  /** A change of the object. */
  public String of(ObjectRemedy remedy) {
    return switch (remedy) {
      case ObjectRemedy.MeetCondition meet -> "whatever makes the condition of entry " + meet.ace() + " true"
          + condition(meet.ace());
      case ObjectRemedy.LeavePolicy leave -> "a SACL without entry " + leave.ace()
          + entry(report.object().sacl(), leave.ace());
      case ObjectRemedy.RemoveEntry remove -> "a DACL without entry " + remove.ace()
          + entry(report.object().dacl(), remove.ace());
      case ObjectRemedy.AddEntries add -> "a DACL with " + entries(add.entries());
      case ObjectRemedy.LowerLabel lower -> "a mandatory label of level " + LabelSentences.level(lower.level())
          + " on the object" + (lower.entries().isEmpty() ? "" : ", and a DACL with " + entries(lower.entries()));
    };
  }

  private static String entry(@Nullable Acl acl, int index) {
    Ace ace = AceName.at(acl, index);
    return ace == null ? "" : ", " + AceName.text(ace);
  }

  private String condition(int index) {
    Ace ace = AceName.at(report.object().dacl(), index);
    String text = ace instanceof ConditionalAce conditional ? AclNotation.condition(conditional) : null;
    return text == null ? "" : ", " + text;
  }

  private String entries(List<MaskedAce> entries) {
    StringBuilder text = new StringBuilder(entries.size() == 1 ? "the entry " : "the entries ");
    for (MaskedAce entry : entries) {
      text.append(AceName.text(entry));
    }
    text.append(", which allow").append(entries.size() == 1 ? "s " : " ");
    text.append(String.join(", ", ObjectKind.words(report.type(), entries.getFirst().mask()))).append(" to ");
    for (int i = 0; i < entries.size(); i++) {
      text.append(i == 0 ? "" : " and ").append(names.text(entries.get(i).sid()));
    }
    return text.toString();
  }

  /** Why a check ended before any right was looked at. */
  public static String of(Refusal refusal) {
    return switch (refusal) {
      case SESSION_DEAD -> "The token's logon session was invalidated: every check with it is refused.";
      case WRITE_RESTRICTED_USER ->
          "The token is write-restricted without its user being deny-only, which no check takes.";
      case IDENTIFICATION_LEVEL ->
          "The token impersonates at Identification level: it can be looked at, not acted as.";
      case NO_DESCRIPTOR -> "There is no security descriptor.";
      case NO_OWNER -> "The security descriptor has no owner, and cannot be checked without one.";
      case BAD_OBJECT_TYPES -> "The parts of the object are no tree: the object itself first, at level 0, each next"
          + " level at most one deeper, no GUID twice.";
      case RESERVED_BITS -> "The request has bits that mean nothing, of 0x0ce00000.";
      case BAD_MANDATORY_LABEL -> "The mandatory label has a SID that is no integrity level.";
      case BAD_TRUST_LABEL -> "The trust label has a SID that is no trust level.";
    };
  }
}
