package dev.tokend.kacs.sddl;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.WellKnownSids;
import dev.tokend.kacs.sid.Sid;

/** A SID in SDDL: {@code S-1-...} or an alias of two letters in any case (security-descriptors §10.1, §10.3). */
public final class SidText {
  /** An alias that the newest Windows knows and the table of security-descriptors §10.3 does not: read, not printed. */
  private static final String INPUT_ONLY = "SH";

  private SidText() {}

  /**
   * Parses a SID or a fixed alias, which the whole text must be.
   *
   * @throws MalformedException with the index of the character that does not fit
   */
  public static Sid parse(String text) throws MalformedException {
    return parse(text, SidAliases.FIXED);
  }

  /**
   * Parses a SID or an alias, which the whole text must be.
   *
   * @throws MalformedException with the index of the character that does not fit
   */
  public static Sid parse(String text, SidAliases aliases) throws MalformedException {
    TextCursor in = new TextCursor(text);
    Sid sid = read(in, aliases);
    if (in.peek() != TextCursor.END) {
      throw in.expected("the end of the SID");
    }
    return sid;
  }

  /** The fixed alias if there is one, else {@code S-1-...}. */
  public static String print(Sid sid) {
    String alias = WellKnownSids.alias(sid);
    return alias == null || alias.equals(INPUT_ONLY) ? sid.toString() : alias;
  }

  /** Reads the SID at the cursor: the longest run of its characters that does not begin the next section. */
  static Sid read(TextCursor in, SidAliases aliases) throws MalformedException {
    if (in.lookingAt("S-")) {
      return readNumeric(in);
    }
    String alias = in.peekTwoLetters();
    if (alias.isEmpty()) {
      throw in.expected("a SID: S-1-... or an alias of two letters");
    }
    switch (aliases.resolve(alias)) {
      case SidAliases.Meaning.Known known -> {
        in.skip(2);
        return known.sid();
      }
      case SidAliases.Meaning.NeedsBase needed ->
          throw in.failAt(in.position(), "the alias " + alias + " needs the SID of the " + needed.base());
      case SidAliases.Meaning.Unknown _ -> throw in.failAt(in.position(), "unknown SID alias " + alias);
    }
  }

  private static Sid readNumeric(TextCursor in) throws MalformedException {
    int start = in.position();
    in.skip(2);
    while (isSidCharacter(in.peek()) && !isSectionStart(in)) {
      in.skip(1);
    }
    try {
      return Sid.parse(in.between(start, in.position()));
    } catch (MalformedException e) {
      throw in.within(start, e);
    }
  }

  private static boolean isSidCharacter(int c) {
    return TextCursor.hexDigit(c) >= 0 || c == '-' || c == 'x' || c == 'X';
  }

  /** Of the letters that begin a section, only D is a hex digit too: {@code O:S-1-5-32-544D:}. */
  private static boolean isSectionStart(TextCursor in) {
    return (in.peek() == 'D' || in.peek() == 'd') && in.peek(1) == ':';
  }
}
