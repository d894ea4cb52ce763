package dev.tokend.monitor.state;

/**
 * The four privilege words of a token (tokens §3.2). Bit <i>n</i> of each belongs to the privilege with bit number
 * <i>n</i>; undefined bits are carried like any other.
 *
 * @param present what the token has at all
 * @param enabled what is switched on; always a part of {@code present}
 * @param byDefault what was switched on at creation
 * @param used what has been relied upon at least once; survives removal
 */
public record PrivilegeState(long present, long enabled, long byDefault, long used) {
  /** No privilege. */
  public static final PrivilegeState NONE = new PrivilegeState(0, 0, 0, 0);

  /**
   * @throws IllegalArgumentException if something is enabled that is not present
   */
  public PrivilegeState {
    if ((enabled & ~present) != 0) {
      throw new IllegalArgumentException("enabled privileges must be present");
    }
  }

  /** The words of a new token: enabled by default is what is enabled, nothing is used. */
  public static PrivilegeState initial(long present, long enabled) {
    return new PrivilegeState(present, enabled, enabled, 0);
  }

  /** Whether all of {@code mask} is present and enabled. */
  public boolean holds(long mask) {
    return (present & enabled & mask) == mask;
  }

  /** With exactly {@code mask} enabled, which must be present. */
  public PrivilegeState withEnabled(long mask) {
    return new PrivilegeState(present, mask, byDefault, used);
  }

  /** Without {@code mask}, for good; what was used stays on record. */
  public PrivilegeState without(long mask) {
    return new PrivilegeState(present & ~mask, enabled & ~mask, byDefault & ~mask, used);
  }

  /** With {@code mask} on record as relied upon. */
  public PrivilegeState markUsed(long mask) {
    return (used & mask) == mask ? this : new PrivilegeState(present, enabled, byDefault, used | mask);
  }

  /** With nothing on record as relied upon. */
  public PrivilegeState unused() {
    return new PrivilegeState(present, enabled, byDefault, 0);
  }
}
