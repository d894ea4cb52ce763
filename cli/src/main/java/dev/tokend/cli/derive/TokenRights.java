package dev.tokend.cli.derive;

import dev.tokend.kacs.catalog.AccessRights;
import dev.tokend.kacs.catalog.ObjectType;
import java.util.List;

/** The rights on a token that subcommands ask for (formats §4.2). */
public final class TokenRights {
  /** TOKEN_ASSIGN_PRIMARY. */
  public static final int ASSIGN_PRIMARY = 0x0001;

  /** TOKEN_DUPLICATE. */
  public static final int DUPLICATE = 0x0002;

  /** TOKEN_IMPERSONATE. */
  public static final int IMPERSONATE = 0x0004;

  /** TOKEN_QUERY. */
  public static final int QUERY = 0x0008;

  /** TOKEN_ADJUST_PRIVILEGES. */
  public static final int ADJUST_PRIVILEGES = 0x0020;

  /** TOKEN_ADJUST_GROUPS. */
  public static final int ADJUST_GROUPS = 0x0040;

  /** TOKEN_ADJUST_DEFAULT. */
  public static final int ADJUST_DEFAULT = 0x0080;

  /** TOKEN_ADJUST_INTERACTIVITY_SCOPE. */
  public static final int ADJUST_SCOPE = 0x0100;

  /** TOKEN_ALL_ACCESS. */
  public static final int ALL = 0x000F_01FF;

  private TokenRights() {}

  /** The rights of a mask by their names. */
  public static List<String> names(int mask) {
    return AccessRights.names(ObjectType.TOKEN, mask);
  }
}
