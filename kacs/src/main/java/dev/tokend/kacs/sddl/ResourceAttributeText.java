package dev.tokend.kacs.sddl;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last field of an RA entry: {@code ("Project",TS,0x0,"Windows","SQL")} (security-descriptors §10.6). */
final class ResourceAttributeText {
  private static final String PART = "resource attribute";
  private static final long MAX_FLAGS = 0xFFFF_FFFFL;
  private static final long MAX_UNSIGNED = -1L;

  private ResourceAttributeText() {}

  static Claim read(TextCursor in, SidAliases aliases) throws MalformedException {
    in.expect('(', "'(' of a resource attribute");
    in.skipWhiteSpace();
    String name = name(in);
    nextItem(in, "a type");
    ClaimType type = type(in);
    nextItem(in, "flags");
    int flags = (int) Numeral.read(in, MAX_FLAGS).value();
    List<ClaimValue> values = new ArrayList<>();
    in.skipWhiteSpace();
    while (in.take(',')) {
      in.skipWhiteSpace();
      if (values.size() == Claim.MAX_VALUES) {
        throw in.failAt(in.position(), "more than " + Claim.MAX_VALUES + " values");
      }
      values.add(value(in, type, aliases));
      in.skipWhiteSpace();
    }
    in.expect(')', "',' or ')'");
    return new Claim(name, type, flags, values);
  }

  static void print(StringBuilder out, Claim claim) throws InexpressibleException {
    if (claim.name().isEmpty()) {
      throw new InexpressibleException(PART, "an empty name");
    }
    out.append('(');
    StringText.print(out, PART, claim.name());
    out.append(',').append(code(claim.type())).append(",0x").append(Integer.toHexString(claim.flags()));
    List<ClaimValue> values = claim.values();
    for (int i = 0; i < values.size(); i++) {
      out.append(',');
      print(out, values.get(i));
    }
    out.append(')');
  }

  private static void print(StringBuilder out, ClaimValue value) throws InexpressibleException {
    switch (value) {
      case ClaimValue.Int64 number -> out.append(number.value());
      case ClaimValue.UInt64 number -> out.append(Long.toUnsignedString(number.value()));
      // Any number but 0 reads as 1 (security-descriptors §5), and the text knows only these two.
      case ClaimValue.Bool bool -> out.append(bool.isTrue() ? '1' : '0');
      case ClaimValue.Text text -> StringText.print(out, PART, text.value());
      case ClaimValue.SidValue sid -> out.append(SidText.print(sid.value()));
      case ClaimValue.Octets octets -> OctetText.print(out, octets.value());
    }
  }

  private static String name(TextCursor in) throws MalformedException {
    int start = in.position();
    String name = StringText.read(in);
    if (name.isEmpty() || name.length() > Claim.MAX_NAME_UNITS) {
      String expected = "expected a name of 1 to " + Claim.MAX_NAME_UNITS + " UTF-16 units";
      throw in.failAt(start, expected + ", found " + name.length());
    }
    return name;
  }

  private static void nextItem(TextCursor in, String what) throws MalformedException {
    in.skipWhiteSpace();
    in.expect(',', "',' and " + what);
    in.skipWhiteSpace();
  }

  private static ClaimType type(TextCursor in) throws MalformedException {
    ClaimType type = parse(in.peekTwoLetters());
    if (type == null) {
      throw in.expected("a type: TI, TU, TS, TD, TX or TB");
    }
    in.skip(2);
    return type;
  }

  private static ClaimValue value(TextCursor in, ClaimType type, SidAliases aliases) throws MalformedException {
    return switch (type) {
      case INT64 -> new ClaimValue.Int64(OperandParser.integer(in).value());
      case UINT64 -> new ClaimValue.UInt64(Numeral.read(in, MAX_UNSIGNED).value());
      case STRING -> new ClaimValue.Text(StringText.read(in));
      case BOOLEAN -> new ClaimValue.Bool(bool(in));
      case SID -> new ClaimValue.SidValue(sid(in, aliases));
      case OCTET -> {
        in.take('#');
        yield new ClaimValue.Octets(OctetText.readPairs(in));
      }
      case FQBN -> throw new IllegalStateException("no code stands for FQBN");
    };
  }

  private static long bool(TextCursor in) throws MalformedException {
    int digit = in.peek();
    if ((digit != '0' && digit != '1') || AttributeNameText.isPlain(in.peek(1))) {
      throw in.expected("0 or 1");
    }
    in.skip(1);
    return digit == '1' ? 1 : 0;
  }

  private static Sid sid(TextCursor in, SidAliases aliases) throws MalformedException {
    return OperandParser.startsSid(in) ? OperandParser.sid(in, aliases) : SidText.read(in, aliases);
  }

  private static @Nullable ClaimType parse(String code) {
    return switch (code) {
      case "TI" -> ClaimType.INT64;
      case "TU" -> ClaimType.UINT64;
      case "TS" -> ClaimType.STRING;
      case "TD" -> ClaimType.SID;
      case "TX" -> ClaimType.OCTET;
      case "TB" -> ClaimType.BOOLEAN;
      default -> null;
    };
  }

  private static String code(ClaimType type) {
    return switch (type) {
      case INT64 -> "TI";
      case UINT64 -> "TU";
      case STRING -> "TS";
      case SID -> "TD";
      case OCTET -> "TX";
      case BOOLEAN -> "TB";
      case FQBN -> throw new IllegalStateException("no code stands for FQBN");
    };
  }
}
