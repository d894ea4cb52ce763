package dev.tokend.cli.object;

/** How a security descriptor is written down. */
public enum DescriptorForm {
  /** Text of the Security Descriptor Definition Language. */
  SDDL("SDDL", "character"),
  /** The binary form in base64. */
  BASE64("base64", "byte"),
  /** The binary form as pairs of hex digits. */
  HEX("hex", "byte"),
  /** The binary form itself, in a file. */
  BINARY("binary", "byte");

  private final String word;
  private final String unit;

  DescriptorForm(String word, String unit) {
    this.word = word;
    this.unit = unit;
  }

  /** Its name. */
  public String word() {
    return word;
  }

  /** What the position of a fault counts, from 0. */
  public String unit() {
    return unit;
  }

  /**
   * The form that a text is in. SDDL has a colon, unless it is empty; the others never have one, and differ in their
   * first byte, which is the revision, 1.
   */
  public static DescriptorForm of(String text) {
    if (text.indexOf(':') >= 0 || text.isEmpty()) {
      return SDDL;
    }
    boolean hex = true;
    boolean base64 = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      hex &= digit;
      base64 &= digit || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '/' || c == '=';
    }
    if (hex) {
      return HEX;
    }
    return base64 ? BASE64 : SDDL;
  }
}
