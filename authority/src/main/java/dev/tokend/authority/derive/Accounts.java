package dev.tokend.authority.derive;

import org.jspecify.annotations.Nullable;

/** The name service, as far as a derived token needs it. */
public interface Accounts {

  /**
   * What is known of a user now.
   *
   * @param facts of the user, or null where there are none
   * @param settled false while it is worth waiting for the name service
   */
  record Known(@Nullable AccountFacts facts, boolean settled) {}

  /** Looks a user up without waiting. */
  Known account(int uid);
}
