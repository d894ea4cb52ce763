package dev.tokend.authority.loop;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.process.ResourceLimit;

/**
 * The last eighth of the descriptors that this process may have, which are root's: whoever takes all the others cannot
 * keep root from asking who that is.
 *
 * <p>A new descriptor has the lowest number that is free. So a number beyond the first seven eighths says that those are
 * taken.
 *
 * @param first the first number of the reserve
 */
public record Reserve(long first) {

  /** That of this process, by its present limit. */
  public static Reserve ofThisProcess() {
    try {
      long limit = ResourceLimit.descriptors().soft();
      return new Reserve(limit < 0 ? Long.MAX_VALUE : limit - limit / 8);
    } catch (ErrnoException e) {
      throw new IllegalStateException("the limit of descriptors cannot be told", e);
    }
  }

  /**
   * Whether a new descriptor is not for a user.
   *
   * @param number that of the descriptor
   * @param uid on whose account
   */
  public boolean isKeptFrom(int uid, int number) {
    return uid != 0 && number >= first;
  }
}
