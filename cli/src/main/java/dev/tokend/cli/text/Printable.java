package dev.tokend.cli.text;

/**
 * Makes foreign text harmless for a terminal. Names, claims and sources come from others, and could carry escape
 * sequences that repaint what is above them, or marks that turn its direction.
 */
public final class Printable {
  /** Longer than any SID in text with an authority and 15 sub-authorities. */
  private static final int BRIEF = 200;

  private Printable() {}

  /** The text with control, format and line-separating characters as {@code \}{@code u001b}; mostly the text itself. */
  public static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUnsafe(text.charAt(i))) {
        return escaped(text);
      }
    }
    return text;
  }

  /** As much of a text as a message needs to say which it is. */
  public static String brief(String text) {
    return text.length() <= BRIEF ? text : text.substring(0, BRIEF) + "...";
  }

  private static boolean isUnsafe(char c) {
    return c < ' '
        || (c >= 0x7F && c < 0xA0)
        || c == 0x061C
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0xFEFF;
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isUnsafe(c)) {
        String hex = Integer.toHexString(c);
        out.append("\\u").append("0000", hex.length(), 4).append(hex);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
