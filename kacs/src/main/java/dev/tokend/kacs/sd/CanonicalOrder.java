package dev.tokend.kacs.sd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which tools compose a DACL (security-descriptors §7): explicit deny, explicit allow, explicit entries of
 * other types, inherited deny, inherited allow, inherited entries of other types; in each, entries for everything
 * before those with an object type. Entries of the same rank keep their order. Nothing that evaluates or stores a list
 * reorders it.
 */
public final class CanonicalOrder {
  private static final Comparator<Ace> ORDER = Comparator.comparingInt(CanonicalOrder::rank);

  private CanonicalOrder() {}

  /** The entries in canonical order. */
  public static List<Ace> sort(List<Ace> aces) {
    List<Ace> sorted = new ArrayList<>(aces);
    sorted.sort(ORDER);
    return List.copyOf(sorted);
  }

  /** Whether the entries are in canonical order. */
  public static boolean isSorted(List<Ace> aces) {
    for (int i = 1; i < aces.size(); i++) {
      if (rank(aces.get(i - 1)) > rank(aces.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static int rank(Ace ace) {
    int part = ace.isInherited() ? 5 : 0;
    int scoped = ace instanceof ObjectScopedAce object && object.objectType() != null ? 1 : 0;
    if (ace instanceof MaskedAce masked && masked.isDeny()) {
      return part + scoped;
    }
    return ace instanceof MaskedAce masked && masked.isAllow() ? part + 2 + scoped : part + 4;
  }
}
