package dev.tokend.kacs.sddl;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.condition.Condition;

/** The text form of conditional expressions, {@code (@User.Title == "PM" && Member_of {SID(BA)})} (conditions §2). */
public final class ConditionText {
  private ConditionText() {}

  /**
   * Parses a condition with its outer parentheses; white space may stand around it.
   *
   * @throws MalformedException with the index of the character that does not fit
   */
  public static Condition parse(String text) throws MalformedException {
    return parse(text, SidAliases.FIXED);
  }

  /**
   * Parses a condition with its outer parentheses; white space may stand around it.
   *
   * @param aliases what aliases in {@code SID(...)} stand for
   * @throws MalformedException with the index of the character that does not fit
   */
  public static Condition parse(String text, SidAliases aliases) throws MalformedException {
    TextCursor in = new TextCursor(text);
    in.skipWhiteSpace();
    Condition condition = ConditionParser.read(in, aliases);
    in.skipWhiteSpace();
    if (in.peek() != TextCursor.END) {
      throw in.expected("the end of the condition");
    }
    return condition;
  }

  /**
   * The canonical text.
   *
   * @throws InexpressibleException for a string with a quote or NUL, and for an attribute name that is empty or has NUL
   */
  public static String print(Condition condition) throws InexpressibleException {
    return print(condition, SddlStyle.CANONICAL);
  }

  /**
   * The text in a style.
   *
   * @throws InexpressibleException for a string with a quote or NUL, and for an attribute name that is empty or has NUL
   */
  public static String print(Condition condition, SddlStyle style) throws InexpressibleException {
    StringBuilder out = new StringBuilder();
    ConditionPrinter.print(out, condition, style);
    return out.toString();
  }
}
