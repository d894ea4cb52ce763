package dev.tokend.cli.view;

import dev.tokend.kacs.catalog.AccessRights;
import dev.tokend.kacs.catalog.AceFlag;
import dev.tokend.kacs.catalog.AuditPolicyFlag;
import dev.tokend.kacs.catalog.ClaimFlag;
import dev.tokend.kacs.catalog.GroupAttribute;
import dev.tokend.kacs.catalog.MandatoryPolicyFlag;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.Right;
import dev.tokend.kacs.catalog.SdControlFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The bits of a mask by name. Attributes, flags and policies are lower-case words; privileges and access rights have
 * their proper names. What has no name comes last as one number, {@code 0x...}.
 */
public final class FlagNames {
  private FlagNames() {}

  /** The word for a constant: {@code NETWORK_CLEARTEXT} is {@code network-cleartext}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The attributes of a group (formats §3). */
  public static List<String> groupAttributes(int attributes) {
    List<String> names = new ArrayList<>();
    int left = attributes;
    for (GroupAttribute attribute : GroupAttribute.values()) {
      String word = attribute == GroupAttribute.USE_FOR_DENY_ONLY ? "deny-only" : word(attribute);
      left = take(left, attribute.value(), word, names);
    }
    return rest(left, names);
  }

  /** The flags of a claim (formats §4.4). */
  public static List<String> claimFlags(int flags) {
    List<String> names = new ArrayList<>();
    int left = flags;
    for (ClaimFlag flag : ClaimFlag.values()) {
      left = take(left, flag.value(), claimWord(flag), names);
    }
    return rest(left, names);
  }

  /** The flags of an entry of an ACL (formats §5.2). */
  public static List<String> aceFlags(int flags) {
    List<String> names = new ArrayList<>();
    int left = flags;
    for (AceFlag flag : AceFlag.values()) {
      left = take(left, flag.value(), word(flag), names);
    }
    return rest(left, names);
  }

  /** The control word of a security descriptor, but for the bit that every one has (security-descriptors §2.1). */
  public static List<String> descriptorControl(int control) {
    List<String> names = new ArrayList<>();
    int left = control & ~SdControlFlag.SELF_RELATIVE.value();
    for (SdControlFlag flag : SdControlFlag.values()) {
      if (flag != SdControlFlag.SELF_RELATIVE) {
        left = take(left, flag.value(), word(flag), names);
      }
    }
    return rest(left, names);
  }

  /** The mandatory policy of a token (formats §4.4). */
  public static List<String> mandatoryPolicy(int policy) {
    List<String> names = new ArrayList<>();
    int left = policy;
    for (MandatoryPolicyFlag flag : MandatoryPolicyFlag.values()) {
      left = take(left, flag.value(), word(flag), names);
    }
    return rest(left, names);
  }

  /** The audit policy of a token (formats §4.4). */
  public static List<String> auditPolicy(int policy) {
    List<String> names = new ArrayList<>();
    int left = policy;
    for (AuditPolicyFlag flag : AuditPolicyFlag.values()) {
      left = take(left, flag.value(), word(flag), names);
    }
    return rest(left, names);
  }

  /**
   * The rights of an entry whose object is of a type not known yet: the standard, special and generic ones by name, the
   * object's own as a number.
   */
  public static List<String> rights(int mask) {
    List<String> names = new ArrayList<>();
    int left = mask;
    for (Right right : AccessRights.common()) {
      if (!right.composite()) {
        left = take(left, right.mask(), right.name(), names);
      }
    }
    return rest(left, names);
  }

  /** Privileges by bit; a bit without a privilege is {@code bit-40}. */
  public static List<String> privileges(long mask) {
    List<String> names = new ArrayList<>();
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if ((mask >>> bit & 1) != 0) {
        names.add(privilege(bit));
      }
    }
    return names;
  }

  /** The name of the privilege of a bit, or {@code bit-40}. */
  public static String privilege(int bit) {
    Privilege privilege = Privilege.byBit(bit);
    return privilege == null ? "bit-" + bit : privilege.fullName();
  }

  private static String claimWord(ClaimFlag flag) {
    return switch (flag) {
      case VALUE_CASE_SENSITIVE -> "case-sensitive";
      case USE_FOR_DENY_ONLY -> "deny-only";
      case NON_INHERITABLE, DISABLED_BY_DEFAULT, DISABLED, MANDATORY -> word(flag);
    };
  }

  private static int take(int left, int bits, String word, List<String> names) {
    if ((left & bits) != bits) {
      return left;
    }
    names.add(word);
    return left & ~bits;
  }

  private static List<String> rest(int left, List<String> names) {
    if (left != 0) {
      names.add("0x" + Integer.toHexString(left));
    }
    return names;
  }
}
