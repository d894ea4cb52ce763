package dev.tokend.cli.explain;

import dev.tokend.cli.view.AclNotation;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.access.TraceEvent;
import dev.tokend.kacs.access.View;
import dev.tokend.kacs.condition.Truth;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.ConditionalAce;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries that would have granted a right, but for one thing. */
final class NearMisses {
  private final CheckReport report;
  private final Match match;
  private final SidNames names;

  NearMisses(CheckReport report, Match match, SidNames names) {
    this.report = report;
    this.match = match;
    this.names = names;
  }

  /** A sentence for each entry that allows some of these rights and was skipped, though not as somebody else's. */
  List<String> of(int rights) {
    List<String> sentences = new ArrayList<>();
    for (TraceEvent event : report.events()) {
      if (event instanceof TraceEvent.RuleEntered) {
        break;
      }
      if (event instanceof TraceEvent.AceSkipped skipped && skipped.view() == View.NORMAL) {
        String sentence = sentence(skipped, rights);
        if (sentence != null) {
          sentences.add(sentence);
        }
      }
    }
    return sentences;
  }

  private @Nullable String sentence(TraceEvent.AceSkipped skipped, int rights) {
    Ace ace = AceName.at(report.object().dacl(), skipped.ace());
    if (!(ace instanceof MaskedAce masked) || !masked.isAllow()
        || (report.request().mapping().map(masked.mask() & ~AccessMask.RESERVED) & rights) == 0) {
      return null;
    }
    String obstacle = obstacle(skipped, masked);
    return obstacle == null
        ? null
        : "Entry " + skipped.ace() + " allows it to " + names.text(masked.sid()) + ", but " + obstacle + '.';
  }

  private @Nullable String obstacle(TraceEvent.AceSkipped skipped, MaskedAce ace) {
    return switch (skipped.reason()) {
      case OTHER_SID -> speaksOfARole(ace.sid()) ? match.obstacle(View.NORMAL, ace.sid()) : match.nearMiss(ace.sid());
      case CONDITION -> {
        String condition = ace instanceof ConditionalAce conditional ? AclNotation.condition(conditional) : null;
        String subject = condition == null ? "its condition" : "its condition " + condition;
        yield subject + (report.condition(View.NORMAL, skipped.ace()) == Truth.FALSE ? " is false" : " is unknown");
      }
      case INHERIT_ONLY -> "it is for children of the object only";
      case OBJECT_TYPE_NOT_ASKED -> "only for a part of the object that was not asked about";
      case TYPE_NOT_EVALUATED, NOT_REQUESTED, ALREADY_DECIDED -> null;
    };
  }

  /** Whether the SID stands for whoever is the owner, or PRINCIPAL SELF. */
  private static boolean speaksOfARole(Sid sid) {
    return sid.equals(WellKnown.OWNER_RIGHTS) || sid.equals(WellKnown.PRINCIPAL_SELF);
  }
}
