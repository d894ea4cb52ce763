package dev.tokend.kacs.access.naive;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The subject of a case, field by field as access-check §1 lists them; SIDs in text. */
public record NaiveToken(
    String user,
    boolean userDenyOnly,
    List<Group> groups,
    List<Group> deviceGroups,
    List<Group> restrictedSids,
    List<Group> restrictedDeviceGroups,
    boolean writeRestricted,
    @Nullable String confinementSid,
    List<Group> confinementCapabilities,
    boolean confinementExempt,
    int integrity,
    int mandatoryPolicy,
    int auditPolicy,
    Set<String> privileges,
    boolean impersonation,
    int level,
    boolean sessionDead,
    List<NaiveClaim> userClaims,
    List<NaiveClaim> deviceClaims) {

  /** A group with its attributes. */
  public record Group(String sid, int attributes) {
    boolean matches(boolean allow) {
      boolean enabled = (attributes & 0x4) != 0;
      boolean denyOnly = (attributes & 0x10) != 0;
      return allow ? enabled && !denyOnly : enabled || denyOnly;
    }
  }

  /** The same token with other restricting SIDs. */
  public NaiveToken withRestrictedSids(List<Group> sids) {
    return new NaiveToken(
        user, userDenyOnly, groups, deviceGroups, sids, restrictedDeviceGroups, writeRestricted, confinementSid,
        confinementCapabilities, confinementExempt, integrity, mandatoryPolicy, auditPolicy, privileges, impersonation,
        level, sessionDead, userClaims, deviceClaims);
  }

  /** The same token with its lists of SIDs in another order. */
  public NaiveToken withOrders(UnaryOperator<List<Group>> order) {
    return new NaiveToken(
        user, userDenyOnly, order.apply(groups), order.apply(deviceGroups), order.apply(restrictedSids),
        order.apply(restrictedDeviceGroups), writeRestricted, confinementSid, order.apply(confinementCapabilities),
        confinementExempt, integrity, mandatoryPolicy, auditPolicy, privileges, impersonation, level, sessionDead,
        userClaims, deviceClaims);
  }

  /** The same token confined. */
  public NaiveToken withConfinement(String sid, List<Group> capabilities) {
    return new NaiveToken(
        user, userDenyOnly, groups, deviceGroups, restrictedSids, restrictedDeviceGroups, writeRestricted, sid,
        capabilities, false, integrity, mandatoryPolicy, auditPolicy, privileges, impersonation, level, sessionDead,
        userClaims, deviceClaims);
  }

  /** The same token at another integrity level. */
  public NaiveToken withIntegrity(int other) {
    return new NaiveToken(
        user, userDenyOnly, groups, deviceGroups, restrictedSids, restrictedDeviceGroups, writeRestricted,
        confinementSid, confinementCapabilities, confinementExempt, other, mandatoryPolicy, auditPolicy, privileges,
        impersonation, level, sessionDead, userClaims, deviceClaims);
  }
}
