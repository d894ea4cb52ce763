package dev.tokend.monitor.rights;

/** The rights of a token handle and the fixed masks made of them (tokens §6.2 and §9.5, formats §4.2). */
public final class TokenRights {
  /** Install. */
  public static final int ASSIGN_PRIMARY = 0x0001;

  /** Duplicate, filter, be named in a link. */
  public static final int DUPLICATE = 0x0002;

  /** Impersonate. */
  public static final int IMPERSONATE = 0x0004;

  /** Query every class; get the linked token. */
  public static final int QUERY = 0x0008;

  /** Adjust privileges. */
  public static final int ADJUST_PRIVILEGES = 0x0020;

  /** Adjust groups. */
  public static final int ADJUST_GROUPS = 0x0040;

  /** Adjust the default owner, group and DACL. */
  public static final int ADJUST_DEFAULT = 0x0080;

  /** Adjust the interactivity scope. */
  public static final int ADJUST_INTERACTIVITY_SCOPE = 0x0100;

  /** Every right that a token handle can carry. */
  public static final int ALL_ACCESS = 0x000F_01FF;

  /** What a token's own user gets by the default descriptor: QUERY and three ADJUST rights. */
  public static final int SELF = 0x0000_00E8;

  /** The mask of a handle on a captured peer: QUERY and IMPERSONATE. */
  public static final int PEER = 0x0000_000C;

  private TokenRights() {}
}
