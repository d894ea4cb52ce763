package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.Privilege;

/**
 * A privilege took part in a check: the content of a privilege-use event, KACS v0.22 §13.8.
 *
 * @param privilege which
 * @param asked the requested bits that it contributed
 * @param surviving those of them that are in the result
 */
public record PrivilegeUse(Privilege privilege, int asked, int surviving) {
  /** Whether anything that it contributed is in the result. */
  public boolean success() {
    return surviving != 0;
  }
}
