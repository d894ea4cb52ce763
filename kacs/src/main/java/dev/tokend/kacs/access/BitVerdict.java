package dev.tokend.kacs.access;

import org.jspecify.annotations.Nullable;

/**
 * What became of one right that was asked for, and why.
 *
 * @param bit the right, one bit after mapping
 * @param granted whether it is in the result
 * @param stage the stage that had the last word
 * @param cause what it was there
 * @param because why the second reading of the DACL, or the policy rule, did not grant it; null where there is none
 */
public record BitVerdict(int bit, boolean granted, Stage stage, Cause cause, @Nullable BitVerdict because) {
  /** The verdict on a right that no stage ever decided. */
  static BitVerdict nothingGrants(int bit, Stage stage) {
    return new BitVerdict(bit, false, stage, Cause.NOTHING_GRANTS, null);
  }
}
