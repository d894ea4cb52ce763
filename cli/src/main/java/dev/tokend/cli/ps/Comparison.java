package dev.tokend.cli.ps;

/** How {@code --where} compares. */
enum Comparison {
  /** Less or equal. */
  AT_MOST("<="),
  /** Greater or equal. */
  AT_LEAST(">="),
  /** Anything else. */
  OTHER("!="),
  /** Exactly that. */
  EQUAL("="),
  /** Less. */
  BELOW("<"),
  /** Greater. */
  ABOVE(">");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  String sign() {
    return sign;
  }

  /** Whether it makes sense only of what has an order. */
  boolean needsOrder() {
    return this != EQUAL && this != OTHER;
  }

  /**
   * Whether it holds.
   *
   * @param order negative, 0 or positive as what is compared is less than, equal to or greater than the value
   */
  boolean holds(int order) {
    return switch (this) {
      case AT_MOST -> order <= 0;
      case AT_LEAST -> order >= 0;
      case OTHER -> order != 0;
      case EQUAL -> order == 0;
      case BELOW -> order < 0;
      case ABOVE -> order > 0;
    };
  }
}
