package dev.tokend.authority.process;

/**
 * How many processes there may be.
 *
 * @param derived with nothing but a derived token, of all users
 * @param bound with more, of each uid but root's
 */
public record ProcessLimits(int derived, int bound) {
  /** Those of an authority. */
  public static final ProcessLimits USUAL = new ProcessLimits(8192, 4096);
}
