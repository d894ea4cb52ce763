package dev.tokend.kacs.access;

/** What a subject says of one SID, as bits: every set in which a pass of the check may look a SID up. */
final class SidFacts {
  /** The user SID or a group, whatever its attributes: the question of ownership (KACS v0.22 §3.7). */
  static final int PRESENT = 1 << 0;

  /** Matches an allow ACE as user or group. */
  static final int ALLOW = 1 << 1;

  /** Matches a deny ACE as user or group. */
  static final int DENY = 1 << 2;

  /** Matches on the allow side as a group; the user SID is no member of anything. */
  static final int GROUP_ALLOW = 1 << 3;

  /** Matches on the deny side as a group. */
  static final int GROUP_DENY = 1 << 4;

  /** A restricting SID, by presence alone. */
  static final int RESTRICTING = 1 << 5;

  /** The confinement SID or a capability, by presence alone. */
  static final int CONFINING = 1 << 6;

  /** Matches on the allow side as a device group. */
  static final int DEVICE_ALLOW = 1 << 7;

  /** Matches on the deny side as a device group. */
  static final int DEVICE_DENY = 1 << 8;

  /** Matches on the allow side as a restricting device group. */
  static final int RESTRICTING_DEVICE_ALLOW = 1 << 9;

  /** Matches on the deny side as a restricting device group. */
  static final int RESTRICTING_DEVICE_DENY = 1 << 10;

  /** In some list of the token, so that a table entry of facts is never zero. */
  static final int LISTED = 1 << 11;

  private SidFacts() {}
}
