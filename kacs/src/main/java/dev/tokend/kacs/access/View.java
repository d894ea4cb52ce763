package dev.tokend.kacs.access;

/**
 * As whom a DACL is read: the three passes over it ask the same questions of different SID sets (KACS v0.22 §10.4,
 * §10.6; the membership columns are those of conditional-expressions §4.4).
 */
public enum View {
  /** As the user and the groups of the token. */
  NORMAL(
      SidFacts.PRESENT,
      SidFacts.ALLOW, SidFacts.DENY,
      SidFacts.GROUP_ALLOW, SidFacts.GROUP_DENY,
      SidFacts.DEVICE_ALLOW, SidFacts.DEVICE_DENY),

  /** As the restricting SIDs alone. */
  RESTRICTED(
      SidFacts.RESTRICTING,
      SidFacts.RESTRICTING, SidFacts.RESTRICTING,
      SidFacts.RESTRICTING, SidFacts.RESTRICTING,
      SidFacts.RESTRICTING_DEVICE_ALLOW, SidFacts.RESTRICTING_DEVICE_DENY),

  /**
   * As the package and its capabilities alone. Member_of sees the real groups, Device_Member_of the confinement set:
   * the sources are incoherent here (conditional-expressions §8, E8), and these are the two lines to change.
   */
  CONFINEMENT(
      SidFacts.CONFINING,
      SidFacts.CONFINING, SidFacts.CONFINING,
      SidFacts.GROUP_ALLOW, SidFacts.GROUP_DENY,
      SidFacts.CONFINING, SidFacts.CONFINING);

  private final int owner;
  private final int allow;
  private final int deny;
  private final int memberAllow;
  private final int memberDeny;
  private final int deviceAllow;
  private final int deviceDeny;

  View(int owner, int allow, int deny, int memberAllow, int memberDeny, int deviceAllow, int deviceDeny) {
    this.owner = owner;
    this.allow = allow;
    this.deny = deny;
    this.memberAllow = memberAllow;
    this.memberDeny = memberDeny;
    this.deviceAllow = deviceAllow;
    this.deviceDeny = deviceDeny;
  }

  /** The facts of the owner's SID, one of which makes the subject the owner. */
  int ownerFacts() {
    return owner;
  }

  /** The facts of an ACE's SID, one of which makes an ACE of that side match. */
  int matchFacts(boolean allowSide) {
    return allowSide ? allow : deny;
  }

  /** The facts of a SID, one of which makes it a group for Member_of. */
  int memberFacts(boolean allowSide) {
    return allowSide ? memberAllow : memberDeny;
  }

  /** The facts of a SID, one of which makes it a device group for Device_Member_of. */
  int deviceFacts(boolean allowSide) {
    return allowSide ? deviceAllow : deviceDeny;
  }

  /** Whether OWNER RIGHTS and PRINCIPAL SELF keep their meaning as operands of Device_Member_of. */
  boolean deviceKnowsOwnerAndSelf() {
    return this != NORMAL;
  }

  /** Whether the owner has READ_CONTROL and WRITE_DAC before the DACL is read. */
  boolean ownerHasImplicitRights() {
    return this != CONFINEMENT;
  }

  /** The stage that reads the DACL this way. */
  public Stage stage() {
    return switch (this) {
      case NORMAL -> Stage.DACL;
      case RESTRICTED -> Stage.RESTRICTED;
      case CONFINEMENT -> Stage.CONFINEMENT;
    };
  }
}
