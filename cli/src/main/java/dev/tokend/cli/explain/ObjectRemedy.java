package dev.tokend.cli.explain;

import dev.tokend.kacs.sd.MaskedAce;
import java.util.List;

/**
 * One change to the object, or to what its conditions ask about, that would turn a refusal into a grant, everything else
 * staying as it is.
 */
public sealed interface ObjectRemedy {
  /**
   * The condition of an entry that allows being true.
   *
   * @param ace its index in the DACL
   */
  record MeetCondition(int ace) implements ObjectRemedy {}

  /**
   * The object outside a central policy.
   *
   * @param ace the index of the entry in the SACL that puts it under the policy
   */
  record LeavePolicy(int ace) implements ObjectRemedy {}

  /**
   * The DACL without one entry.
   *
   * @param ace its index
   */
  record RemoveEntry(int ace) implements ObjectRemedy {}

  /**
   * New entries in the DACL, all of which are needed, behind the entries that deny: where they have no effect on what
   * those deny.
   *
   * @param entries the entries
   */
  record AddEntries(List<MaskedAce> entries) implements ObjectRemedy {
    /** Copies the list. */
    public AddEntries {
      entries = List.copyOf(entries);
    }
  }

  /**
   * A mandatory label that is not above the subject.
   *
   * @param level the level, an unsigned number
   * @param entries new entries that the DACL needs as well, mostly none
   */
  record LowerLabel(int level, List<MaskedAce> entries) implements ObjectRemedy {
    /** Copies the list. */
    public LowerLabel {
      entries = List.copyOf(entries);
    }
  }
}
