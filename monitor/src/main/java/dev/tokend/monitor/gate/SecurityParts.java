package dev.tokend.monitor.gate;

import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.BasicAce;
import dev.tokend.kacs.sd.SdControl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sd.SecurityDescriptorBuilder;

/**
 * The parts of a security descriptor that a get or set request names (formats §4.4 SECURITY_INFORMATION, tokens §16).
 */
public final class SecurityParts {
  /** The owner. */
  public static final int OWNER = 0x01;

  /** The group. */
  public static final int GROUP = 0x02;

  /** The DACL. */
  public static final int DACL = 0x04;

  /** The SACL as a whole. */
  public static final int SACL = 0x08;

  /** The mandatory label alone. */
  public static final int LABEL = 0x10;

  /** The flags that a request about a handle carries: AT_EMPTY_PATH and AT_SYMLINK_NOFOLLOW. */
  public static final int FLAGS = 0x1000 | 0x100;

  private static final int ALL = OWNER | GROUP | DACL | SACL | LABEL;
  private static final int DACL_CONTROL =
      SdControl.DACL_DEFAULTED
          | SdControl.DACL_TRUSTED
          | SdControl.DACL_AUTO_INHERIT_REQ
          | SdControl.DACL_AUTO_INHERITED
          | SdControl.DACL_PROTECTED;
  private static final int SACL_CONTROL =
      SdControl.SACL_DEFAULTED
          | SdControl.SACL_AUTO_INHERIT_REQ
          | SdControl.SACL_AUTO_INHERITED
          | SdControl.SACL_PROTECTED;

  private SecurityParts() {}

  /** Whether {@code parts} names something, nothing unknown, and not both the SACL and the label in it. */
  public static boolean isValid(int parts) {
    return parts != 0 && (parts & ~ALL) == 0 && !has(parts, SACL | LABEL);
  }

  /** Whether {@code parts} names all of {@code wanted}. */
  public static boolean has(int parts, int wanted) {
    return (parts & wanted) == wanted;
  }

  /** The rights that reading these parts needs. */
  public static int rightsToGet(int parts) {
    return ((parts & ~SACL) != 0 ? AccessMask.READ_CONTROL : 0)
        | (has(parts, SACL) ? AccessMask.ACCESS_SYSTEM_SECURITY : 0);
  }

  /** The rights that replacing these parts needs. */
  public static int rightsToSet(int parts) {
    return ((parts & (OWNER | GROUP | LABEL)) != 0 ? AccessMask.WRITE_OWNER : 0)
        | (has(parts, DACL) ? AccessMask.WRITE_DAC : 0)
        | (has(parts, SACL) ? AccessMask.ACCESS_SYSTEM_SECURITY : 0);
  }

  /** These parts of {@code whole} as a descriptor of their own, with their control bits; what is missing stays out. */
  public static SecurityDescriptor subset(SecurityDescriptor whole, int parts) {
    SecurityDescriptorBuilder subset = SecurityDescriptor.builder();
    if (has(parts, LABEL)) {
      BasicAce label = Labels.effective(whole.sacl());
      subset.sacl(label == null ? null : Acl.of(label));
    }
    copy(subset, whole, parts);
    return subset.control(whole.control() & controlOf(parts)).build();
  }

  /**
   * {@code before} with these parts and their control bits taken from {@code input}; the label from its SACL alone.
   *
   * @throws IllegalArgumentException if the result would have more than 65535 bytes
   */
  public static SecurityDescriptor replaced(SecurityDescriptor before, SecurityDescriptor input, int parts) {
    SecurityDescriptorBuilder after = before.toBuilder();
    if (has(parts, LABEL)) {
      after.sacl(Labels.replace(before.sacl(), Labels.effective(input.sacl())));
    }
    copy(after, input, parts);
    int replacedControl = controlOf(parts);
    return after.control((before.control() & ~replacedControl) | (input.control() & replacedControl)).build();
  }

  private static void copy(SecurityDescriptorBuilder to, SecurityDescriptor from, int parts) {
    if (has(parts, OWNER)) {
      to.owner(from.owner());
    }
    if (has(parts, GROUP)) {
      to.group(from.group());
    }
    if (has(parts, DACL)) {
      to.dacl(from.dacl());
    }
    if (has(parts, SACL)) {
      to.sacl(from.sacl());
    }
  }

  private static int controlOf(int parts) {
    return (has(parts, OWNER) ? SdControl.OWNER_DEFAULTED : 0)
        | (has(parts, GROUP) ? SdControl.GROUP_DEFAULTED : 0)
        | (has(parts, DACL) ? DACL_CONTROL : 0)
        | (has(parts, SACL) ? SACL_CONTROL : 0);
  }
}
