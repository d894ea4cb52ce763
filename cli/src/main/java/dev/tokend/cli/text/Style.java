package dev.tokend.cli.text;

/** Emphasis on a terminal; nothing elsewhere. */
public enum Style {
  /** No escape sequences: pipes, files, NO_COLOR. */
  PLAIN(false),
  /** ANSI escape sequences. */
  COLOUR(true);

  private final boolean colour;

  Style(boolean colour) {
    this.colour = colour;
  }

  /** A heading or a label. */
  public String heading(String text) {
    return wrapped("1", text);
  }

  /** What is in force. */
  public String on(String text) {
    return wrapped("32", text);
  }

  /** What is there without being in force. */
  public String off(String text) {
    return wrapped("2", text);
  }

  /** What takes something away: deny only, restricted, confined. */
  public String limit(String text) {
    return wrapped("33", text);
  }

  /** What is there no more on the other side of a comparison. */
  public String gone(String text) {
    return wrapped("31", text);
  }

  private String wrapped(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
