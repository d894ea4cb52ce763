package dev.tokend.kacs.access.naive;

/** A check ends early, with the name of an error. */
final class NaiveError extends Exception {
  private static final long serialVersionUID = 1L;

  NaiveError(String error) {
    super(error, null, false, false);
  }
}
