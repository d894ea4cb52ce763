package dev.tokend.kacs.sddl;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.condition.AttributeNamespace;
import dev.tokend.kacs.condition.AttributeReference;
import dev.tokend.kacs.condition.CompositeLiteral;
import dev.tokend.kacs.condition.IntegerLiteral;
import dev.tokend.kacs.condition.IntegerLiteral.Sign;
import dev.tokend.kacs.condition.Literal;
import dev.tokend.kacs.condition.Operand;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;

/** Parses the operands of a condition: attributes and literals (conditions §2.1, §2.2). */
final class OperandParser {
  private final TextCursor in;
  private final SidAliases aliases;

  OperandParser(TextCursor in, SidAliases aliases) {
    this.in = in;
    this.aliases = aliases;
  }

  /** An attribute or a literal. */
  Operand operand() throws MalformedException {
    return startsLiteral() ? literal(0) : attribute();
  }

  AttributeReference attribute() throws MalformedException {
    if (in.peek() == '@') {
      return prefixed();
    }
    if (!AttributeNameText.startsName2(in.peek())) {
      throw in.expected("an attribute or a literal");
    }
    if (Keyword.peek(in) != null) {
      throw in.expected("an attribute or a literal, not a keyword");
    }
    return new AttributeReference(AttributeNamespace.LOCAL, AttributeNameText.readName2(in));
  }

  /** A SID, or a list of SIDs in braces. */
  Literal sidSet() throws MalformedException {
    if (in.peek() != '{') {
      return sid();
    }
    return list("a SID", 0, true);
  }

  /** A whole number with an optional sign. */
  static IntegerLiteral integer(TextCursor in) throws MalformedException {
    Sign sign = in.take('+') ? Sign.PLUS : in.take('-') ? Sign.MINUS : Sign.NONE;
    Numeral numeral = Numeral.read(in, sign == Sign.MINUS ? Long.MIN_VALUE : Long.MAX_VALUE);
    return new IntegerLiteral(sign, numeral.value(), numeral.base());
  }

  /** Reads {@code SID(...)}, whose first letters the caller may have seen. */
  static Sid sid(TextCursor in, SidAliases aliases) throws MalformedException {
    if (!in.take("SID")) {
      throw in.expected("SID(...)");
    }
    in.skipWhiteSpace();
    in.expect('(', "'(' after SID");
    in.skipWhiteSpace();
    Sid sid = SidText.read(in, aliases);
    in.skipWhiteSpace();
    in.expect(')', "')' after the SID");
    return sid;
  }

  /** Whether {@code SID} and an opening parenthesis come next. */
  static boolean startsSid(TextCursor in) {
    if (!in.lookingAt("SID")) {
      return false;
    }
    int ahead = 3;
    while (TextCursor.isWhiteSpace(in.peek(ahead))) {
      ahead++;
    }
    return in.peek(ahead) == '(';
  }

  private boolean startsLiteral() {
    int c = in.peek();
    return TextCursor.isDigit(c) || c == '+' || c == '-' || c == '"' || c == '#' || c == '{' || startsSid(in);
  }

  private Literal literal(int depth) throws MalformedException {
    int c = in.peek();
    if (c == '{') {
      return list("a literal", depth, false);
    }
    if (c == '"') {
      return new Literal.Text(StringText.read(in));
    }
    if (in.take('#')) {
      return new Literal.Octets(OctetText.readPairs(in));
    }
    if (TextCursor.isDigit(c) || c == '+' || c == '-') {
      return integer(in);
    }
    if (startsSid(in)) {
      return sid();
    }
    throw in.expected("a literal");
  }

  private Literal sid() throws MalformedException {
    return new Literal.SidValue(sid(in, aliases));
  }

  private Literal list(String element, int depth, boolean sidsOnly) throws MalformedException {
    if (depth == CompositeLiteral.MAX_NESTING) {
      throw in.failAt(in.position(), "more than " + CompositeLiteral.MAX_NESTING + " nested lists");
    }
    in.skip(1);
    List<Literal> elements = new ArrayList<>();
    in.skipWhiteSpace();
    if (in.take('}')) {
      return new CompositeLiteral(elements);
    }
    do {
      in.skipWhiteSpace();
      if (in.peek() == '}') {
        throw in.expected(element);
      }
      elements.add(sidsOnly ? sid() : literal(depth + 1));
      in.skipWhiteSpace();
    } while (in.take(','));
    in.expect('}', "',' or '}'");
    return new CompositeLiteral(elements);
  }

  private AttributeReference prefixed() throws MalformedException {
    int start = in.position();
    in.skip(1);
    for (AttributeNamespace namespace : AttributeNamespace.values()) {
      if (in.lookingAt(namespace.label()) && in.peek(namespace.label().length()) == '.') {
        in.skip(namespace.label().length() + 1);
        return new AttributeReference(namespace, AttributeNameText.readName1(in));
      }
    }
    throw in.failAt(start, "expected @User., @Device., @Resource. or @Local.");
  }
}
