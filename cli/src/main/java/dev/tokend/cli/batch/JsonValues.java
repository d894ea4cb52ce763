package dev.tokend.cli.batch;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.sid.Sid;
import java.io.EOFException;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The values of one JSON text, each read as what it has to be. A failure names the place as a path, such as
 * {@code $.token.groups[2].sid}.
 */
final class JsonValues {
  private static final long MAX_U32 = 0xFFFF_FFFFL;

  private final JsonReader in;

  JsonValues(String text) {
    in = new JsonReader(new LineText(text));
    in.setStrictness(Strictness.STRICT);
  }

  void beginObject() throws IOException {
    in.beginObject();
  }

  void endObject() throws IOException {
    in.endObject();
  }

  void beginArray() throws IOException {
    in.beginArray();
  }

  void endArray() throws IOException {
    in.endArray();
  }

  boolean hasNext() throws IOException {
    return in.hasNext();
  }

  String name() throws IOException {
    return in.nextName();
  }

  void skip() throws IOException {
    in.skipValue();
  }

  /** Nothing but white space may follow. */
  void end() throws IOException, BadLineException {
    if (in.peek() != JsonToken.END_DOCUMENT) {
      throw new BadLineException("something follows the end of the object");
    }
  }

  /** Passes over a null, and tells whether there was one. */
  boolean isNull() throws IOException {
    if (in.peek() != JsonToken.NULL) {
      return false;
    }
    in.nextNull();
    return true;
  }

  boolean nextIsArray() throws IOException {
    return in.peek() == JsonToken.BEGIN_ARRAY;
  }

  String string() throws IOException, BadLineException {
    if (in.peek() != JsonToken.STRING) {
      throw expected("a string");
    }
    return in.nextString();
  }

  @Nullable String optionalString() throws IOException, BadLineException {
    return isNull() ? null : string();
  }

  boolean truth() throws IOException, BadLineException {
    if (in.peek() != JsonToken.BOOLEAN) {
      throw expected("true or false");
    }
    return in.nextBoolean();
  }

  /** An integer of 32 bits without sign. */
  int unsigned() throws IOException, BadLineException {
    return (int) integer(0, MAX_U32);
  }

  /** An integer within bounds. */
  long integer(long least, long most) throws IOException, BadLineException {
    if (in.peek() == JsonToken.NUMBER) {
      try {
        long value = in.nextLong();
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
  long unsignedLong() throws IOException, BadLineException {
    if (in.peek() == JsonToken.NUMBER) {
      try {
        return Long.parseUnsignedLong(in.nextString());
      } catch (NumberFormatException e) {
        throw expected("an integer from 0 to 18446744073709551615");
      }
    }
    throw expected("an integer from 0 to 18446744073709551615");
  }

  /** A truth value as the number that stands for it: true and false, or the number itself. */
  long truthNumber() throws IOException, BadLineException {
    if (in.peek() == JsonToken.BOOLEAN) {
      return in.nextBoolean() ? 1 : 0;
    }
    return integer(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** An access mask: {@code "0x..."} of at most 8 digits, or a number. */
  int mask() throws IOException, BadLineException {
    if (in.peek() != JsonToken.STRING) {
      return unsigned();
    }
    String text = in.nextString();
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

  Sid sid() throws IOException, BadLineException {
    String text = string();
    try {
      return Sid.parse(text);
    } catch (MalformedException e) {
      throw fail(String.valueOf(e.getMessage()));
    }
  }

  @Nullable Sid optionalSid() throws IOException, BadLineException {
    return isNull() ? null : sid();
  }

  byte[] base64() throws IOException, BadLineException {
    String text = string();
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw fail("not base64: " + e.getMessage());
    }
  }

  /** Bytes as pairs of hex digits. */
  Bytes octets() throws IOException, BadLineException {
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
    return new BadLineException(in.getPreviousPath() + ": " + reason);
  }

  BadLineException unknownMember(String name) {
    return fail("no such member, \"" + name + '"');
  }

  /** What the JSON reader's own failures say, without the advice that they end with. */
  static BadLineException syntax(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    int advice = message.indexOf("\nSee ");
    String said = advice < 0 ? message : message.substring(0, advice);
    boolean advises = said.startsWith("Use JsonReader.setStrictness");
    if (failure instanceof EOFException) {
      return new BadLineException("not JSON: it ends too early");
    }
    String reason = advises ? "unexpected character" + said.substring(Math.max(0, said.indexOf(" at line"))) : said;
    return new BadLineException(failure instanceof MalformedJsonException ? "not JSON: " + reason : reason);
  }
}
