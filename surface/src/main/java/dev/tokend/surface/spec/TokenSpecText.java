package dev.tokend.surface.spec;

import dev.tokend.kacs.token.TokenSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Token specs (formats §9) as text.
 *
 * <p>What {@link #print} gives for a spec is read back by {@link #parse} to an equal one, and its binary form is the
 * same byte for byte.
 */
public final class TokenSpecText {
  /** The largest text, in bytes of UTF-8 and in UTF-16 units. The text of every spec that has a binary form fits. */
  public static final int MAX_SIZE = 1 << 20;

  private TokenSpecText() {}

  /**
   * Reads a spec that the whole text is.
   *
   * @return a spec that has a binary form
   * @throws SpecTextException if it is not one
   */
  public static TokenSpec parse(String text) throws SpecTextException {
    return TokenSpecReading.read(SpecInput.parse(text));
  }

  /** As {@link #parse(String)}, of a text in UTF-8. */
  public static TokenSpec parse(byte[] utf8) throws SpecTextException {
    return parse(SpecInput.decode(utf8));
  }

  /** The text of a spec, with all of its fields and a newline at the end. */
  public static String print(TokenSpec spec, SpecStyle style) {
    return print(spec, style, List.of());
  }

  /**
   * The text of a spec. Where it would be too large to be read back, its comments are left out.
   *
   * @param remarks lines of comment before the first field, where the style has comments
   */
  public static String print(TokenSpec spec, SpecStyle style, List<String> remarks) {
    String text = TokenSpecPrinting.print(spec, style, remarks);
    boolean fits = text.length() <= MAX_SIZE && text.getBytes(StandardCharsets.UTF_8).length <= MAX_SIZE;
    return fits ? text : TokenSpecPrinting.print(spec, style.withoutComments(), List.of());
  }

  /**
   * Whether a file holds text rather than a binary spec: its first byte that is no space is <code>{</code> or the slash
   * of a comment. A binary spec begins with its version, 2.
   */
  public static boolean isText(byte[] file) {
    int at = file.length >= 3 && file[0] == (byte) 0xEF && file[1] == (byte) 0xBB && file[2] == (byte) 0xBF ? 3 : 0;
    while (at < file.length && (file[at] == ' ' || file[at] == '\t' || file[at] == '\n' || file[at] == '\r')) {
      at++;
    }
    return at < file.length && (file[at] == '{' || file[at] == '/');
  }
}
