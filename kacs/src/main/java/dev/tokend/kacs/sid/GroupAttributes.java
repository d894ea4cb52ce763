package dev.tokend.kacs.sid;

/**
 * The attribute bits of a group in a token (KACS v0.22 §2.1, formats §3). Unknown bits are kept and returned unchanged.
 */
public final class GroupAttributes {
  /** The group cannot be turned off. */
  public static final int MANDATORY = 0x0000_0001;

  /** The group was on when the token was made, and is again after a reset. */
  public static final int ENABLED_BY_DEFAULT = 0x0000_0002;

  /** The group takes part in matching allow entries. */
  public static final int ENABLED = 0x0000_0004;

  /** The group may be chosen as owner of new objects. */
  public static final int OWNER = 0x0000_0008;

  /** The group matches deny entries only, for good. */
  public static final int USE_FOR_DENY_ONLY = 0x0000_0010;

  /** The entry is an integrity label; carried without effect. */
  public static final int INTEGRITY = 0x0000_0020;

  /** Companion of {@link #INTEGRITY}; carried without effect. */
  public static final int INTEGRITY_ENABLED = 0x0000_0040;

  /** The group is of the resource's domain; carried without effect. */
  public static final int RESOURCE = 0x2000_0000;

  /** The entry is the logon SID. Two bits: a group is one only when both are set. */
  public static final int LOGON_ID = 0xC000_0000;

  /** What a logon SID carries when the authority adds it to a token (formats §3). */
  public static final int INJECTED_LOGON_SID = LOGON_ID | MANDATORY | ENABLED_BY_DEFAULT | ENABLED;

  private GroupAttributes() {}
}
