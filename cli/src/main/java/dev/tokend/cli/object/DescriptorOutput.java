package dev.tokend.cli.object;

import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sddl.InexpressibleException;
import dev.tokend.kacs.sddl.Sddl;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The forms of {@code --as}, each one line. */
public enum DescriptorOutput {
  /** Canonical SDDL. */
  SDDL("sddl"),
  /** The binary form as pairs of hex digits. */
  HEX("hex"),
  /** The binary form in base64. */
  BASE64("base64");

  private final String member;

  DescriptorOutput(String member) {
    this.member = member;
  }

  /** The form of a flag's value, SDDL where there is none. */
  public static DescriptorOutput of(@Nullable String word) {
    for (DescriptorOutput form : values()) {
      if (form.member.equals(word)) {
        return form;
      }
    }
    return SDDL;
  }

  /** Its name in JSON. */
  public String member() {
    return member;
  }

  /**
   * The descriptor in this form.
   *
   * @throws InexpressibleException if SDDL has no words for a part of it; the binary forms always have
   */
  public String print(SecurityDescriptor descriptor) throws InexpressibleException {
    return switch (this) {
      case SDDL -> Sddl.print(descriptor);
      case HEX -> HexFormat.of().formatHex(descriptor.toByteArray());
      case BASE64 -> Base64.getEncoder().encodeToString(descriptor.toByteArray());
    };
  }
}
