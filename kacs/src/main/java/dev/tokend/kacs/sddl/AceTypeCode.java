package dev.tokend.kacs.sddl;

import dev.tokend.kacs.catalog.AceType;
import org.jspecify.annotations.Nullable;

/** The type codes of ACEs (security-descriptors §4.3). */
final class AceTypeCode {
  private AceTypeCode() {}

  /** The code, or null for a type without one. */
  static @Nullable String of(AceType type) {
    // Two codes that KACS and Windows lack, and one of Windows for entries that are opaque here [choice].
    return switch (type.value()) {
      case 0x0E -> "XL";
      case 0x10 -> "ZL";
      case 0x15 -> null;
      default -> type.sddl();
    };
  }

  /** The type of a code in upper case, or null. */
  static @Nullable AceType parse(String code) {
    return switch (code) {
      case "A" -> AceType.ACCESS_ALLOWED;
      case "D" -> AceType.ACCESS_DENIED;
      case "AU" -> AceType.SYSTEM_AUDIT;
      case "AL" -> AceType.SYSTEM_ALARM;
      case "OA" -> AceType.ACCESS_ALLOWED_OBJECT;
      case "OD" -> AceType.ACCESS_DENIED_OBJECT;
      case "OU" -> AceType.SYSTEM_AUDIT_OBJECT;
      case "OL" -> AceType.SYSTEM_ALARM_OBJECT;
      case "XA" -> AceType.ACCESS_ALLOWED_CALLBACK;
      case "XD" -> AceType.ACCESS_DENIED_CALLBACK;
      case "ZA" -> AceType.ACCESS_ALLOWED_CALLBACK_OBJECT;
      case "ZD" -> AceType.ACCESS_DENIED_CALLBACK_OBJECT;
      case "XU" -> AceType.SYSTEM_AUDIT_CALLBACK;
      case "XL" -> AceType.SYSTEM_ALARM_CALLBACK;
      case "ZU" -> AceType.SYSTEM_AUDIT_CALLBACK_OBJECT;
      case "ZL" -> AceType.SYSTEM_ALARM_CALLBACK_OBJECT;
      case "ML" -> AceType.SYSTEM_MANDATORY_LABEL;
      case "RA" -> AceType.SYSTEM_RESOURCE_ATTRIBUTE;
      case "SP" -> AceType.SYSTEM_SCOPED_POLICY_ID;
      case "TL" -> AceType.SYSTEM_PROCESS_TRUST_LABEL;
      default -> null;
    };
  }
}
