package dev.tokend.kacs.condition;

import org.jspecify.annotations.Nullable;

/** The operators that ask whether SIDs are among the caller's groups (conditions §3, §4.4). */
public enum MembershipOperator implements Token {
  /** Every SID is a group of the user. */
  MEMBER_OF(0x89, "Member_of"),
  /** Every SID is a group of the device. */
  DEVICE_MEMBER_OF(0x8A, "Device_Member_of"),
  /** Some SID is a group of the user. */
  MEMBER_OF_ANY(0x8B, "Member_of_Any"),
  /** Some SID is a group of the device. */
  DEVICE_MEMBER_OF_ANY(0x8C, "Device_Member_of_Any"),
  /** Some SID is no group of the user. */
  NOT_MEMBER_OF(0x90, "Not_Member_of"),
  /** Some SID is no group of the device. */
  NOT_DEVICE_MEMBER_OF(0x91, "Not_Device_Member_of"),
  /** No SID is a group of the user. */
  NOT_MEMBER_OF_ANY(0x92, "Not_Member_of_Any"),
  /** No SID is a group of the device. */
  NOT_DEVICE_MEMBER_OF_ANY(0x93, "Not_Device_Member_of_Any");

  private final int opcode;
  private final String symbol;

  MembershipOperator(int opcode, String symbol) {
    this.opcode = opcode;
    this.symbol = symbol;
  }

  /** The byte code. */
  public int opcode() {
    return opcode;
  }

  /** The text, in its canonical case. */
  public String symbol() {
    return symbol;
  }

  /** Whether the device groups are asked, not the user's. */
  public boolean asksDevice() {
    return switch (this) {
      case DEVICE_MEMBER_OF, DEVICE_MEMBER_OF_ANY, NOT_DEVICE_MEMBER_OF, NOT_DEVICE_MEMBER_OF_ANY -> true;
      case MEMBER_OF, MEMBER_OF_ANY, NOT_MEMBER_OF, NOT_MEMBER_OF_ANY -> false;
    };
  }

  /** Whether one member is enough; otherwise every SID must be a member (E11). */
  public boolean asksAny() {
    return switch (this) {
      case MEMBER_OF_ANY, DEVICE_MEMBER_OF_ANY, NOT_MEMBER_OF_ANY, NOT_DEVICE_MEMBER_OF_ANY -> true;
      case MEMBER_OF, DEVICE_MEMBER_OF, NOT_MEMBER_OF, NOT_DEVICE_MEMBER_OF -> false;
    };
  }

  /** Whether the answer is inverted. */
  public boolean isNegated() {
    return opcode >= NOT_MEMBER_OF.opcode;
  }

  static @Nullable MembershipOperator ofOpcode(int opcode) {
    return switch (opcode) {
      case 0x89 -> MEMBER_OF;
      case 0x8A -> DEVICE_MEMBER_OF;
      case 0x8B -> MEMBER_OF_ANY;
      case 0x8C -> DEVICE_MEMBER_OF_ANY;
      case 0x90 -> NOT_MEMBER_OF;
      case 0x91 -> NOT_DEVICE_MEMBER_OF;
      case 0x92 -> NOT_MEMBER_OF_ANY;
      case 0x93 -> NOT_DEVICE_MEMBER_OF_ANY;
      default -> null;
    };
  }
}
