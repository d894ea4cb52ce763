package dev.tokend.kacs.access;

import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/**
 * A hash table from SID to {@link SidFacts}, with open addressing over flat arrays: one probe decides almost every
 * question, and none allocates.
 */
final class SidTable {
  private final int[] hashes;
  private final int[] facts;
  private final @Nullable Sid[] sids;

  /** Room for {@code capacity} SIDs at a load of at most a quarter. */
  SidTable(int capacity) {
    int slots = Integer.highestOneBit(Math.max(capacity, 1)) * 8;
    hashes = new int[slots];
    facts = new int[slots];
    sids = new @Nullable Sid[slots];
  }

  /** Adds facts to what is known of {@code sid}. */
  void add(Sid sid, int more) {
    int hash = sid.hashCode();
    int slot = slot(hash);
    Sid there = sids[slot];
    while (there != null && !there.equals(sid)) {
      slot = next(slot);
      there = sids[slot];
    }
    hashes[slot] = hash;
    sids[slot] = sid;
    facts[slot] |= more | SidFacts.LISTED;
  }

  /** What is known of {@code sid}; 0 if nothing. */
  int facts(Sid sid) {
    return facts(sid, sid.hashCode());
  }

  /** As {@link #facts(Sid)}, for a caller that has the SID's hash at hand. */
  int facts(Sid sid, int hash) {
    int slot = slot(hash);
    int known = facts[slot];
    while (known != 0) {
      if (hashes[slot] == hash && sid.equals(sids[slot])) {
        return known;
      }
      slot = next(slot);
      known = facts[slot];
    }
    return 0;
  }

  private int slot(int hash) {
    return (hash ^ hash >>> 15) & hashes.length - 1;
  }

  private int next(int slot) {
    return slot + 1 & hashes.length - 1;
  }
}
