package dev.tokend.cli.explain;

import dev.tokend.cli.object.ObjectKind;
import dev.tokend.cli.view.AclNotation;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.access.Cause;
import dev.tokend.kacs.access.Stage;
import dev.tokend.kacs.access.TraceEvent;
import dev.tokend.kacs.access.View;
import dev.tokend.kacs.condition.Truth;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.ConditionalAce;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
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

  /**
   * Why an owner has not what owners have, and a sentence for each entry that allows some of these rights, but not here
   * or not now; none for an entry that is somebody else's.
   */
  List<String> of(Reading reading, int rights) {
    List<String> sentences = new ArrayList<>();
    add(sentences, ownerRights(reading, rights));
    for (TraceEvent event : reading.steps()) {
      if (event instanceof TraceEvent.AceSkipped skipped && skipped.view() == View.NORMAL) {
        add(sentences, sentence(reading, skipped.ace(), rights, obstacle(reading, skipped)));
      } else if (event instanceof TraceEvent.BitsDecided decided && decided.granted()
          && decided.stage() == Stage.DACL && decided.cause() instanceof Cause.ByAce by
          && (decided.bits() & rights) != 0) {
        add(sentences, sentence(reading, by.ace(), rights, "only for " + parts(reading, by)));
      }
    }
    return sentences;
  }

  private static void add(List<String> sentences, @Nullable String sentence) {
    if (sentence != null && !sentences.contains(sentence)) {
      sentences.add(sentence);
    }
  }

  /** That an entry for OWNER RIGHTS stands in place of what the owner has by itself (KACS v0.22 §3.7). */
  private @Nullable String ownerRights(Reading reading, int rights) {
    Acl dacl = reading.dacl();
    boolean implicit = (rights & (AccessMask.READ_CONTROL | AccessMask.WRITE_DAC)) != 0;
    if (!implicit || dacl == null || !match.isOwner(report.object().owner())) {
      return null;
    }
    for (int index = 0; index < dacl.aces().size(); index++) {
      if (dacl.aces().get(index) instanceof MaskedAce masked && masked.sid().equals(WellKnown.OWNER_RIGHTS)
          && !masked.isInheritOnly() && (masked.isAllow() || masked.isDeny())) {
        return "The token is the owner's, but entry " + index + " for " + names.text(masked.sid())
            + " stands in place of READ_CONTROL and WRITE_DAC, which an owner has otherwise.";
      }
    }
    return null;
  }

  private @Nullable String sentence(Reading reading, int index, int rights, @Nullable String obstacle) {
    if (obstacle == null || !(AceName.at(reading.dacl(), index) instanceof MaskedAce masked) || !masked.isAllow()) {
      return null;
    }
    int allowed = report.request().mapping().map(masked.mask() & ~AccessMask.RESERVED) & rights;
    if (allowed == 0) {
      return null;
    }
    String what = allowed == rights ? "it" : String.join(", ", ObjectKind.words(report.type(), allowed)) + " of it";
    return "Entry " + index + " allows " + what + " to " + names.text(masked.sid()) + ", but " + obstacle + '.';
  }

  private @Nullable String obstacle(Reading reading, TraceEvent.AceSkipped skipped) {
    if (!(AceName.at(reading.dacl(), skipped.ace()) instanceof MaskedAce ace)) {
      return null;
    }
    return switch (skipped.reason()) {
      case OTHER_SID -> speaksOfARole(ace.sid()) ? match.obstacle(View.NORMAL, ace.sid()) : match.nearMiss(ace.sid());
      case CONDITION -> ace instanceof ConditionalAce conditional
          ? condition(conditional, reading.condition(View.NORMAL, skipped.ace()))
          : null;
      case INHERIT_ONLY -> "it is for children of the object only";
      case OBJECT_TYPE_NOT_ASKED -> "only for a part of the object that was not asked about";
      case TYPE_NOT_EVALUATED, NOT_REQUESTED, ALREADY_DECIDED -> null;
    };
  }

  private String condition(ConditionalAce ace, @Nullable Truth result) {
    String condition = AclNotation.condition(ace);
    String subject = condition == null ? "its condition" : "its condition " + condition;
    return subject + (result == Truth.FALSE ? " is false" : " is unknown") + ConditionFacts.of(ace, View.NORMAL, report, names);
  }

  /** The parts of the object for which an entry granted something. */
  private static String parts(Reading reading, Cause.ByAce by) {
    SortedSet<Integer> parts = new TreeSet<>();
    for (TraceEvent event : reading.steps()) {
      if (event instanceof TraceEvent.BitsDecided decided && decided.granted() && decided.cause().equals(by)) {
        parts.add(decided.node());
      }
    }
    StringBuilder text = new StringBuilder(parts.size() == 1 ? "part" : "parts");
    for (int part : parts) {
      text.append(' ').append(part);
    }
    return text.toString();
  }

  /** Whether the SID stands for whoever is the owner, or PRINCIPAL SELF. */
  private static boolean speaksOfARole(Sid sid) {
    return sid.equals(WellKnown.OWNER_RIGHTS) || sid.equals(WellKnown.PRINCIPAL_SELF);
  }
}
