package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.Subject;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.kacs.token.QueryPayload;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.TokenFacts;
import java.io.IOException;
import java.util.List;

/**
 * A token of the authority as the subject of access checks that the caller makes itself: a service reads the token of
 * its peer once, and then decides on its own objects (KACS v0.22 §10.1).
 */
public final class TokenSubject {
  /** TOKEN_QUERY (formats §4.2). */
  private static final int TOKEN_QUERY = 0x0008;

  /** The classes that a check needs, bit n for class n, beside the facts. */
  public static final int CLASSES = bit(QueryClass.USER) | bit(QueryClass.GROUPS) | bit(QueryClass.PRIVILEGES)
      | bit(QueryClass.TYPE) | bit(QueryClass.INTEGRITY_LEVEL) | bit(QueryClass.RESTRICTED_SIDS)
      | bit(QueryClass.DEVICE_GROUPS) | bit(QueryClass.APPCONTAINER_SID) | bit(QueryClass.CAPABILITIES)
      | bit(QueryClass.MANDATORY_POLICY) | bit(QueryClass.IMPERSONATION_LEVEL) | bit(QueryClass.USER_CLAIMS)
      | bit(QueryClass.DEVICE_CLAIMS);

  private TokenSubject() {}

  /**
   * Reads a token; needs TOKEN_QUERY on it.
   *
   * @throws RefusedException if the authority does not let the caller read it
   * @throws IOException if the authority cannot be reached, or answers nonsense
   */
  public static Subject read(TokenClient client, Target target) throws RefusedException, IOException {
    try {
      return of(client.inspect(target, TOKEN_QUERY, CLASSES, true));
    } catch (MalformedException e) {
      throw new IOException("the authority's answer makes no sense: " + e.getMessage(), e);
    }
  }

  /**
   * The subject that a token is, from at least {@link #CLASSES} and the facts.
   *
   * @throws MalformedException if a payload is not of its class's format
   * @throws IllegalStateException if a class or the facts were not asked for
   */
  public static Subject of(Inspection token) throws MalformedException {
    TokenFacts facts = token.facts();
    if (facts == null) {
      throw new IllegalStateException("the facts were not asked for");
    }
    Privileges privileges = privileges(token);
    return Subject.builder()
        .user(sid(token, QueryClass.USER))
        .userDenyOnly(facts.userDenyOnly())
        .groups(sids(token, QueryClass.GROUPS))
        .restrictedSids(sids(token, QueryClass.RESTRICTED_SIDS))
        .writeRestricted(facts.writeRestricted())
        .deviceGroups(sids(token, QueryClass.DEVICE_GROUPS))
        .restrictedDeviceGroups(facts.restrictedDeviceGroups())
        .confinementSid(((QueryPayload.OptionalSid) payload(token, QueryClass.APPCONTAINER_SID)).sid())
        .confinementCapabilities(sids(token, QueryClass.CAPABILITIES))
        .confinementExempt(facts.confinementExempt())
        .integrityLevel(integrity(token))
        .mandatoryPolicy(u32(token, QueryClass.MANDATORY_POLICY))
        .privileges(privileges.present() & privileges.enabled())
        .tokenType(type(token))
        .impersonationLevel(level(token))
        .auditPolicy(facts.auditPolicy())
        .sessionDead(facts.session().dead())
        .userClaims(claims(token, QueryClass.USER_CLAIMS))
        .deviceClaims(claims(token, QueryClass.DEVICE_CLAIMS))
        .build();
  }

  /**
   * The privileges of a token with their states, of which a subject has the enabled ones alone.
   *
   * @throws MalformedException if the payload is not of its class's format
   * @throws IllegalStateException if the class was not asked for
   */
  public static Privileges privileges(Inspection token) throws MalformedException {
    return ((QueryPayload.PrivilegeWords) payload(token, QueryClass.PRIVILEGES)).privileges();
  }

  private static int integrity(Inspection token) throws MalformedException {
    Sid label = sid(token, QueryClass.INTEGRITY_LEVEL);
    if (label.subAuthorityCount() == 0) {
      throw new MalformedException("integrity level", 0, label + " has no level");
    }
    return label.rid();
  }

  private static TokenType type(Inspection token) throws MalformedException {
    int number = u32(token, QueryClass.TYPE);
    TokenType type = TokenType.byValue(number);
    if (type == null) {
      throw new MalformedException("token type", 0, "no type has the number " + number);
    }
    return type;
  }

  private static ImpersonationLevel level(Inspection token) throws MalformedException {
    int number = u32(token, QueryClass.IMPERSONATION_LEVEL);
    ImpersonationLevel level = ImpersonationLevel.byValue(number);
    if (level == null) {
      throw new MalformedException("impersonation level", 0, "no level has the number " + number);
    }
    return level;
  }

  private static QueryPayload payload(Inspection token, QueryClass queryClass) throws MalformedException {
    return QueryPayload.decode(queryClass, token.payload(queryClass));
  }

  private static Sid sid(Inspection token, QueryClass queryClass) throws MalformedException {
    return ((QueryPayload.SidPayload) payload(token, queryClass)).sid();
  }

  private static List<SidAndAttributes> sids(Inspection token, QueryClass queryClass) throws MalformedException {
    return ((QueryPayload.SidList) payload(token, queryClass)).entries();
  }

  private static List<Claim> claims(Inspection token, QueryClass queryClass) throws MalformedException {
    return ((QueryPayload.Claims) payload(token, queryClass)).claims();
  }

  private static int u32(Inspection token, QueryClass queryClass) throws MalformedException {
    return ((QueryPayload.U32) payload(token, queryClass)).value();
  }

  private static int bit(QueryClass queryClass) {
    return 1 << queryClass.number();
  }
}
