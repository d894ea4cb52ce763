package dev.tokend.kacs.token;

/**
 * The offsets in the header of a token spec (formats §9.1), in bytes. Each section has an offset and a length or count.
 */
final class SpecHeader {
  static final int SIZE = 192;
  static final int VERSION_NUMBER = 2;

  static final int VERSION = 0;
  static final int TOKEN_TYPE = 4;
  static final int IMPERSONATION_LEVEL = 5;
  static final int RESERVED_0 = 6;
  static final int INTEGRITY_LEVEL = 8;
  static final int MANDATORY_POLICY = 12;
  static final int PRIVILEGES_PRESENT = 16;
  static final int PRIVILEGES_ENABLED = 24;
  static final int RESERVED_1 = 32;
  static final int PROJECTED_UID = 36;
  static final int PROJECTED_GID = 40;
  static final int AUDIT_POLICY = 44;
  static final int EXPIRATION = 48;
  static final int LOGON_SESSION_ID = 56;
  static final int OWNER_INDEX = 64;
  static final int PRIMARY_GROUP_INDEX = 68;
  static final int SOURCE = 72;
  static final int USER_SID = 88;
  static final int GROUPS = 92;
  static final int DEFAULT_DACL = 100;
  static final int USER_CLAIMS = 108;
  static final int DEVICE_CLAIMS = 116;
  static final int DEVICE_GROUPS = 124;
  static final int RESTRICTED_SIDS = 132;
  static final int CONFINEMENT_SID = 140;
  static final int CONFINEMENT_CAPABILITIES = 148;
  static final int CONFINEMENT_EXEMPT = 156;
  static final int WRITE_RESTRICTED = 157;
  static final int USER_DENY_ONLY = 158;
  static final int ISOLATION_BOUNDARY = 159;
  static final int SUPPLEMENTARY_GIDS = 160;
  static final int RESTRICTED_DEVICE_GROUPS = 168;
  static final int ORIGIN = 176;
  static final int INTERACTIVITY_SCOPE = 184;
  static final int RESERVED_3 = 188;

  /** The header fields that hold the offset of a section. */
  private static final int[] SECTIONS = {
    USER_SID, GROUPS, DEFAULT_DACL, USER_CLAIMS, DEVICE_CLAIMS, DEVICE_GROUPS, RESTRICTED_SIDS, CONFINEMENT_SID,
    CONFINEMENT_CAPABILITIES, SUPPLEMENTARY_GIDS, RESTRICTED_DEVICE_GROUPS
  };

  private SpecHeader() {}

  /** The header fields that hold the offset of a section, in header order. */
  static int[] sections() {
    return SECTIONS.clone();
  }
}
