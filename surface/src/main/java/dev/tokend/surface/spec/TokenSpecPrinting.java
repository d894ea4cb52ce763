package dev.tokend.surface.spec;

import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.TokenSpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints every field of a token spec. */
final class TokenSpecPrinting {
  private static final String NONE = "null";

  private final TokenSpec spec;
  private final SidWords sids;
  private final JsonLines out;

  private TokenSpecPrinting(TokenSpec spec, SpecStyle style) {
    this.spec = spec;
    this.sids = new SidWords(style);
    this.out = new JsonLines(style.commented());
  }

  static String print(TokenSpec spec, SpecStyle style, List<String> remarks) {
    TokenSpecPrinting printing = new TokenSpecPrinting(spec, style);
    for (String remark : remarks) {
      printing.out.remark(remark);
    }
    Schema.print(printing.out, style);
    for (TokenSpecField field : TokenSpecField.values()) {
      printing.field(field);
    }
    return printing.out.end();
  }

  private void field(TokenSpecField field) {
    String name = field.json();
    switch (field) {
      case VERSION -> member(name, "2");
      case USER_SID -> sid(name, spec.user());
      case USER_DENY_ONLY -> truth(name, spec.restriction().userDenyOnly());
      case TOKEN_TYPE -> member(name, JsonLines.quote(Words.of(spec.type())));
      case IMPERSONATION_LEVEL -> member(name, JsonLines.quote(Words.of(spec.impersonationLevel())));
      case INTEGRITY_RID -> member(name, integrity());
      case MANDATORY_POLICY ->
          member(name, JsonLines.list(FlagWords.MANDATORY_POLICY.print(spec.policies().mandatory())));
      case AUDIT_POLICY -> member(name, JsonLines.list(FlagWords.AUDIT_POLICY.print(spec.policies().audit())));
      case LOGON_SESSION_ID -> u64(name, spec.logonSessionId());
      case ORIGIN -> noneOrU64(name, spec.origin(), "");
      case INTERACTIVITY_SCOPE -> u32(name, spec.interactivityScope());
      case EXPIRATION -> noneOrU64(name, spec.expiration(), date(spec.expiration()));
      case SOURCE_NAME -> member(name, JsonLines.quote(spec.source().displayName()));
      case SOURCE_ID -> u64(name, spec.source().id());
      case GROUPS -> sids.print(out, name, spec.groups(), true);
      case OWNER_SID_INDEX -> index(name, spec.ownerIndex());
      case PRIMARY_GROUP_INDEX -> index(name, spec.primaryGroupIndex());
      case PRIVS_PRESENT -> privileges(name, spec.privilegesPresent());
      case PRIVS_ENABLED -> privileges(name, spec.privilegesEnabled());
      case DEFAULT_DACL -> member(name, DaclText.print(spec.defaultDacl()));
      case USER_CLAIMS -> ClaimWords.print(out, name, spec.userClaims(), sids);
      case DEVICE_CLAIMS -> ClaimWords.print(out, name, spec.device().claims(), sids);
      case DEVICE_GROUPS -> sids.print(out, name, spec.device().groups(), false);
      case RESTRICTED_SIDS -> sids.print(out, name, spec.restriction().sids(), false);
      case RESTRICTED_DEVICE_GROUPS -> sids.print(out, name, spec.device().restrictedGroups(), false);
      case WRITE_RESTRICTED -> truth(name, spec.restriction().writeRestricted());
      case CONFINEMENT_SID -> sid(name, spec.confinement().sid());
      case CONFINEMENT_CAPS -> sids.print(out, name, spec.confinement().capabilities(), false);
      case CONFINEMENT_EXEMPT -> truth(name, spec.confinement().exempt());
      case ISOLATION_BOUNDARY -> truth(name, spec.confinement().isolationBoundary());
      case PROJECTED_UID -> u32(name, spec.projection().uid());
      case PROJECTED_GID -> u32(name, spec.projection().gid());
      case SUPP_GIDS -> gids(name);
    }
  }

  private void member(String name, String json) {
    out.member(name, json, "");
  }

  private void truth(String name, boolean value) {
    member(name, value ? "true" : "false");
  }

  private void u32(String name, int value) {
    member(name, Integer.toUnsignedString(value));
  }

  private void u64(String name, long value) {
    member(name, JsonLines.quote(Long.toUnsignedString(value)));
  }

  private void noneOrU64(String name, long value, String comment) {
    out.member(name, value == 0 ? NONE : JsonLines.quote(Long.toUnsignedString(value)), comment);
  }

  private void sid(String name, @Nullable Sid sid) {
    if (sid == null) {
      member(name, NONE);
    } else {
      out.member(name, sids.print(sid), sids.comment(sid));
    }
  }

  private String integrity() {
    IntegrityLevel level = IntegrityLevel.byValue(spec.integrityLevel());
    return level == null
        ? Integer.toUnsignedString(spec.integrityLevel())
        : JsonLines.quote(Words.of(level));
  }

  /** An index, with the SID that it stands for. */
  private void index(String name, int index) {
    Sid sid = index == 0 ? spec.user() : spec.groups().get(index - 1).sid();
    String label = sids.comment(sid);
    out.member(name, Integer.toString(index), index == 0 ? "the user" : label.isEmpty() ? sid.toString() : label);
  }

  private void privileges(String name, long mask) {
    List<String> json = new ArrayList<>();
    for (String privilege : PrivilegeWords.print(mask)) {
      json.add(JsonLines.quote(privilege));
    }
    out.words(name, json);
  }

  private void gids(String name) {
    List<String> json = new ArrayList<>();
    for (int gid : spec.projection().supplementaryGids()) {
      json.add(Integer.toUnsignedString(gid));
    }
    out.words(name, json);
  }

  /** Unix seconds as a date in UTC; empty for a number that is none. */
  private static String date(long unixSeconds) {
    try {
      return unixSeconds <= 0 ? "" : Instant.ofEpochSecond(unixSeconds).toString();
    } catch (DateTimeException e) {
      return "";
    }
  }
}
