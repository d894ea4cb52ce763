package dev.tokend.authority.audit;

import dev.tokend.kacs.sid.Sid;
import java.util.Collection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object (RFC 8259) on one line. Whatever text goes in, the line stays one line, no field is forged, a
 * terminal that shows it obeys nothing, and its length has a bound: each text, list and byte string has one.
 *
 * <p>Text keeps its letters; control, format, private and unassigned characters and line separators are written as
 * {@code \}{@code uXXXX}, and half a surrogate pair as U+FFFD.
 */
final class JsonLine {
  /** How many UTF-16 units of a text are kept; an ellipsis stands for the rest. */
  static final int MOST_TEXT = 512;

  /** How many items of a list are kept. */
  static final int MOST_ITEMS = 128;

  /** How many bytes of a byte string are kept. */
  static final int MOST_BYTES = 2048;

  private final StringBuilder out = new StringBuilder(640).append('{');
  private boolean fresh = true;

  private JsonLine next() {
    if (!fresh) {
      out.append(',');
    }
    fresh = false;
    return this;
  }

  /** Names are constants of the code. */
  private JsonLine name(String name) {
    next();
    out.append('"').append(name).append("\":");
    return this;
  }

  /** A text, or null. */
  JsonLine text(String name, @Nullable String value) {
    name(name);
    if (value == null) {
      out.append("null");
    } else {
      quoted(value);
    }
    return this;
  }

  /** A number of at most 53 bits. */
  JsonLine number(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  /** A 64-bit id, which not every reader of JSON takes as a number; as decimal text, unsigned, or null. */
  JsonLine id(String name, @Nullable Long value) {
    return text(name, value == null ? null : Long.toUnsignedString(value));
  }

  /** A mask of 32 bits. */
  JsonLine mask(String name, int value) {
    return text(name, "0x" + Integer.toHexString(value));
  }

  /** A mask of 64 bits. */
  JsonLine wideMask(String name, long value) {
    return text(name, "0x" + Long.toHexString(value));
  }

  /** true or false. */
  JsonLine truth(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  /** A SID, or null. */
  JsonLine sid(String name, @Nullable Sid value) {
    return text(name, value == null ? null : value.toString());
  }

  /** The start of a list of SIDs, and where it is longer than that, under {@code name_count}, how long. */
  JsonLine sids(String name, Collection<Sid> values) {
    beginList(name);
    int left = MOST_ITEMS;
    for (Sid sid : values) {
      if (left-- == 0) {
        break;
      }
      next();
      quoted(sid.toString());
    }
    endList();
    return values.size() > MOST_ITEMS ? number(name + "_count", values.size()) : this;
  }

  /** Bytes as hex, and where there are more, under {@code name_length}, how many. */
  JsonLine bytes(String name, byte[] value) {
    name(name);
    out.append('"').append(HexFormat.of().formatHex(value, 0, Math.min(value.length, MOST_BYTES))).append('"');
    return value.length > MOST_BYTES ? number(name + "_length", value.length) : this;
  }

  /** null. */
  JsonLine nothing(String name) {
    return text(name, null);
  }

  /** An object as a member. */
  JsonLine begin(String name) {
    name(name);
    return open('{');
  }

  /** An object in a list. */
  JsonLine begin() {
    next();
    return open('{');
  }

  JsonLine beginList(String name) {
    name(name);
    return open('[');
  }

  private JsonLine open(char bracket) {
    out.append(bracket);
    fresh = true;
    return this;
  }

  JsonLine end() {
    out.append('}');
    fresh = false;
    return this;
  }

  JsonLine endList() {
    out.append(']');
    fresh = false;
    return this;
  }

  /** The line, without its end. */
  String line() {
    return out.append('}').toString();
  }

  private void quoted(String value) {
    out.append('"');
    int end = value.length();
    boolean cut = end > MOST_TEXT;
    if (cut) {
      end = Character.isHighSurrogate(value.charAt(MOST_TEXT - 1)) ? MOST_TEXT - 1 : MOST_TEXT;
    }
    for (int i = 0; i < end; ) {
      int point = value.codePointAt(i);
      character(point);
      i += Character.charCount(point);
    }
    out.append(cut ? "…\"" : "\"");
  }

  private void character(int point) {
    if (point == '"' || point == '\\') {
      out.append('\\').append((char) point);
    } else if (point >= ' ' && point < 0x7F) {
      out.append((char) point);
    } else if (Character.getType(point) == Character.SURROGATE) {
      out.append("\\ufffd");
    } else if (isHarmless(point)) {
      out.appendCodePoint(point);
    } else {
      for (char unit : Character.toChars(point)) {
        out.append("\\u").append(HexFormat.of().toHexDigits((short) unit));
      }
    }
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
