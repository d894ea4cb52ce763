package dev.tokend.cli.projection;

/**
 * A part of a token that this process cannot give itself on Linux.
 *
 * @param part what, such as {@code user id 1001 instead of 1002}
 * @param need what it would take, such as {@code CAP_SETUID}
 */
public record UnprojectablePart(String part, String need) {
  /** {@code user id 1001 instead of 1002: needs CAP_SETUID}. */
  @Override
  public String toString() {
    return part + ": needs " + need;
  }
}
