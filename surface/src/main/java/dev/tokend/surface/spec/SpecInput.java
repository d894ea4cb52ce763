package dev.tokend.surface.spec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Text of a spec before it is parsed: bounded, and in UTF-8 where it comes as bytes. */
final class SpecInput {
  private SpecInput() {}

  static JsonValue parse(String text) throws SpecTextException {
    if (text.length() > TokenSpecText.MAX_SIZE) {
      throw tooLarge(text, text.length() + " characters");
    }
    return JsonParser.parse(text);
  }

  static String decode(byte[] utf8) throws SpecTextException {
    if (utf8.length > TokenSpecText.MAX_SIZE) {
      throw tooLarge("", utf8.length + " bytes");
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(utf8.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(utf8), text, true);
    text.flip();
    if (result.isError()) {
      throw Place.root(text.toString(), text.length()).fail("no UTF-8");
    }
    return text.toString();
  }

  private static SpecTextException tooLarge(String text, String size) {
    return Place.root(text, 0).fail("the text has " + size + "; at most " + TokenSpecText.MAX_SIZE + " are allowed");
  }
}
