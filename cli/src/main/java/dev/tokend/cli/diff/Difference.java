package dev.tokend.cli.diff;

import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is not the same on both sides; an entry of a list may be on one side only.
 *
 * @param section where text shows it
 * @param name which it is
 * @param before what it is on the first side; null for an entry that is not there
 * @param after what it is on the second side; null for an entry that is not there
 */
record Difference(Section section, Item.Name name, @Nullable Value before, @Nullable Value after) {

  /** How the second side differs from the first. */
  enum Change {
    ADDED,
    REMOVED,
    CHANGED
  }

  Change change() {
    return before == null ? Change.ADDED : after == null ? Change.REMOVED : Change.CHANGED;
  }

  /** Whether it is of the token objects and not of the identity, so that it does not make the tokens differ. */
  boolean isVolatile() {
    return section == Section.VOLATILE;
  }

  /** Which it is, as text says it; a claim by the name that it has, in whatever case. */
  String text(SidNames names) {
    String first = before instanceof EntryValue.OfClaim(Claim claim) ? claim.name() : null;
    String second = after instanceof EntryValue.OfClaim(Claim claim) ? claim.name() : null;
    if (first == null || second == null) {
      return first != null ? first : second != null ? second : name.text(names);
    }
    return first.equals(second) ? first : first + " / " + second;
  }

  /** The SIDs that its text names. */
  List<Sid> sids() {
    List<Sid> sids = new ArrayList<>(name.sids());
    if (before != null) {
      sids.addAll(before.sids());
    }
    if (after != null) {
      sids.addAll(after.sids());
    }
    return sids;
  }
}
