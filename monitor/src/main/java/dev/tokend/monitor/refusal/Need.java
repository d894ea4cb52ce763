package dev.tokend.monitor.refusal;

import dev.tokend.kacs.catalog.Privilege;

/** What the caller lacked, where one thing can be named. */
public sealed interface Need {
  /**
   * Rights on a token: of the handle, or of the token's security descriptor.
   *
   * @param mask token rights (tokens §6.2)
   */
  record TokenRights(int mask) implements Need {}

  /**
   * Rights on the process that holds the token.
   *
   * @param mask process rights (formats §4.3)
   */
  record ProcessRights(int mask) implements Need {}

  /**
   * A privilege that must be present and enabled.
   *
   * @param privilege which one
   */
  record PrivilegeNeeded(Privilege privilege) implements Need {}
}
