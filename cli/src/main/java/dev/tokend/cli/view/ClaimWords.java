package dev.tokend.cli.view;

import dev.tokend.kacs.claim.ClaimValue;

/** The values of claims in words. */
public final class ClaimWords {
  private ClaimWords() {}

  /**
   * A number or truth value: decimal, with a sign only where its type has one.
   *
   * @throws IllegalArgumentException for a value of another kind
   */
  public static String number(ClaimValue value) {
    if (value instanceof ClaimValue.Int64 number) {
      return Long.toString(number.value());
    }
    if (value instanceof ClaimValue.UInt64 number) {
      return Long.toUnsignedString(number.value());
    }
    if (value instanceof ClaimValue.Bool bool) {
      return bool.isTrue() ? "true" : "false";
    }
    throw new IllegalArgumentException("no number: " + value);
  }
}
