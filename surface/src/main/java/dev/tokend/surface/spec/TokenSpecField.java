package dev.tokend.surface.spec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a token spec in the order in which they are printed: who, what, with which rights, under which limits.
 * Each has its name of formats §9.1; a section has the one name that its offset and its length or count share.
 */
public enum TokenSpecField {
  VERSION("version", 0, 4),
  USER_SID("user_sid", 88, 4),
  USER_DENY_ONLY("user_deny_only", 158, 1),
  TOKEN_TYPE("token_type", 4, 1),
  IMPERSONATION_LEVEL("impersonation_level", 5, 1),
  INTEGRITY_RID("integrity_rid", 8, 4),
  MANDATORY_POLICY("mandatory_policy", 12, 4),
  AUDIT_POLICY("audit_policy", 44, 4),
  LOGON_SESSION_ID("logon_session_id", 56, 8),
  ORIGIN("origin", 176, 8),
  INTERACTIVITY_SCOPE("interactivity_scope", 184, 4),
  EXPIRATION("expiration", 48, 8),
  SOURCE_NAME("source_name", 72, 8),
  SOURCE_ID("source_id", 80, 8),
  GROUPS("groups", 92, 8),
  OWNER_SID_INDEX("owner_sid_index", 64, 4),
  PRIMARY_GROUP_INDEX("primary_group_index", 68, 4),
  PRIVS_PRESENT("privs_present", 16, 8),
  PRIVS_ENABLED("privs_enabled", 24, 8),
  DEFAULT_DACL("default_dacl", 100, 8),
  USER_CLAIMS("user_claims", 108, 8),
  DEVICE_CLAIMS("device_claims", 116, 8),
  DEVICE_GROUPS("device_groups", 124, 8),
  RESTRICTED_SIDS("restricted_sids", 132, 8),
  RESTRICTED_DEVICE_GROUPS("restricted_device_groups", 168, 8),
  WRITE_RESTRICTED("write_restricted", 157, 1),
  CONFINEMENT_SID("confinement_sid", 140, 8),
  CONFINEMENT_CAPS("confinement_caps", 148, 8),
  CONFINEMENT_EXEMPT("confinement_exempt", 156, 1),
  ISOLATION_BOUNDARY("isolation_boundary", 159, 1),
  PROJECTED_UID("projected_uid", 36, 4),
  PROJECTED_GID("projected_gid", 40, 4),
  SUPP_GIDS("supp_gids", 160, 8);

  private final String json;
  private final int headerOffset;
  private final int size;

  TokenSpecField(String json, int headerOffset, int size) {
    this.json = json;
    this.headerOffset = headerOffset;
    this.size = size;
  }

  /** Its name in formats §9.1 and in text. */
  public String json() {
    return json;
  }

  /**
   * The field that a byte of the binary header belongs to, for an error about it; null for a reserved byte and for what
   * is behind the header.
   */
  public static @Nullable TokenSpecField atOffset(int offset) {
    for (TokenSpecField field : values()) {
      if (offset >= field.headerOffset && offset < field.headerOffset + field.size) {
        return field;
      }
    }
    return null;
  }

  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (TokenSpecField field : values()) {
      names.add(field.json);
    }
    return names;
  }
}
