package dev.tokend.surface.spec;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.kacs.token.SpecFault;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.kacs.token.TokenSpecBuilder;
import dev.tokend.surface.protocol.InspectRequest;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.TokenFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * A spec that mints a token like one that exists, to be changed and used.
 *
 * <p>A spec cannot say all that a token is: groups and privileges have the state that they are in now as their default
 * too, the logon SID is left to the authority, the elevation type is never supplied (formats §9.1).
 *
 * @param spec the spec
 * @param remarks where it differs from the token, and what stands in the way of using it; a sentence each
 */
public record StartingPoint(TokenSpec spec, List<String> remarks) {
  /** Takes a copy. */
  public StartingPoint {
    remarks = List.copyOf(remarks);
  }

  /**
   * Makes the spec from what was read of a token.
   *
   * @param token {@link InspectRequest#ALL_CLASSES} and the facts
   * @throws MalformedException if a payload is not of its class's format, or no spec can say it
   * @throws IllegalStateException if something was not asked for
   */
  public static StartingPoint of(Inspection token) throws MalformedException {
    Payloads read = new Payloads(token);
    List<String> remarks = new ArrayList<>();
    try {
      return new StartingPoint(spec(read, remarks), remarks);
    } catch (SpecFault fault) {
      throw new MalformedException("token spec", fault.headerOffset(), String.valueOf(fault.getMessage()));
    }
  }

  private static TokenSpec spec(Payloads token, List<String> remarks) throws MalformedException {
    TokenFacts facts = token.facts();
    Sid user = token.sid(QueryClass.USER);
    List<SidAndAttributes> groups = groups(token, remarks);
    Privileges privileges = token.privileges();
    if (privileges.enabled() != privileges.enabledByDefault()) {
      remarks.add("Privileges are enabled by default as they are enabled now.");
    }
    if (facts.session().dead()) {
      remarks.add("The logon session was invalidated: name another one, no token is minted in this one.");
    }
    if (token.u32(QueryClass.ELEVATION_TYPE) != ElevationType.DEFAULT.value()) {
      remarks.add("The token is one of an elevation pair; a minted one is in none until it is linked.");
    }
    TokenSpecBuilder builder = TokenSpec.builder(user, facts.session().id());
    TokenType type = TokenType.byValue(token.u32(QueryClass.TYPE));
    if (type == TokenType.IMPERSONATION) {
      ImpersonationLevel level = ImpersonationLevel.byValue(token.u32(QueryClass.IMPERSONATION_LEVEL));
      builder.impersonation(level == null ? ImpersonationLevel.ANONYMOUS : level);
    }
    return builder
        .integrityLevel(token.sid(QueryClass.INTEGRITY_LEVEL).rid())
        .policies(token.u32(QueryClass.MANDATORY_POLICY), facts.auditPolicy())
        .privileges(privileges.present(), privileges.enabled() & privileges.present())
        .origin(token.u64(QueryClass.ORIGIN))
        .interactivityScope(token.u32(QueryClass.INTERACTIVITY_SCOPE))
        .expiration(token.expiration())
        .source(token.source())
        .groups(groups)
        .defaults(
            index(user, groups, token.sid(QueryClass.OWNER), GroupAttributes.OWNER, "owner", remarks),
            index(user, groups, token.sid(QueryClass.PRIMARY_GROUP), 0, "primary group", remarks))
        .defaultDacl(token.acl(QueryClass.DEFAULT_DACL))
        .userClaims(token.claims(QueryClass.USER_CLAIMS))
        .device(new TokenSpec.Device(
            token.sids(QueryClass.DEVICE_GROUPS), facts.restrictedDeviceGroups(),
            token.claims(QueryClass.DEVICE_CLAIMS)))
        .restriction(new TokenSpec.Restriction(
            token.sids(QueryClass.RESTRICTED_SIDS), facts.writeRestricted(), facts.userDenyOnly()))
        .confinement(new TokenSpec.Confinement(
            token.optionalSid(QueryClass.APPCONTAINER_SID), token.sids(QueryClass.CAPABILITIES),
            facts.confinementExempt(), facts.isolationBoundary()))
        .projection(new TokenSpec.Projection(
            uid(user, facts.projectedUid(), remarks), facts.projectedGid(),
            token.gids(QueryClass.PROJECTED_SUPPLEMENTARY_GIDS)))
        .build();
  }

  /** The groups without the logon SID, which a spec must not name (formats §9.3, rule 15). */
  private static List<SidAndAttributes> groups(Payloads token, List<String> remarks) throws MalformedException {
    Sid logonSid = token.sid(QueryClass.LOGON_SID);
    List<SidAndAttributes> groups = new ArrayList<>();
    boolean changed = false;
    for (SidAndAttributes group : token.sids(QueryClass.GROUPS)) {
      if (group.sid().equals(logonSid)) {
        continue;
      }
      changed |= group.isEnabled() != group.isEnabledByDefault();
      groups.add(group.withAttributes(group.isEnabled()
          ? group.attributes() | GroupAttributes.ENABLED_BY_DEFAULT
          : group.attributes() & ~GroupAttributes.ENABLED_BY_DEFAULT));
    }
    if (changed) {
      remarks.add("Groups are enabled by default as they are enabled now.");
    }
    return groups;
  }

  /** 0 for the user, or the number from 1 of the first group with this SID and attribute. */
  private static int index(
      Sid user, List<SidAndAttributes> groups, Sid sid, int attribute, String what, List<String> remarks) {
    if (sid.equals(user)) {
      return 0;
    }
    for (int i = 0; i < groups.size(); i++) {
      SidAndAttributes group = groups.get(i);
      if (group.sid().equals(sid) && (group.attributes() & attribute) == attribute) {
        return i + 1;
      }
    }
    remarks.add("The " + what + " " + sid + " cannot be named in a spec; here it is the user.");
    return 0;
  }

  /** Only SYSTEM may be projected to uid 0 (formats §9.1). */
  private static int uid(Sid user, int uid, List<String> remarks) {
    if (uid != 0 || user.equals(WellKnown.SYSTEM)) {
      return uid;
    }
    remarks.add("Only S-1-5-18 is projected to uid 0; here the uid is 65534, for none.");
    return TokenSpec.Projection.UNMAPPED;
  }
}
