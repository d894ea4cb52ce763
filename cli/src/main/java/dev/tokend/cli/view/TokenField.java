package dev.tokend.cli.view;

import dev.tokend.kacs.catalog.QueryClass;
import org.jspecify.annotations.Nullable;

/**
 * What can be printed of a token, in the order of {@code show --all}, with what has to be read for it. The names are
 * those of the JSON members.
 */
public enum TokenField {
  USER("user", QueryClass.USER),
  USER_DENY_ONLY("user_deny_only"),
  OWNER("owner", QueryClass.OWNER),
  PRIMARY_GROUP("primary_group", QueryClass.PRIMARY_GROUP),
  INTEGRITY("integrity", QueryClass.INTEGRITY_LEVEL),
  MANDATORY_POLICY("mandatory_policy", QueryClass.MANDATORY_POLICY),
  TYPE("type", QueryClass.TYPE),
  IMPERSONATION_LEVEL("impersonation_level", QueryClass.IMPERSONATION_LEVEL),
  ELEVATION("elevation", QueryClass.ELEVATION_TYPE),
  GROUPS("groups", QueryClass.GROUPS),
  PRIVILEGES("privileges", QueryClass.PRIVILEGES),
  /** How many groups and privileges, in place of their lists. */
  COUNTS("counts"),
  RESTRICTED("restricted"),
  WRITE_RESTRICTED("write_restricted"),
  RESTRICTED_SIDS("restricted_sids", QueryClass.RESTRICTED_SIDS),
  RESTRICTED_DEVICE_GROUPS("restricted_device_groups"),
  CONFINED("confined"),
  CONFINEMENT_SID("confinement_sid", QueryClass.APPCONTAINER_SID),
  CAPABILITIES("capabilities", QueryClass.CAPABILITIES),
  CONFINEMENT_EXEMPT("confinement_exempt"),
  ISOLATION_BOUNDARY("isolation_boundary"),
  DEVICE_GROUPS("device_groups", QueryClass.DEVICE_GROUPS),
  USER_CLAIMS("user_claims", QueryClass.USER_CLAIMS),
  DEVICE_CLAIMS("device_claims", QueryClass.DEVICE_CLAIMS),
  DEFAULT_DACL("default_dacl", QueryClass.DEFAULT_DACL),
  LOGON_TYPE("logon_type", QueryClass.LOGON_TYPE),
  LOGON_SID("logon_sid", QueryClass.LOGON_SID),
  SESSION("session"),
  INTERACTIVITY_SCOPE("interactivity_scope", QueryClass.INTERACTIVITY_SCOPE),
  ORIGIN("origin", QueryClass.ORIGIN),
  SOURCE("source", QueryClass.SOURCE),
  DERIVED("derived"),
  STATISTICS("statistics", QueryClass.STATISTICS),
  CREATED("created"),
  AUDIT_POLICY("audit_policy"),
  PROJECTED_UID("projected_uid"),
  PROJECTED_GID("projected_gid"),
  PROJECTED_GIDS("projected_supplementary_gids", QueryClass.PROJECTED_SUPPLEMENTARY_GIDS);

  private final String json;
  private final @Nullable QueryClass queryClass;

  TokenField(String json) {
    this.json = json;
    this.queryClass = null;
  }

  TokenField(String json, QueryClass queryClass) {
    this.json = json;
    this.queryClass = queryClass;
  }

  /** Its name in JSON. */
  public String json() {
    return json;
  }

  /** The class that it is the decoded payload of; null for one that is made of several or of the facts. */
  public @Nullable QueryClass queryClass() {
    return queryClass;
  }

  /** The field that decodes a class. */
  public static TokenField of(QueryClass queryClass) {
    for (TokenField field : values()) {
      if (field.queryClass == queryClass) {
        return field;
      }
    }
    throw new IllegalStateException("no field decodes class " + queryClass.className());
  }

  /** The classes to read for it: bit n asks for class n. */
  public int classes() {
    return switch (this) {
      case IMPERSONATION_LEVEL -> bit(QueryClass.IMPERSONATION_LEVEL) | bit(QueryClass.TYPE);
      case COUNTS -> bit(QueryClass.GROUPS) | bit(QueryClass.PRIVILEGES);
      case RESTRICTED -> bit(QueryClass.RESTRICTED_SIDS);
      case CONFINED -> bit(QueryClass.APPCONTAINER_SID);
      default -> {
        QueryClass own = queryClass;
        yield own == null ? 0 : bit(own);
      }
    };
  }

  /** Whether the facts that no class shows are needed for it. */
  public boolean needsFacts() {
    return switch (this) {
      case COUNTS -> false;
      default -> queryClass == null;
    };
  }

  private static int bit(QueryClass queryClass) {
    return 1 << queryClass.number();
  }
}
