package dev.tokend.kacs.sddl;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.AceLayout;
import dev.tokend.kacs.catalog.AceType;

/** The rights field of an ACE: a number, or two-letter codes (security-descriptors §10.4, §10.5). */
final class RightsText {
  private static final long MAX = 0xFFFF_FFFFL;

  private RightsText() {}

  /** Reads the field, possibly empty, up to where its codes end. */
  static int read(TextCursor in, AceType type) throws MalformedException {
    if (TextCursor.isDigit(in.peek())) {
      return (int) Numeral.read(in, MAX).value();
    }
    int mask = 0;
    while (true) {
      if (in.lookingAt("0x")) {
        return mask | (int) Numeral.read(in, MAX).value();
      }
      String code = in.peekTwoLetters();
      if (code.isEmpty()) {
        return mask;
      }
      long bits = TwoLetterCodes.right(code);
      if (bits == TwoLetterCodes.NONE && type == AceType.SYSTEM_MANDATORY_LABEL) {
        bits = TwoLetterCodes.label(code);
      }
      if (bits == TwoLetterCodes.NONE) {
        throw in.failAt(in.position(), unknown(code));
      }
      mask |= (int) bits;
      in.skip(2);
    }
  }

  /** Appends the field by the first rule that applies. */
  static void print(StringBuilder out, AceType type, int mask) {
    if (mask == 0) {
      return;
    }
    if (type == AceType.SYSTEM_MANDATORY_LABEL) {
      if ((mask & ~7) == 0) {
        codes(out, TwoLetterCodes.LABEL, mask);
      } else {
        hex(out, mask);
      }
      return;
    }
    String composite = TwoLetterCodes.composite(mask);
    if (composite != null) {
      out.append(composite);
      return;
    }
    boolean object = type.layout() == AceLayout.OBJECT || type.layout() == AceLayout.CALLBACK_OBJECT;
    int coverable = 0xF00F_0000 | (object ? 0x1FF : 0);
    if ((mask & ~coverable) != 0) {
      hex(out, mask);
      return;
    }
    codes(out, TwoLetterCodes.GENERIC, mask);
    codes(out, TwoLetterCodes.POSITIONAL, mask);
    codes(out, TwoLetterCodes.STANDARD, mask);
  }

  private static void codes(StringBuilder out, String codes, int mask) {
    for (int i = 0; i < codes.length(); i += 2) {
      String code = codes.substring(i, i + 2);
      long bits = codes.equals(TwoLetterCodes.LABEL) ? TwoLetterCodes.label(code) : TwoLetterCodes.right(code);
      if ((mask & bits) != 0) {
        out.append(code);
      }
    }
  }

  private static void hex(StringBuilder out, int mask) {
    out.append("0x").append(Integer.toHexString(mask));
  }

  private static String unknown(String code) {
    return TwoLetterCodes.label(code) == TwoLetterCodes.NONE
        ? "unknown right " + code
        : "the right " + code + " belongs in ML entries only";
  }
}
