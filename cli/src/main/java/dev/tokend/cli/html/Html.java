package dev.tokend.cli.html;

import dev.tokend.cli.text.Printable;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * HTML in the making. Names of elements and attributes are the program's own; every text and every value of an attribute
 * may be anybody's, and is escaped. Controls and marks that turn the direction of text are told as their numbers.
 */
public final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Nothing yet. */
  public Html() {}

  /**
   * Begins an element.
   *
   * @param attributes names and values in turn
   */
  public Html open(String element, String... attributes) {
    tag(element, attributes);
    open.push(element);
    return this;
  }

  /** Begins an element on a line of its own. */
  public Html openLine(String element, String... attributes) {
    out.append('\n');
    return open(element, attributes);
  }

  /** An element that has no content. */
  public Html empty(String element, String... attributes) {
    out.append('\n');
    tag(element, attributes);
    return this;
  }

  private void tag(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
    out.append('>');
  }

  /** Ends the element that was begun last. */
  public Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Text in the element that was begun last. */
  public Html text(String text) {
    escape(text);
    return this;
  }

  /** An element with text and nothing else in it. */
  public Html element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** An element with text, on a line of its own. */
  public Html line(String element, String text, String... attributes) {
    return openLine(element, attributes).text(text).close();
  }

  /** A part of a page that was made apart. */
  public Html part(Html other) {
    out.append(other.out);
    return this;
  }

  /** A style sheet or script of the program's own, in which nothing is escaped and nothing foreign may be. */
  Html own(String element, String content) {
    out.append('\n').append('<').append(element).append('>');
    out.append(content).append("</").append(element).append('>');
    return this;
  }

  /** The document's first line. */
  Html doctype() {
    out.append("<!doctype html>");
    return this;
  }

  /** All of it. */
  String done() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not ended: " + open);
    }
    return out.append('\n').toString();
  }

  private void escape(String text) {
    String harmless = Printable.text(text);
    for (int i = 0; i < harmless.length(); i++) {
      char c = harmless.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }
}
