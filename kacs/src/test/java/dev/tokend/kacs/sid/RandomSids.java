package dev.tokend.kacs.sid;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random SIDs. */
public final class RandomSids {
  private RandomSids() {}

  /** A SID of any authority and number of sub-authorities. */
  public static Sid sid(SplittableRandom random) {
    long authority = random.nextBoolean() ? random.nextInt(20) : random.nextLong(Sid.MAX_AUTHORITY + 1);
    return Sid.of(authority, random.ints(random.nextInt(16)).toArray());
  }

  /** Up to {@code max} SIDs with any attributes. */
  public static List<SidAndAttributes> groups(SplittableRandom random, int max) {
    List<SidAndAttributes> groups = new ArrayList<>();
    for (int i = random.nextInt(max + 1); i > 0; i--) {
      groups.add(new SidAndAttributes(sid(random), random.nextInt()));
    }
    return groups;
  }
}
