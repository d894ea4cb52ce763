package dev.tokend.kacs.token;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Who made a token (KACS v0.22 §4.2). In binary 8 name bytes and a u64.
 *
 * @param name exactly 8 bytes of any value, usually ASCII filled up with zeros
 * @param id a number of the maker's choice
 */
public record TokenSource(Bytes name, long id) {
  /** The size of the name, in bytes. */
  public static final int NAME_SIZE = 8;

  /** Refuses a name of another size. */
  public TokenSource {
    if (name.size() != NAME_SIZE) {
      throw new IllegalArgumentException("token source name has " + name.size() + " bytes, not 8");
    }
  }

  /**
   * The source of this name, filled up with zeros.
   *
   * @throws IllegalArgumentException if it has more than 8 bytes in UTF-8
   */
  public static TokenSource of(String name, long id) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > NAME_SIZE) {
      throw new IllegalArgumentException("token source name has more than 8 bytes: " + name);
    }
    return new TokenSource(Bytes.of(Arrays.copyOf(bytes, NAME_SIZE)), id);
  }

  /**
   * The name for reading: up to its trailing zeros, with {@code \xNN} for bytes that are not printable ASCII and
   * {@code \\} for a backslash, so that different names never look the same but for trailing zeros.
   */
  public String displayName() {
    int length = NAME_SIZE;
    while (length > 0 && name.get(length - 1) == 0) {
      length--;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int c = name.get(i) & 0xFF;
      if (c == '\\') {
        text.append("\\\\");
      } else if (c >= 0x20 && c < 0x7F) {
        text.append((char) c);
      } else {
        text.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 0xF, 16));
      }
    }
    return text.toString();
  }

  static TokenSource read(ByteReader in) throws MalformedException {
    return new TokenSource(Bytes.of(in.bytes(NAME_SIZE)), in.i64());
  }

  void writeTo(ByteWriter out) {
    name.writeTo(out);
    out.i64(id);
  }
}
