package dev.tokend.cli.object;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sddl.Sddl;
import java.util.Base64;

/** Reads security descriptors in any of their written forms. */
public final class DescriptorText {
  private DescriptorText() {}

  /**
   * Reads a descriptor.
   *
   * @throws MalformedException with the offset that {@link DescriptorForm#unit} counts; for text that is not base64 or
   *     hex after all, of the character
   */
  public static SecurityDescriptor parse(String text) throws MalformedException {
    String compact = text.indexOf(':') < 0 ? withoutSpace(text) : text;
    return switch (DescriptorForm.of(compact)) {
      case SDDL -> Sddl.parse(text);
      case BASE64 -> SecurityDescriptor.parse(base64(compact));
      case HEX, BINARY -> SecurityDescriptor.parse(hex(compact));
    };
  }

  /** The form that {@link #parse} takes a text for. */
  public static DescriptorForm form(String text) {
    return DescriptorForm.of(text.indexOf(':') < 0 ? withoutSpace(text) : text);
  }

  /** Tools wrap base64 and hex at some column. */
  private static String withoutSpace(String text) {
    StringBuilder compact = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        compact.append(text.charAt(i));
      }
    }
    return compact.toString();
  }

  private static byte[] base64(String text) throws MalformedException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("base64", text.length(), "is not whole: " + e.getMessage());
    }
  }

  private static byte[] hex(String text) throws MalformedException {
    if (text.length() % 2 != 0) {
      throw new MalformedException("hex", text.length(), "ends in the middle of a byte");
    }
    byte[] bytes = new byte[text.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (Character.digit(text.charAt(2 * i), 16) << 4 | Character.digit(text.charAt(2 * i + 1), 16));
    }
    return bytes;
  }
}
