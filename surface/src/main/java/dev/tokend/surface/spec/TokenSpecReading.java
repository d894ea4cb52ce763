package dev.tokend.surface.spec;

import static dev.tokend.surface.spec.TokenSpecField.*;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.SpecFault;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.kacs.token.TokenSpecBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the object of a text into a token spec. A field that is left out is zero, empty or none, as in formats §9.1.
 */
final class TokenSpecReading {
  private static final int SPEC_VERSION = 2;

  private final JsonValue.Members spec;

  private TokenSpecReading(JsonValue.Members spec) {
    this.spec = spec;
  }

  static TokenSpec read(JsonValue text) throws SpecTextException {
    List<String> names = TokenSpecField.names();
    names.add(Schema.FIELD);
    return new TokenSpecReading(text.members("an object with the fields of a token spec", names)).read();
  }

  private TokenSpec read() throws SpecTextException {
    try {
      TokenSpec read = build();
      // What has more than 64 KiB is no spec, and is refused here rather than where it is written.
      read.toByteArray();
      return read;
    } catch (SpecFault fault) {
      TokenSpecField field = atOffset(fault.headerOffset());
      JsonValue value = field == null ? null : optional(field);
      throw (value == null ? spec : value).place().fail(String.valueOf(fault.getMessage()));
    } catch (MalformedException e) {
      throw spec.place().fail("the spec " + e.reason());
    }
  }

  private TokenSpec build() throws SpecTextException {
    Schema.check(spec);
    version();
    TokenSpecBuilder builder = TokenSpec.builder(
        SidWords.read(spec.required(USER_SID.json())), Numbers.u64(spec.required(LOGON_SESSION_ID.json())));
    typeAndLevel(builder);
    return builder
        .integrityLevel(integrity())
        .policies(flags(MANDATORY_POLICY, FlagWords.MANDATORY_POLICY), flags(AUDIT_POLICY, FlagWords.AUDIT_POLICY))
        .privileges(privileges(PRIVS_PRESENT), privileges(PRIVS_ENABLED))
        .origin(u64(ORIGIN))
        .interactivityScope(u32(INTERACTIVITY_SCOPE, 0))
        .expiration(u64(EXPIRATION))
        .source(source())
        .groups(groups(GROUPS, TokenSpec.MAX_GROUPS))
        .defaults(u32(OWNER_SID_INDEX, 0), u32(PRIMARY_GROUP_INDEX, 0))
        .defaultDacl(dacl())
        .userClaims(claims(USER_CLAIMS))
        .device(new TokenSpec.Device(
            groups(DEVICE_GROUPS), groups(RESTRICTED_DEVICE_GROUPS), claims(DEVICE_CLAIMS)))
        .restriction(new TokenSpec.Restriction(
            groups(RESTRICTED_SIDS), truth(WRITE_RESTRICTED), truth(USER_DENY_ONLY)))
        .confinement(new TokenSpec.Confinement(
            sid(CONFINEMENT_SID), groups(CONFINEMENT_CAPS), truth(CONFINEMENT_EXEMPT), truth(ISOLATION_BOUNDARY)))
        .projection(new TokenSpec.Projection(
            u32(PROJECTED_UID, TokenSpec.Projection.UNMAPPED), u32(PROJECTED_GID, TokenSpec.Projection.UNMAPPED),
            gids()))
        .build();
  }

  private void version() throws SpecTextException {
    JsonValue version = optional(VERSION);
    if (version != null && Numbers.u32(version) != SPEC_VERSION) {
      throw version.place().fail("this is not version 2 of the token spec");
    }
  }

  private void typeAndLevel(TokenSpecBuilder builder) throws SpecTextException {
    JsonValue type = optional(TOKEN_TYPE);
    JsonValue level = optional(IMPERSONATION_LEVEL);
    ImpersonationLevel read = level == null
        ? ImpersonationLevel.ANONYMOUS
        : Words.read(level, List.of(ImpersonationLevel.values()), "impersonation level");
    if (type != null && Words.read(type, List.of(TokenType.values()), "token type") == TokenType.IMPERSONATION) {
      if (level == null) {
        throw type.place().fail("an impersonation token needs the field impersonation_level");
      }
      builder.impersonation(read);
    } else if (level != null && read != ImpersonationLevel.ANONYMOUS) {
      throw level.place().fail("a primary token has impersonation level anonymous");
    }
  }

  private int integrity() throws SpecTextException {
    JsonValue value = optional(INTEGRITY_RID);
    if (value == null) {
      return IntegrityLevel.MEDIUM.value();
    }
    boolean word = value instanceof JsonValue.Text text
        && !text.value().isEmpty()
        && !JsonScanner.isDigit(text.value().charAt(0));
    return word
        ? Words.read(value, List.of(IntegrityLevel.values()), "integrity level").value()
        : Numbers.u32(value);
  }

  private TokenSource source() throws SpecTextException {
    JsonValue name = optional(SOURCE_NAME);
    long id = u64(SOURCE_ID);
    return name == null ? TokenSource.of("", id) : new TokenSource(SourceName.read(name), id);
  }

  private @Nullable Acl dacl() throws SpecTextException {
    JsonValue value = optional(DEFAULT_DACL);
    return value == null ? null : DaclText.read(value);
  }

  private List<Integer> gids() throws SpecTextException {
    List<Integer> gids = new ArrayList<>();
    JsonValue value = optional(SUPP_GIDS);
    if (value != null) {
      for (JsonValue item : value.items("a list of gids")) {
        gids.add(Numbers.u32(item));
      }
    }
    return gids;
  }

  private @Nullable JsonValue optional(TokenSpecField field) {
    return spec.optional(field.json());
  }

  private int u32(TokenSpecField field, int otherwise) throws SpecTextException {
    JsonValue value = optional(field);
    return value == null ? otherwise : Numbers.u32(value);
  }

  /** A number for which null and 0 mean none. */
  private long u64(TokenSpecField field) throws SpecTextException {
    JsonValue value = optional(field);
    return value == null || value instanceof JsonValue.Nothing ? 0 : Numbers.u64(value);
  }

  private boolean truth(TokenSpecField field) throws SpecTextException {
    JsonValue value = optional(field);
    return value != null && value.truth();
  }

  private int flags(TokenSpecField field, FlagWords words) throws SpecTextException {
    JsonValue value = optional(field);
    return value == null ? 0 : words.read(value);
  }

  private long privileges(TokenSpecField field) throws SpecTextException {
    JsonValue value = optional(field);
    return value == null ? 0 : PrivilegeWords.read(value);
  }

  private @Nullable Sid sid(TokenSpecField field) throws SpecTextException {
    JsonValue value = optional(field);
    return value == null || value instanceof JsonValue.Nothing ? null : SidWords.read(value);
  }

  private List<SidAndAttributes> groups(TokenSpecField field) throws SpecTextException {
    return groups(field, Integer.MAX_VALUE);
  }

  private List<SidAndAttributes> groups(TokenSpecField field, int max) throws SpecTextException {
    JsonValue value = optional(field);
    return value == null ? List.of() : SidWords.readGroups(value, max);
  }

  private List<Claim> claims(TokenSpecField field) throws SpecTextException {
    JsonValue value = optional(field);
    return value == null ? List.of() : ClaimWords.read(value);
  }
}
