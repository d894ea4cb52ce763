package dev.tokend.surface.spec;

import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.kacs.token.QueryPayload;
import dev.tokend.kacs.token.Statistics;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.TokenFacts;
import java.util.ArrayList;
import java.util.List;

/** What an inspection shows of a token that was minted from a spec (formats §8 and §9). */
final class MintedToken {
  private final byte[][] payloads = new byte[25][];
  private TokenFacts facts;

  MintedToken(TokenSpec spec) {
    Sid logonSid = Sid.logon(spec.logonSessionId());
    List<SidAndAttributes> groups = new ArrayList<>(spec.storedGroups());
    groups.add(new SidAndAttributes(logonSid, GroupAttributes.INJECTED_LOGON_SID));
    sid(QueryClass.USER, spec.user());
    with(QueryClass.GROUPS, new QueryPayload.SidList(groups));
    with(QueryClass.PRIVILEGES, new QueryPayload.PrivilegeWords(new Privileges(
        spec.privilegesPresent(), spec.privilegesEnabled(), spec.privilegesEnabled(), 0)));
    u32(QueryClass.TYPE, spec.type().value());
    sid(QueryClass.INTEGRITY_LEVEL, Sid.integrity(spec.integrityLevel()));
    sid(QueryClass.OWNER, spec.ownerIndex() == 0 ? spec.user() : groups.get(spec.ownerIndex() - 1).sid());
    sid(QueryClass.PRIMARY_GROUP,
        spec.primaryGroupIndex() == 0 ? spec.user() : groups.get(spec.primaryGroupIndex() - 1).sid());
    u32(QueryClass.INTERACTIVITY_SCOPE, spec.interactivityScope());
    with(QueryClass.RESTRICTED_SIDS, new QueryPayload.SidList(spec.restriction().sids()));
    with(QueryClass.SOURCE, new QueryPayload.Source(spec.source()));
    with(QueryClass.STATISTICS, new QueryPayload.StatisticsPayload(
        new Statistics(5000, spec.logonSessionId(), 5000, spec.type(), spec.expiration())));
    with(QueryClass.ORIGIN, new QueryPayload.U64(spec.origin()));
    u32(QueryClass.ELEVATION_TYPE, ElevationType.DEFAULT.value());
    with(QueryClass.DEVICE_GROUPS, new QueryPayload.SidList(spec.device().groups()));
    with(QueryClass.APPCONTAINER_SID, new QueryPayload.OptionalSid(spec.confinement().sid()));
    with(QueryClass.CAPABILITIES, new QueryPayload.SidList(spec.confinement().capabilities()));
    u32(QueryClass.MANDATORY_POLICY, spec.policies().mandatory());
    u32(QueryClass.LOGON_TYPE, LogonType.INTERACTIVE.value());
    sid(QueryClass.LOGON_SID, logonSid);
    with(QueryClass.DEFAULT_DACL, new QueryPayload.AclPayload(spec.defaultDacl()));
    u32(QueryClass.IMPERSONATION_LEVEL, spec.impersonationLevel().value());
    with(QueryClass.USER_CLAIMS, new QueryPayload.Claims(spec.userClaims()));
    with(QueryClass.DEVICE_CLAIMS, new QueryPayload.Claims(spec.device().claims()));
    with(QueryClass.PROJECTED_SUPPLEMENTARY_GIDS, new QueryPayload.Gids(spec.projection().supplementaryGids()));
    facts = new TokenFacts(
        spec.restriction().userDenyOnly(), spec.restriction().writeRestricted(), spec.confinement().exempt(),
        spec.confinement().isolationBoundary(), false, spec.policies().audit(), spec.projection().uid(),
        spec.projection().gid(), 0, spec.device().restrictedGroups(),
        new TokenFacts.SessionFacts(
            spec.logonSessionId(), false, LogonType.INTERACTIVE, "Negotiate", 0, spec.user()));
  }

  MintedToken with(QueryClass queryClass, QueryPayload payload) {
    return with(queryClass, payload.encode());
  }

  MintedToken with(QueryClass queryClass, byte[] payload) {
    payloads[queryClass.number()] = payload;
    return this;
  }

  MintedToken without(QueryClass queryClass) {
    payloads[queryClass.number()] = null;
    return this;
  }

  MintedToken u32(QueryClass queryClass, int value) {
    return with(queryClass, new QueryPayload.U32(value));
  }

  MintedToken sid(QueryClass queryClass, Sid sid) {
    return with(queryClass, new QueryPayload.SidPayload(sid));
  }

  /** As a token derived from Linux has it: projected to a uid and gid, in a session that may be dead. */
  MintedToken linux(int uid, int gid, boolean deadSession) {
    TokenFacts.SessionFacts session = facts.session();
    facts = new TokenFacts(
        facts.userDenyOnly(), facts.writeRestricted(), facts.confinementExempt(), facts.isolationBoundary(), true,
        facts.auditPolicy(), uid, gid, facts.createdAt(), facts.restrictedDeviceGroups(),
        new TokenFacts.SessionFacts(
            session.id(), deadSession, session.logonType(), session.authPackage(), 0, session.user()));
    return this;
  }

  Inspection inspection() {
    return new Inspection(8, payloads, facts);
  }
}
