package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A name under which a token is kept: 1 to {@value #MAX_BYTES} bytes of UTF-8 without control characters or slashes. On
 * the wire it is the rest of a payload.
 *
 * @param text the name
 */
public record PinName(String text) {

  /** The longest name, in bytes of UTF-8. */
  public static final int MAX_BYTES = 255;

  /** A name; what is none is not accepted. */
  public PinName {
    String fault = fault(text);
    if (fault != null) {
      throw new IllegalArgumentException(fault);
    }
  }

  /** Why a text is no name, in words, or null where it is one. */
  public static @Nullable String fault(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    if (length < 1 || length > MAX_BYTES) {
      return "a name has 1 to " + MAX_BYTES + " bytes";
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || c == '/') {
        return "a name has no control characters and no slashes";
      }
    }
    return null;
  }

  /** Reads a payload that is a name. */
  public static PinName decode(byte[] payload) throws MalformedException {
    return read(new ByteReader("pin name", payload));
  }

  /** Reads the rest of a payload. */
  static PinName read(ByteReader in) throws MalformedException {
    int at = in.position();
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(in.bytes(in.remaining()))).toString();
    } catch (CharacterCodingException e) {
      throw in.failAt(at, "a name that is not UTF-8");
    }
    String fault = fault(text);
    if (fault != null) {
      throw in.failAt(at, fault);
    }
    return new PinName(text);
  }

  /** The name's bytes. */
  public byte[] encode() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
