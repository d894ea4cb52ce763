package dev.tokend.cli.batch;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.sid.Sid;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The values of one JSON text, each read as what it has to be. A failure names the place as a path, such as
 * {@code $.token.groups[2].sid}.
 */
final class JsonValues {
  private static final long MAX_U32 = 0xFFFF_FFFFL;

  private final JsonText in;

  JsonValues(JsonText in) {
    this.in = in;
  }

  /** The values of a text of its own. */
  static JsonValues of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new JsonValues(new JsonText(bytes, 0, bytes.length));
  }

  void beginObject() throws BadLineException {
    in.beginObject();
  }

  void endObject() throws BadLineException {
    in.endObject();
  }

  void beginArray() throws BadLineException {
    in.beginArray();
  }

  void endArray() throws BadLineException {
    in.endArray();
  }

  boolean hasNext() throws BadLineException {
    return in.hasNext();
  }

  String name() throws BadLineException {
    return in.name();
  }

  void skip() throws BadLineException {
    in.skip();
  }

  /** Nothing but white space may follow. */
  void end() throws BadLineException {
    in.end();
  }

  /** Passes over a null, and tells whether there was one. */
  boolean isNull() throws BadLineException {
    if (in.peek() != 'n') {
      return false;
    }
    in.word("null");
    return true;
  }

  boolean nextIsArray() throws BadLineException {
    return in.peek() == '[';
  }

  String string() throws BadLineException {
    if (in.peek() != '"') {
      throw expected("a string");
    }
    return in.string();
  }

  @Nullable String optionalString() throws BadLineException {
    return isNull() ? null : string();
  }

  boolean truth() throws BadLineException {
    char first = in.peek();
    if (first != 't' && first != 'f') {
      throw expected("true or false");
    }
    in.word(first == 't' ? "true" : "false");
    return first == 't';
  }

  /** An integer of 32 bits without sign. */
  int unsigned() throws BadLineException {
    return (int) integer(0, MAX_U32);
  }

  /** An integer within bounds. */
  long integer(long least, long most) throws BadLineException {
    if (in.peek() == '0') {
      try {
        long value = Long.parseLong(in.number());
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw expected("an integer from " + least + " to " + most);
      }
    }
    throw expected("an integer from " + least + " to " + most);
  }

  /** An integer of 64 bits without sign. */
  long unsignedLong() throws BadLineException {
    if (in.peek() == '0') {
      try {
        return Long.parseUnsignedLong(in.number());
      } catch (NumberFormatException e) {
        throw expected("an integer from 0 to 18446744073709551615");
      }
    }
    throw expected("an integer from 0 to 18446744073709551615");
  }

  /** A truth value as the number that stands for it: true and false, or the number itself. */
  long truthNumber() throws BadLineException {
    char first = in.peek();
    if (first == 't' || first == 'f') {
      return truth() ? 1 : 0;
    }
    return integer(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** An access mask: {@code "0x..."} of at most 8 digits, or a number. */
  int mask() throws BadLineException {
    if (in.peek() != '"') {
      return unsigned();
    }
    String text = in.string();
    int length = text.length();
    if (length < 3 || length > 10 || text.charAt(0) != '0' || (text.charAt(1) | 0x20) != 'x') {
      throw expected("a mask, \"0x\" and up to 8 hex digits");
    }
    int mask = 0;
    for (int i = 2; i < length; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw expected("a mask, \"0x\" and up to 8 hex digits");
      }
      mask = mask << 4 | digit;
    }
    return mask;
  }

  Sid sid() throws BadLineException {
    String text = string();
    try {
      return Sid.parse(text);
    } catch (MalformedException e) {
      throw fail(String.valueOf(e.getMessage()));
    }
  }

  @Nullable Sid optionalSid() throws BadLineException {
    return isNull() ? null : sid();
  }

  byte[] base64() throws BadLineException {
    String text = string();
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw fail("not base64: " + e.getMessage());
    }
  }

  /** Bytes as pairs of hex digits. */
  Bytes octets() throws BadLineException {
    String text = string();
    byte[] bytes = new byte[text.length() / 2];
    boolean good = text.length() % 2 == 0;
    for (int i = 0; good && i < bytes.length; i++) {
      int high = Character.digit(text.charAt(2 * i), 16);
      int low = Character.digit(text.charAt(2 * i + 1), 16);
      good = high >= 0 && low >= 0;
      bytes[i] = (byte) (high << 4 | low);
    }
    if (!good) {
      throw expected("pairs of hex digits");
    }
    return Bytes.of(bytes);
  }

  /** A failure at the value that comes next, or that was read last. */
  BadLineException expected(String what) {
    return fail("expected " + what);
  }

  /** A failure at the value that was read last. */
  BadLineException fail(String reason) {
    return new BadLineException(in.path() + ": " + reason);
  }

  BadLineException unknownMember(String name) {
    return fail("no such member, \"" + name + '"');
  }
}
