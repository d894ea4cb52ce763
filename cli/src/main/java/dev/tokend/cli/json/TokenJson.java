package dev.tokend.cli.json;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.view.Fields;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.TokenField;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.kacs.token.Statistics;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.surface.protocol.TokenFacts;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a token as JSON. One field has one shape, whichever subcommand prints it. */
public final class TokenJson {
  private final JsonDocument document;
  private final JsonWriter out;
  private final TokenView token;

  /**
   * @param document where to write
   * @param token what to write of
   */
  public TokenJson(JsonDocument document, TokenView token) {
    this.document = document;
    this.out = document.out();
    this.token = token;
  }

  /** The member {@code token} with these fields. */
  public void write(Fields fields) throws IOException {
    out.name("token").beginObject();
    for (TokenField field : fields.list()) {
      out.name(field.json());
      value(field);
    }
    out.endObject();
  }

  /** The value of one field. */
  public void value(TokenField field) throws IOException {
    switch (field) {
      case USER -> document.sid(token.user());
      case USER_DENY_ONLY -> out.value(token.facts().userDenyOnly());
      case OWNER -> document.sid(token.owner());
      case PRIMARY_GROUP -> document.sid(token.primaryGroup());
      case INTEGRITY -> integrity(document, token.integrity());
      case MANDATORY_POLICY ->
          document.mask(token.mandatoryPolicy(), FlagNames.mandatoryPolicy(token.mandatoryPolicy()));
      case TYPE -> word(token.type());
      case IMPERSONATION_LEVEL -> word(level());
      case ELEVATION -> word(token.elevation());
      case GROUPS -> groups(token.groups());
      case PRIVILEGES -> privileges(token.privileges());
      case COUNTS -> counts();
      case RESTRICTED -> out.value(token.isRestricted());
      case WRITE_RESTRICTED -> out.value(token.facts().writeRestricted());
      case RESTRICTED_SIDS -> groups(token.restrictedSids());
      case RESTRICTED_DEVICE_GROUPS -> groups(token.facts().restrictedDeviceGroups());
      case CONFINED -> out.value(token.isConfined());
      case CONFINEMENT_SID -> document.sid(token.confinementSid());
      case CAPABILITIES -> groups(token.capabilities());
      case CONFINEMENT_EXEMPT -> out.value(token.facts().confinementExempt());
      case ISOLATION_BOUNDARY -> out.value(token.facts().isolationBoundary());
      case DEVICE_GROUPS -> groups(token.deviceGroups());
      case USER_CLAIMS -> ClaimsJson.write(document, token.userClaims());
      case DEVICE_CLAIMS -> ClaimsJson.write(document, token.deviceClaims());
      case DEFAULT_DACL -> AclJson.write(document, token.defaultDacl());
      case LOGON_TYPE -> word(token.logonType());
      case LOGON_SID -> document.sid(token.logonSid());
      case SESSION -> session(token.facts().session());
      case INTERACTIVITY_SCOPE -> out.value(Integer.toUnsignedLong(token.interactivityScope()));
      case ORIGIN -> number(token.origin());
      case SOURCE -> source(token.source());
      case DERIVED -> out.value(token.facts().derived());
      case STATISTICS -> statistics(token.statistics());
      case CREATED -> document.time(token.facts().createdAt());
      case AUDIT_POLICY ->
          document.mask(token.facts().auditPolicy(), FlagNames.auditPolicy(token.facts().auditPolicy()));
      case PROJECTED_UID -> out.value(Integer.toUnsignedLong(token.facts().projectedUid()));
      case PROJECTED_GID -> out.value(Integer.toUnsignedLong(token.facts().projectedGid()));
      case PROJECTED_GIDS -> gids(token.supplementaryGids());
    }
  }

  /** The level, null for a primary token: it has none. A token whose type was not read has the level it says. */
  private @Nullable ImpersonationLevel level() {
    boolean primary = token.has(QueryClass.TYPE) && token.type() == TokenType.PRIMARY;
    return primary ? null : token.impersonationLevel();
  }

  private void word(@Nullable Enum<?> constant) throws IOException {
    out.value(constant == null ? null : FlagNames.word(constant));
  }

  /** A session number, null for 0. */
  private void number(long session) throws IOException {
    out.value(session == 0 ? null : Long.toUnsignedString(session));
  }

  /** An integrity level in its one shape. */
  static void integrity(JsonDocument document, Sid label) throws IOException {
    IntegrityLevel level = IntegrityLevel.byValue(label.rid());
    JsonWriter out = document.out();
    out.beginObject();
    out.name("level").value(Integer.toUnsignedLong(label.rid()));
    out.name("word").value(level == null ? null : FlagNames.word(level));
    out.name("label");
    document.sid(label);
    out.endObject();
  }

  private void groups(List<SidAndAttributes> groups) throws IOException {
    out.beginArray();
    for (SidAndAttributes group : groups) {
      out.beginObject();
      out.name("group");
      document.sid(group.sid());
      out.name("attributes");
      document.mask(group.attributes(), FlagNames.groupAttributes(group.attributes()));
      out.endObject();
    }
    out.endArray();
  }

  private void privileges(Privileges privileges) throws IOException {
    out.beginObject();
    words("present", privileges.present());
    words("enabled", privileges.enabled());
    words("enabled_by_default", privileges.enabledByDefault());
    words("used", privileges.used());
    out.endObject();
  }

  private void words(String name, long mask) throws IOException {
    out.name(name);
    document.mask(mask, FlagNames.privileges(mask));
  }

  private void counts() throws IOException {
    Privileges privileges = token.privileges();
    out.beginObject();
    out.name("groups").value(token.groups().size());
    out.name("privileges").value(Long.bitCount(privileges.present()));
    out.name("privileges_enabled").value(Long.bitCount(privileges.enabled()));
    out.endObject();
  }

  private void session(TokenFacts.SessionFacts session) throws IOException {
    out.beginObject();
    out.name("id");
    document.unsigned(session.id());
    out.name("dead").value(session.dead());
    out.name("logon_type");
    word(session.logonType());
    out.name("auth_package").value(session.authPackage());
    out.name("created");
    document.time(session.createdAt());
    out.name("user");
    document.sid(session.user());
    out.endObject();
  }

  private void source(TokenSource source) throws IOException {
    out.beginObject();
    out.name("name").value(source.displayName());
    out.name("bytes").value(JsonDocument.hex(source.name().toByteArray()));
    out.name("id");
    document.unsigned(source.id());
    out.endObject();
  }

  private void statistics(Statistics statistics) throws IOException {
    out.beginObject();
    out.name("token_id");
    document.unsigned(statistics.tokenId());
    out.name("session");
    document.unsigned(statistics.authId());
    out.name("modified_id");
    document.unsigned(statistics.modifiedId());
    out.name("type");
    word(statistics.type());
    out.name("expiration");
    if (statistics.expiration() == 0) {
      out.nullValue();
    } else {
      document.time(statistics.expiration());
    }
    out.endObject();
  }

  private void gids(List<Integer> gids) throws IOException {
    out.beginArray();
    for (int gid : gids) {
      out.value(Integer.toUnsignedLong(gid));
    }
    out.endArray();
  }
}
