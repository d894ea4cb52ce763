package dev.tokend.monitor.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The Linux ids that a token stands for (tokens §23), fixed by whoever minted it. */
public final class Projection {
  /** The id of a user or group that has none. */
  public static final int UNMAPPED = 65534;

  /** The most supplementary groups that Linux takes. */
  public static final int MAX_SUPPLEMENTARY = 65536;

  /** A token that stands for nobody on Linux. */
  public static final Projection NOBODY = new Projection(UNMAPPED, UNMAPPED);

  private final int uid;
  private final int gid;
  private final int[] supplementary;

  /**
   * @param uid user id, unsigned
   * @param gid group id, unsigned
   * @param supplementary supplementary group ids, unsigned, in the order given; copied
   * @throws IllegalArgumentException for more than {@value #MAX_SUPPLEMENTARY} supplementary groups
   */
  public Projection(int uid, int gid, int... supplementary) {
    if (supplementary.length > MAX_SUPPLEMENTARY) {
      throw new IllegalArgumentException("more than " + MAX_SUPPLEMENTARY + " supplementary groups");
    }
    this.uid = uid;
    this.gid = gid;
    this.supplementary = supplementary.clone();
  }

  /** The user id, unsigned. */
  public int uid() {
    return uid;
  }

  /** The group id, unsigned. */
  public int gid() {
    return gid;
  }

  /** The supplementary group ids, unsigned, in stored order; the caller's own copy. */
  public int[] supplementary() {
    return supplementary.clone();
  }

  /** The supplementary group ids in the order in which Linux is given them: ascending, unsigned. */
  public int[] sortedSupplementary() {
    int[] sorted = supplementary.clone();
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] ^= Integer.MIN_VALUE;
    }
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] ^= Integer.MIN_VALUE;
    }
    return sorted;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Projection that
        && uid == that.uid
        && gid == that.gid
        && Arrays.equals(supplementary, that.supplementary);
  }

  @Override
  public int hashCode() {
    return (31 * uid + gid) * 31 + Arrays.hashCode(supplementary);
  }

  @Override
  public String toString() {
    return "uid=" + Integer.toUnsignedString(uid) + " gid=" + Integer.toUnsignedString(gid) + " groups="
        + Arrays.toString(supplementary);
  }
}
