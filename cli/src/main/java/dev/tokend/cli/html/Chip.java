package dev.tokend.cli.html;

/** The number of an identity in its colour. */
public final class Chip {
  private Chip() {}

  /**
   * Writes one.
   *
   * @param identity its number, from 0
   */
  public static void write(Html out, int identity) {
    out.element("span", "#" + (identity + 1), "class", "chip " + Looks.colour(identity));
  }
}
