package dev.tokend.kacs.condition;

/** The three truth values of a conditional expression, and Kleene's logic over them (conditions §4.5). */
public enum Truth {
  /** It does not hold. */
  FALSE,
  /** It cannot be told: an attribute is absent, or of another type. */
  UNKNOWN,
  /** It holds. */
  TRUE;

  /** TRUE or FALSE. */
  public static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** FALSE if either is FALSE, else UNKNOWN if either is UNKNOWN: the lesser, in the order of declaration. */
  public Truth and(Truth other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** TRUE if either is TRUE, else UNKNOWN if either is UNKNOWN: the greater, in the order of declaration. */
  public Truth or(Truth other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Exchanges TRUE and FALSE; UNKNOWN stays. */
  public Truth not() {
    if (this == UNKNOWN) {
      return this;
    }
    return this == TRUE ? FALSE : TRUE;
  }
}
