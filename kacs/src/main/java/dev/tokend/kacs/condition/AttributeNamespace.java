package dev.tokend.kacs.condition;

import org.jspecify.annotations.Nullable;

/** Whose claims an attribute name is looked up in, with its byte code and its text prefix (conditions §2.2, §3). */
public enum AttributeNamespace {
  /** The claims passed with the request. */
  LOCAL(0xF8, "Local"),
  /** The user claims of the token. */
  USER(0xF9, "User"),
  /** The resource attributes of the object's SACL. */
  RESOURCE(0xFA, "Resource"),
  /** The device claims of the token. */
  DEVICE(0xFB, "Device");

  private final int opcode;
  private final String label;

  AttributeNamespace(int opcode, String label) {
    this.opcode = opcode;
    this.label = label;
  }

  /** The byte code of an attribute of this namespace. */
  public int opcode() {
    return opcode;
  }

  /** The word between {@code @} and the dot in text: "User". */
  public String label() {
    return label;
  }

  static @Nullable AttributeNamespace ofOpcode(int opcode) {
    return switch (opcode) {
      case 0xF8 -> LOCAL;
      case 0xF9 -> USER;
      case 0xFA -> RESOURCE;
      case 0xFB -> DEVICE;
      default -> null;
    };
  }
}
