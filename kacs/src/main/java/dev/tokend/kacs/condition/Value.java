package dev.tokend.kacs.condition;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.sid.Sid;

/**
 * A value in the form that the relational operators work on (conditions §1), prepared once from a literal or a claim.
 *
 * <p>Not public, so the arrays inside are never copied; nobody writes to them.
 */
abstract sealed class Value {
  /** The classes of values, as bits so that the classes in a list make one mask. */
  static final int INT = 1;

  static final int STRING = 2;
  static final int OCTETS = 4;
  static final int SID = 8;
  static final int LIST = 16;

  /** The class of this value. */
  final int kind;

  /** The elements of a list; of any other value, itself alone. */
  final Value[] elements;

  /** The classes of the elements. */
  final int elementKinds;

  private Value(int kind) {
    this.kind = kind;
    this.elements = new Value[] {this};
    this.elementKinds = kind;
  }

  private Value(Value[] elements) {
    this.kind = LIST;
    this.elements = elements;
    int kinds = 0;
    for (Value element : elements) {
      kinds |= element.kind;
    }
    this.elementKinds = kinds;
  }

  /** An attribute with these values: the value itself if it is one, else a list. */
  static Value of(Value[] values) {
    return values.length == 1 ? values[0] : new Sequence(values);
  }

  static Value of(Literal literal) {
    return switch (literal) {
      case IntegerLiteral integer -> Int.signed(integer.value());
      case Literal.Text(String text) -> new Text(text);
      case Literal.Octets(Bytes octets) -> new Octets(octets.toByteArray());
      case Literal.SidValue(Sid sid) -> new Identifier(sid);
      case CompositeLiteral composite -> {
        Value[] elements = new Value[composite.elements().size()];
        for (int i = 0; i < elements.length; i++) {
          elements[i] = of(composite.elements().get(i));
        }
        yield new Sequence(elements);
      }
    };
  }

  /**
   * A mathematical integer, -2^63 to 2^64 - 1.
   *
   * <p>Within each sign the bits order as an unsigned number.
   */
  static final class Int extends Value {
    final boolean negative;
    final long bits;

    private Int(boolean negative, long bits) {
      super(INT);
      this.negative = negative;
      this.bits = bits;
    }

    static Int signed(long value) {
      return new Int(value < 0, value);
    }

    static Int unsigned(long value) {
      return new Int(false, value);
    }
  }

  /** A string. */
  static final class Text extends Value {
    final String text;

    Text(String text) {
      super(STRING);
      this.text = text;
    }
  }

  /** A string of octets. */
  static final class Octets extends Value {
    final byte[] octets;

    Octets(byte[] octets) {
      super(OCTETS);
      this.octets = octets;
    }
  }

  /** A SID. */
  static final class Identifier extends Value {
    final Sid sid;

    Identifier(Sid sid) {
      super(SID);
      this.sid = sid;
    }
  }

  /** A list. */
  static final class Sequence extends Value {
    Sequence(Value[] elements) {
      super(elements);
    }
  }
}
