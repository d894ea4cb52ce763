package dev.tokend.surface.protocol;

import dev.tokend.kacs.catalog.Privilege;

/** What a refused caller would have needed. */
public sealed interface Need {

  /**
   * Rights on the token or on the handle.
   *
   * @param mask token rights, formats §4.2
   */
  record TokenRights(int mask) implements Need {}

  /**
   * Rights on the target process.
   *
   * @param mask process rights, formats §4.3
   */
  record ProcessRights(int mask) implements Need {}

  /**
   * A privilege, present and enabled.
   *
   * @param privilege the missing one
   */
  record PrivilegeNeeded(Privilege privilege) implements Need {}
}
