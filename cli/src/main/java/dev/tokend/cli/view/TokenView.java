package dev.tokend.cli.view;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.kacs.token.QueryPayload;
import dev.tokend.kacs.token.Statistics;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.TokenFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token as it was read, decoded. Only what was asked for may be asked of it: each method names its class of
 * formats §8.
 */
public final class TokenView {
  private final @Nullable QueryPayload[] payloads;
  private final @Nullable TokenFacts facts;

  private TokenView(@Nullable QueryPayload[] payloads, @Nullable TokenFacts facts) {
    this.payloads = payloads;
    this.facts = facts;
  }

  /**
   * Decodes every class that was read.
   *
   * @throws MalformedException if a payload is not of its class's format
   */
  public static TokenView of(Inspection inspection) throws MalformedException {
    QueryClass[] classes = QueryClass.values();
    @Nullable QueryPayload[] payloads = new QueryPayload[classes.length + 1];
    for (QueryClass queryClass : classes) {
      if (inspection.has(queryClass)) {
        payloads[queryClass.number()] = QueryPayload.decode(queryClass, inspection.payload(queryClass));
      }
    }
    return new TokenView(payloads, inspection.facts());
  }

  /** What no class shows. */
  public TokenFacts facts() {
    TokenFacts read = facts;
    if (read == null) {
      throw new IllegalStateException("the facts were not asked for");
    }
    return read;
  }

  /** Class 1. */
  public Sid user() {
    return sid(QueryClass.USER);
  }

  /** Class 2: in token order, the logon SID last. */
  public List<SidAndAttributes> groups() {
    return sids(QueryClass.GROUPS);
  }

  /** Class 3. */
  public Privileges privileges() {
    return ((QueryPayload.PrivilegeWords) payload(QueryClass.PRIVILEGES)).privileges();
  }

  /** Class 4; null for a number without a meaning. */
  public @Nullable TokenType type() {
    return TokenType.byValue(u32(QueryClass.TYPE));
  }

  /** Class 5: the label {@code S-1-16-level}. */
  public Sid integrity() {
    return sid(QueryClass.INTEGRITY_LEVEL);
  }

  /** Class 6. */
  public Sid owner() {
    return sid(QueryClass.OWNER);
  }

  /** Class 7. */
  public Sid primaryGroup() {
    return sid(QueryClass.PRIMARY_GROUP);
  }

  /** Class 8, unsigned; 0 for a service. */
  public int interactivityScope() {
    return u32(QueryClass.INTERACTIVITY_SCOPE);
  }

  /** Class 9. */
  public List<SidAndAttributes> restrictedSids() {
    return sids(QueryClass.RESTRICTED_SIDS);
  }

  /** Class 10. */
  public TokenSource source() {
    return ((QueryPayload.Source) payload(QueryClass.SOURCE)).source();
  }

  /** Class 11. */
  public Statistics statistics() {
    return ((QueryPayload.StatisticsPayload) payload(QueryClass.STATISTICS)).statistics();
  }

  /** Class 12: a session, 0 for a token that is not derived from another logon. */
  public long origin() {
    return ((QueryPayload.U64) payload(QueryClass.ORIGIN)).value();
  }

  /** Class 13; null for a number without a meaning. */
  public @Nullable ElevationType elevation() {
    return ElevationType.byValue(u32(QueryClass.ELEVATION_TYPE));
  }

  /** Class 14. */
  public List<SidAndAttributes> deviceGroups() {
    return sids(QueryClass.DEVICE_GROUPS);
  }

  /** Class 15; null for a token that is not confined. */
  public @Nullable Sid confinementSid() {
    return ((QueryPayload.OptionalSid) payload(QueryClass.APPCONTAINER_SID)).sid();
  }

  /** Class 16. */
  public List<SidAndAttributes> capabilities() {
    return sids(QueryClass.CAPABILITIES);
  }

  /** Class 17. */
  public int mandatoryPolicy() {
    return u32(QueryClass.MANDATORY_POLICY);
  }

  /** Class 18; null for a number without a meaning. */
  public @Nullable LogonType logonType() {
    return LogonType.byValue(u32(QueryClass.LOGON_TYPE));
  }

  /** Class 19. */
  public Sid logonSid() {
    return sid(QueryClass.LOGON_SID);
  }

  /** Class 20; null for none, which is not the same as one without entries. */
  public @Nullable Acl defaultDacl() {
    return ((QueryPayload.AclPayload) payload(QueryClass.DEFAULT_DACL)).acl();
  }

  /** Class 21: null for a number without a meaning. A primary token has Anonymous here, without being anonymous. */
  public @Nullable ImpersonationLevel impersonationLevel() {
    return ImpersonationLevel.byValue(u32(QueryClass.IMPERSONATION_LEVEL));
  }

  /** Class 22. */
  public List<Claim> userClaims() {
    return ((QueryPayload.Claims) payload(QueryClass.USER_CLAIMS)).claims();
  }

  /** Class 23. */
  public List<Claim> deviceClaims() {
    return ((QueryPayload.Claims) payload(QueryClass.DEVICE_CLAIMS)).claims();
  }

  /** Class 24: unsigned numbers in stored order. */
  public List<Integer> supplementaryGids() {
    return ((QueryPayload.Gids) payload(QueryClass.PROJECTED_SUPPLEMENTARY_GIDS)).gids();
  }

  /** The number that the payload of a class of one u32 is. */
  public int u32(QueryClass queryClass) {
    return ((QueryPayload.U32) payload(queryClass)).value();
  }

  /** Whether the restricted pass applies (tokens §3.4). */
  public boolean isRestricted() {
    return !restrictedSids().isEmpty() || !facts().restrictedDeviceGroups().isEmpty();
  }

  /** Whether the confinement pass applies (tokens §3.5). */
  public boolean isConfined() {
    return confinementSid() != null && !facts().confinementExempt();
  }

  /** Whether the class was read. */
  public boolean has(QueryClass queryClass) {
    return payloads[queryClass.number()] != null;
  }

  private Sid sid(QueryClass queryClass) {
    return ((QueryPayload.SidPayload) payload(queryClass)).sid();
  }

  private List<SidAndAttributes> sids(QueryClass queryClass) {
    return ((QueryPayload.SidList) payload(queryClass)).entries();
  }

  private QueryPayload payload(QueryClass queryClass) {
    QueryPayload payload = payloads[queryClass.number()];
    if (payload == null) {
      throw new IllegalStateException("class " + queryClass.className() + " was not asked for");
    }
    return payload;
  }
}
