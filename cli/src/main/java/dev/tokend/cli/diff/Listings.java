package dev.tokend.cli.diff;

import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.TokenField;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.kacs.token.Statistics;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.surface.protocol.TokenFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be compared of a token, and of what one is made from. */
final class Listings {
  private Listings() {}

  /**
   * A token.
   *
   * @param withLogonSid whether its logon SID is among the groups; no spec has that
   */
  static Listing of(TokenView token, boolean withLogonSid) {
    TokenFacts facts = token.facts();
    ListingBuilder out = new ListingBuilder();
    principal(out, token.user(), facts.userDenyOnly(), token.owner(), token.primaryGroup(), token.integrity().rid());
    out.field(Section.PRINCIPAL, TokenField.MANDATORY_POLICY, "mandatory policy", mandatory(token.mandatoryPolicy()));
    out.type(token.type(), token.impersonationLevel());
    out.field(Section.PRINCIPAL, TokenField.ELEVATION, "elevation",
        word(token.elevation(), token.u32(QueryClass.ELEVATION_TYPE)));
    out.sids(Section.GROUPS, TokenField.GROUPS, withLogonSid ? token.groups() : withoutLogonSid(token.groups()));
    out.privileges(token.privileges()).used(token.privileges());
    restriction(out, token.restrictedSids(), facts.restrictedDeviceGroups(), facts.writeRestricted());
    confinement(
        out, token.confinementSid(), token.capabilities(), facts.confinementExempt(), facts.isolationBoundary());
    out.sids(Section.DEVICE_GROUPS, TokenField.DEVICE_GROUPS, token.deviceGroups());
    out.sids(
        Section.RESTRICTED_DEVICE_GROUPS, TokenField.RESTRICTED_DEVICE_GROUPS, facts.restrictedDeviceGroups());
    out.claims(Section.USER_CLAIMS, TokenField.USER_CLAIMS, token.userClaims());
    out.claims(Section.DEVICE_CLAIMS, TokenField.DEVICE_CLAIMS, token.deviceClaims());
    out.defaultDacl(token.defaultDacl());
    logon(out, token);
    Statistics statistics = token.statistics();
    token(
        out, token.source(), token.origin(), token.interactivityScope(), statistics.expiration(), facts.auditPolicy());
    out.truth(Section.TOKEN, TokenField.DERIVED, "derived from Linux credentials", facts.derived());
    projection(out, facts.projectedUid(), facts.projectedGid(), token.supplementaryGids());
    out.part(Section.VOLATILE, TokenField.STATISTICS, "token_id", "token id", new Value.Id(statistics.tokenId()));
    out.part(Section.VOLATILE, TokenField.STATISTICS, "modified_id", "modification counter",
        new Value.Id(statistics.modifiedId()));
    out.field(Section.VOLATILE, TokenField.CREATED, "created", new Value.Time(facts.createdAt()));
    return out.build();
  }

  private static List<SidAndAttributes> withoutLogonSid(List<SidAndAttributes> groups) {
    List<SidAndAttributes> others = new ArrayList<>();
    for (SidAndAttributes group : groups) {
      if (!group.isLogonId()) {
        others.add(group);
      }
    }
    return others;
  }

  private static void logon(ListingBuilder out, TokenView token) {
    TokenFacts.SessionFacts session = token.facts().session();
    out.field(Section.LOGON, TokenField.LOGON_TYPE, "logon type",
        word(token.logonType(), token.u32(QueryClass.LOGON_TYPE)));
    out.sid(Section.LOGON, TokenField.LOGON_SID, "logon SID", token.logonSid());
    out.part(Section.LOGON, TokenField.SESSION, "id", "session", new Value.Id(session.id()));
    out.part(Section.LOGON, TokenField.SESSION, "dead", "session invalidated", new Value.Truth(session.dead()));
    out.part(Section.LOGON, TokenField.SESSION, "user", "session user", new Value.OfSid(session.user()));
    out.part(Section.LOGON, TokenField.SESSION, "auth_package", "package", new Value.Word(session.authPackage()));
    out.part(Section.LOGON, TokenField.SESSION, "created", "session since", new Value.Time(session.createdAt()));
  }

  /** The token that a spec makes, as far as the spec alone tells (formats §9). */
  static Listing of(TokenSpec spec) {
    ListingBuilder out = new ListingBuilder();
    principal(
        out, spec.user(), spec.restriction().userDenyOnly(), at(spec, spec.ownerIndex()),
        at(spec, spec.primaryGroupIndex()), spec.integrityLevel());
    out.field(
        Section.PRINCIPAL, TokenField.MANDATORY_POLICY, "mandatory policy", mandatory(spec.policies().mandatory()));
    out.type(spec.type(), spec.impersonationLevel());
    out.sids(Section.GROUPS, TokenField.GROUPS, spec.storedGroups());
    out.privileges(new Privileges(spec.privilegesPresent(), spec.privilegesEnabled(), spec.privilegesEnabled(), 0));
    restriction(
        out, spec.restriction().sids(), spec.device().restrictedGroups(), spec.restriction().writeRestricted());
    TokenSpec.Confinement confinement = spec.confinement();
    confinement(
        out, confinement.sid(), confinement.capabilities(), confinement.exempt(), confinement.isolationBoundary());
    out.sids(Section.DEVICE_GROUPS, TokenField.DEVICE_GROUPS, spec.device().groups());
    out.sids(
        Section.RESTRICTED_DEVICE_GROUPS, TokenField.RESTRICTED_DEVICE_GROUPS, spec.device().restrictedGroups());
    out.claims(Section.USER_CLAIMS, TokenField.USER_CLAIMS, spec.userClaims());
    out.claims(Section.DEVICE_CLAIMS, TokenField.DEVICE_CLAIMS, spec.device().claims());
    out.defaultDacl(spec.defaultDacl());
    out.part(Section.LOGON, TokenField.SESSION, "id", "session", new Value.Id(spec.logonSessionId()));
    token(
        out, spec.source(), spec.origin(), spec.interactivityScope(), spec.expiration(), spec.policies().audit());
    projection(out, spec.projection().uid(), spec.projection().gid(), spec.projection().supplementaryGids());
    return out.build();
  }

  private static Sid at(TokenSpec spec, int index) {
    return index == 0 ? spec.user() : spec.groups().get(index - 1).sid();
  }

  private static void principal(
      ListingBuilder out, Sid user, boolean userDenyOnly, Sid owner, Sid primaryGroup, int integrity) {
    out.sid(Section.PRINCIPAL, TokenField.USER, "user", user);
    out.truth(Section.PRINCIPAL, TokenField.USER_DENY_ONLY, "user deny-only", userDenyOnly);
    out.sid(Section.PRINCIPAL, TokenField.OWNER, "owner", owner);
    out.sid(Section.PRINCIPAL, TokenField.PRIMARY_GROUP, "primary group", primaryGroup);
    out.field(Section.PRINCIPAL, TokenField.INTEGRITY, "integrity", new Value.Integrity(integrity));
  }

  private static Value mandatory(int policy) {
    return new Value.Flags(policy, FlagNames.mandatoryPolicy(policy));
  }

  private static Value word(@Nullable Enum<?> constant, int number) {
    return constant == null
        ? new Value.Word("unknown (" + Integer.toUnsignedString(number) + ")")
        : Value.Word.of(constant);
  }

  private static void restriction(
      ListingBuilder out, List<SidAndAttributes> sids, List<SidAndAttributes> deviceGroups, boolean writing) {
    boolean restricted = !sids.isEmpty() || !deviceGroups.isEmpty();
    out.truth(Section.RESTRICTION, TokenField.RESTRICTED, "restricted", restricted);
    out.truth(Section.RESTRICTION, TokenField.WRITE_RESTRICTED, "write-restricted", writing);
    out.sids(Section.RESTRICTION, TokenField.RESTRICTED_SIDS, sids);
  }

  private static void confinement(
      ListingBuilder out, @Nullable Sid sid, List<SidAndAttributes> capabilities, boolean exempt, boolean isolated) {
    out.truth(Section.CONFINEMENT, TokenField.CONFINED, "confined", sid != null && !exempt);
    out.sid(Section.CONFINEMENT, TokenField.CONFINEMENT_SID, "confinement SID", sid);
    out.truth(Section.CONFINEMENT, TokenField.CONFINEMENT_EXEMPT, "exempt", exempt);
    out.truth(Section.CONFINEMENT, TokenField.ISOLATION_BOUNDARY, "isolation boundary", isolated);
    out.sids(Section.CONFINEMENT, TokenField.CAPABILITIES, capabilities);
  }

  private static void token(
      ListingBuilder out, TokenSource source, long origin, int scope, long expiration, int auditPolicy) {
    out.field(
        Section.LOGON, TokenField.INTERACTIVITY_SCOPE, "interactivity scope", new Value.Number(scope));
    out.field(Section.LOGON, TokenField.ORIGIN, "origin", origin == 0 ? null : new Value.Id(origin));
    out.part(Section.TOKEN, TokenField.STATISTICS, "expiration", "expires",
        expiration == 0 ? null : new Value.Time(expiration));
    out.part(Section.TOKEN, TokenField.SOURCE, "name", "source",
        new Value.SourceName(new TokenSource(source.name(), 0)));
    out.field(Section.TOKEN, TokenField.AUDIT_POLICY, "audit policy",
        new Value.Flags(auditPolicy, FlagNames.auditPolicy(auditPolicy)));
    out.part(Section.VOLATILE, TokenField.SOURCE, "id", "source id", new Value.Id(source.id()));
  }

  private static void projection(ListingBuilder out, int uid, int gid, List<Integer> gids) {
    out.field(Section.PROJECTION, TokenField.PROJECTED_UID, "uid", new Value.Number(uid));
    out.field(Section.PROJECTION, TokenField.PROJECTED_GID, "gid", new Value.Number(gid));
    out.gids(gids);
  }
}
