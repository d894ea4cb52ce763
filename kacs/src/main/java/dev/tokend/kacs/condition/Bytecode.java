package dev.tokend.kacs.condition;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
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
  static Bytecode read(byte[] data) throws MalformedException {
    ByteReader in = new ByteReader(STRUCTURE, data, 0, data.length);
    if (in.i32() != MAGIC) {
      throw new MalformedException(STRUCTURE, 0, "expected \"artx\"");
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
      Token token = readToken(in, at, opcode, data);
      String objection = stack.push(token);
      if (objection != null) {
        throw new MalformedException(STRUCTURE, at, objection);
      }
      tokens.add(token);
    }
    String objection = stack.end();
    if (objection != null) {
      throw new MalformedException(STRUCTURE, data.length, objection);
    }
    return new Bytecode(tokens, stack.endsInResult());
  }

  private static void expectPadding(ByteReader in) throws MalformedException {
    while (in.remaining() > 0) {
      int at = in.position();
      if (in.u8() != 0) {
        throw new MalformedException(STRUCTURE, at, "expected zero bytes only after the first padding byte");
      }
    }
  }

  private static Token readToken(ByteReader in, int at, int opcode, byte[] data) throws MalformedException {
    AttributeNamespace namespace = AttributeNamespace.ofOpcode(opcode);
    if (namespace != null) {
      return new AttributeReference(namespace, readString(in));
    }
    Token operator = operatorOf(opcode);
    return operator != null ? operator : readLiteral(in, at, opcode, data, 0);
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

  private static Literal readLiteral(ByteReader in, int at, int opcode, byte[] data, int depth)
      throws MalformedException {
    return switch (opcode) {
      case INT8, 0x02, 0x03, INT64 -> readInteger(in, at, 8 << (opcode - INT8));
      case STRING -> new Literal.Text(readString(in));
      case OCTETS -> new OctetLiteral(in.bytes(readLength(in)));
      case SID -> readSid(in, data);
      case COMPOSITE -> readComposite(in, at, data, depth + 1);
      default -> throw new MalformedException(STRUCTURE, at, "unexpected byte code " + hex(opcode));
    };
  }

  private static IntegerLiteral readInteger(ByteReader in, int at, int width) throws MalformedException {
    long raw = in.i64();
    int signAt = in.position();
    Sign sign = Sign.ofCode(in.u8());
    if (sign == null) {
      throw new MalformedException(STRUCTURE, signAt, "expected a sign code 1, 2 or 3");
    }
    Base base = Base.ofCode(in.u8());
    if (base == null) {
      throw new MalformedException(STRUCTURE, signAt + 1, "expected a base code 1, 2 or 3");
    }
    // The sign byte decides; of the quadword only the magnitude counts. |-2^63| is 2^63 as an unsigned number.
    long magnitude = Math.abs(raw);
    if (!IntegerLiteral.fits(sign, magnitude)) {
      throw new MalformedException(STRUCTURE, at, "an integer of 2^63 without the negative sign");
    }
    IntegerLiteral literal = new IntegerLiteral(sign, magnitude, base);
    long highest = Long.MAX_VALUE >> (64 - width);
    if (literal.value() > highest || literal.value() < -highest - 1) {
      throw new MalformedException(STRUCTURE, at, "an integer that does not fit its " + width + " bits");
    }
    return literal;
  }

  private static Literal readSid(ByteReader in, byte[] data) throws MalformedException {
    int length = readLength(in);
    int at = in.position();
    Sid sid = Sid.read(data, at, at + length);
    if (sid.size() != length) {
      throw new MalformedException(STRUCTURE, at, "a SID of " + sid.size() + " bytes in a token of " + length);
    }
    in.slice(length);
    return new Literal.SidValue(sid);
  }

  private static Literal readComposite(ByteReader in, int at, byte[] data, int depth) throws MalformedException {
    if (depth > CompositeLiteral.MAX_NESTING) {
      throw new MalformedException(STRUCTURE, at, "more than " + CompositeLiteral.MAX_NESTING + " nested composites");
    }
    ByteReader body = in.slice(readLength(in));
    List<Literal> elements = new ArrayList<>();
    while (body.remaining() > 0) {
      int elementAt = body.position();
      elements.add(readLiteral(body, elementAt, body.u8(), data, depth));
    }
    return new CompositeLiteral(elements);
  }

  private static String readString(ByteReader in) throws MalformedException {
    int length = readLength(in);
    if (length % 2 != 0) {
      throw new MalformedException(STRUCTURE, in.position(), "a string of an odd number of bytes");
    }
    int at = in.position();
    char[] units = new char[length / 2];
    for (int i = 0; i < units.length; i++) {
      units[i] = (char) in.u16();
    }
    String text = new String(units);
    if (!Utf16.isWellFormed(text)) {
      throw new MalformedException(STRUCTURE, at, "a string with an unpaired surrogate");
    }
    return text;
  }

  private static int readLength(ByteReader in) throws MalformedException {
    int at = in.position();
    long length = in.u32();
    if (length > in.remaining()) {
      throw new MalformedException(STRUCTURE, at, "a length of " + length + " with " + in.remaining() + " bytes left");
    }
    return (int) length;
  }

  private static String hex(int opcode) {
    return "0x" + Integer.toHexString(opcode);
  }
}
