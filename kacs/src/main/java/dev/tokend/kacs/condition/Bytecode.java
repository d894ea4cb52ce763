package dev.tokend.kacs.condition;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.bytes.Utf16;
import dev.tokend.kacs.condition.IntegerLiteral.Base;
import dev.tokend.kacs.condition.IntegerLiteral.Sign;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed program: "artx", then tokens in postfix order, then zero padding (conditions §3, §5; [MS-DTYP]
 * 2.4.4.17).
 *
 * @param tokens at least one, leaving exactly one entry on the stack, never a literal
 * @param endsInResult whether that entry is a result; otherwise it is a bare attribute
 */
record Bytecode(List<Token> tokens, boolean endsInResult) {
  static final String STRUCTURE = "conditional expression";

  /** "artx" as a little-endian word. */
  static final int MAGIC = 0x78747261;

  static final int PADDING = 0x00;
  static final int INT8 = 0x01;
  static final int INT64 = 0x04;
  static final int STRING = 0x10;
  static final int OCTETS = 0x18;
  static final int COMPOSITE = 0x50;
  static final int SID = 0x51;

  /**
   * Reads and checks a whole program.
   *
   * @throws MalformedException for everything that conditions §5 lists
   */
  static Bytecode read(Bytes data) throws MalformedException {
    ByteReader in = data.reader(STRUCTURE);
    if (in.i32() != MAGIC) {
      throw in.failAt(0, "expected \"artx\"");
    }
    List<Token> tokens = new ArrayList<>();
    StackCheck stack = new StackCheck();
    while (in.remaining() > 0) {
      int at = in.position();
      int opcode = in.u8();
      if (opcode == PADDING) {
        expectPadding(in);
        break;
      }
      Token token = readToken(in, at, opcode);
      String objection = stack.push(token);
      if (objection != null) {
        throw in.failAt(at, objection);
      }
      tokens.add(token);
    }
    String objection = stack.end();
    if (objection != null) {
      throw in.fail(objection);
    }
    return new Bytecode(tokens, stack.endsInResult());
  }

  private static void expectPadding(ByteReader in) throws MalformedException {
    while (in.remaining() > 0) {
      int at = in.position();
      if (in.u8() != 0) {
        throw in.failAt(at, "expected zero bytes only after the first padding byte");
      }
    }
  }

  private static Token readToken(ByteReader in, int at, int opcode) throws MalformedException {
    AttributeNamespace namespace = AttributeNamespace.ofOpcode(opcode);
    if (namespace != null) {
      return new AttributeReference(namespace, readString(in));
    }
    Token operator = operatorOf(opcode);
    return operator != null ? operator : readLiteral(in, at, opcode, 0);
  }

  private static @Nullable Token operatorOf(int opcode) {
    Token relational = RelationalOperator.ofOpcode(opcode);
    if (relational != null) {
      return relational;
    }
    Token logical = LogicalOperator.ofOpcode(opcode);
    if (logical != null) {
      return logical;
    }
    Token existence = ExistenceOperator.ofOpcode(opcode);
    return existence != null ? existence : MembershipOperator.ofOpcode(opcode);
  }

  private static Literal readLiteral(ByteReader in, int at, int opcode, int depth)
      throws MalformedException {
    return switch (opcode) {
      case INT8, 0x02, 0x03, INT64 -> readInteger(in, at, 8 << (opcode - INT8));
      case STRING -> new Literal.Text(readString(in));
      case OCTETS -> new Literal.Octets(Bytes.of(in.bytes(readLength(in))));
      case SID -> readSid(in);
      case COMPOSITE -> readComposite(in, at, depth + 1);
      default -> throw in.failAt(at, "unexpected byte code " + hex(opcode));
    };
  }

  private static IntegerLiteral readInteger(ByteReader in, int at, int width) throws MalformedException {
    long raw = in.i64();
    int signAt = in.position();
    Sign sign = Sign.ofCode(in.u8());
    if (sign == null) {
      throw in.failAt(signAt, "expected a sign code 1, 2 or 3");
    }
    Base base = Base.ofCode(in.u8());
    if (base == null) {
      throw in.failAt(signAt + 1, "expected a base code 1, 2 or 3");
    }
    // The sign byte decides; of the quadword only the magnitude counts. |-2^63| is 2^63 as an unsigned number.
    long magnitude = Math.abs(raw);
    if (!IntegerLiteral.fits(sign, magnitude)) {
      throw in.failAt(at, "an integer of 2^63 without the negative sign");
    }
    IntegerLiteral literal = new IntegerLiteral(sign, magnitude, base);
    long highest = Long.MAX_VALUE >> (64 - width);
    if (literal.value() > highest || literal.value() < -highest - 1) {
      throw in.failAt(at, "an integer that does not fit its " + width + " bits");
    }
    return literal;
  }

  private static Literal readSid(ByteReader in) throws MalformedException {
    ByteReader body = in.slice(readLength(in));
    Sid sid = Sid.read(body);
    body.expectEnd();
    return new Literal.SidValue(sid);
  }

  private static Literal readComposite(ByteReader in, int at, int depth) throws MalformedException {
    if (depth > CompositeLiteral.MAX_NESTING) {
      throw in.failAt(at, "more than " + CompositeLiteral.MAX_NESTING + " nested composites");
    }
    ByteReader body = in.slice(readLength(in));
    List<Literal> elements = new ArrayList<>();
    while (body.remaining() > 0) {
      int elementAt = body.position();
      elements.add(readLiteral(body, elementAt, body.u8(), depth));
    }
    return new CompositeLiteral(elements);
  }

  private static String readString(ByteReader in) throws MalformedException {
    int length = readLength(in);
    if (length % 2 != 0) {
      throw in.fail("a string of an odd number of bytes");
    }
    int at = in.position();
    char[] units = new char[length / 2];
    for (int i = 0; i < units.length; i++) {
      units[i] = (char) in.u16();
    }
    String text = new String(units);
    if (!Utf16.isWellFormed(text)) {
      throw in.failAt(at, "a string with an unpaired surrogate");
    }
    return text;
  }

  private static int readLength(ByteReader in) throws MalformedException {
    int at = in.position();
    long length = in.u32();
    if (length > in.remaining()) {
      throw in.failAt(at, "a length of " + length + " with " + in.remaining() + " bytes left");
    }
    return (int) length;
  }

  private static String hex(int opcode) {
    return "0x" + Integer.toHexString(opcode);
  }
}
