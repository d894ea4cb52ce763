package dev.tokend.cli.view;

import dev.tokend.kacs.claim.ClaimValue;

/** The values of claims in words. */
public final class ClaimWords {
  private ClaimWords() {}

  /** A value as it stands in a claim in SDDL, but SIDs and truth values by name. */
  public static String text(ClaimValue value, SidNames names) {
    if (value instanceof ClaimValue.Text text) {
      return '"' + text.value().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
    if (value instanceof ClaimValue.SidValue sid) {
      return names.text(sid.value());
    }
    return value instanceof ClaimValue.Octets octets ? "#" + octets.value() : number(value);
  }

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
