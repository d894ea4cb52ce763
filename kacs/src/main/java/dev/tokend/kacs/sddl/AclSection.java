package dev.tokend.kacs.sddl;

import dev.tokend.kacs.sd.SdControl;

/** Which of the two ACLs of a descriptor a section holds, with its letter and the control bits its flags stand for. */
public enum AclSection {
  /** {@code D:} */
  DACL('D', SdControl.DACL_PROTECTED, SdControl.DACL_AUTO_INHERIT_REQ, SdControl.DACL_AUTO_INHERITED),
  /** {@code S:} */
  SACL('S', SdControl.SACL_PROTECTED, SdControl.SACL_AUTO_INHERIT_REQ, SdControl.SACL_AUTO_INHERITED);

  private final char letter;
  private final int protectedBit;
  private final int autoInheritReqBit;
  private final int autoInheritedBit;

  AclSection(char letter, int protectedBit, int autoInheritReqBit, int autoInheritedBit) {
    this.letter = letter;
    this.protectedBit = protectedBit;
    this.autoInheritReqBit = autoInheritReqBit;
    this.autoInheritedBit = autoInheritedBit;
  }

  /** The letter before the colon. */
  public char letter() {
    return letter;
  }

  /** The control bit of the flag {@code P}. */
  int protectedBit() {
    return protectedBit;
  }

  /** The control bit of the flag {@code AR}. */
  int autoInheritReqBit() {
    return autoInheritReqBit;
  }

  /** The control bit of the flag {@code AI}. */
  int autoInheritedBit() {
    return autoInheritedBit;
  }

  /** All control bits that have a flag. */
  int flagBits() {
    return protectedBit | autoInheritReqBit | autoInheritedBit;
  }
}
