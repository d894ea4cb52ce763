package dev.tokend.surface.spec;

import java.io.Serial;
import java.util.List;

/**
 * The one failure of reading a spec from text. No stack trace is filled in: malformed input is an expected result, not
 * a defect.
 */
public final class SpecTextException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String path;
  private final String reason;
  private final String word;
  private final transient List<String> known;

  SpecTextException(int line, int column, String path, String reason, String word, List<String> known) {
    super(message(line, column, path, reason), null, false, false);
    this.line = line;
    this.column = column;
    this.path = path;
    this.reason = reason;
    this.word = word;
    this.known = List.copyOf(known);
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }

  /** The column in characters, from 1. */
  public int column() {
    return column;
  }

  /** The field, such as {@code groups[1].attributes[0]}, counted from 0; empty for the text as a whole. */
  public String path() {
    return path;
  }

  /** What is wrong there. */
  public String reason() {
    return reason;
  }

  /** The word that is not known; empty where something else is wrong, and for one too long to be a mistyped word. */
  public String word() {
    return word;
  }

  /** The words that could stand in the place of {@link #word()}; empty where something else is wrong. */
  public List<String> known() {
    return known;
  }

  private static String message(int line, int column, String path, String reason) {
    String place = "line " + line + ", column " + column;
    return path.isEmpty() ? place + ": " + reason : place + ", " + path + ": " + reason;
  }
}
