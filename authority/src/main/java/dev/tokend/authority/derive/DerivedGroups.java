package dev.tokend.authority.derive;

import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The groups of a derived token, in this order: the primary group, the supplementary groups, Everyone, Authenticated
 * Users, Local, the logon type's group, Users or Administrators. The logon SID of the session comes last of all.
 */
final class DerivedGroups {

  private static final int ON =
      GroupAttributes.MANDATORY | GroupAttributes.ENABLED_BY_DEFAULT | GroupAttributes.ENABLED;
  private static final int MAX_GROUPS = 1024;

  private DerivedGroups() {}

  /**
   * All groups but the logon SID, for which one place of {@link #MAX_GROUPS} is left.
   *
   * @param administrators the gids whose members may become administrators
   * @param logonType of the session
   */
  static List<SidAndAttributes> of(
      LinuxIdentity identity, Set<Integer> administrators, LogonType logonType) {
    List<SidAndAttributes> fixed = fixed(identity, administrators, logonType);
    List<SidAndAttributes> groups = new ArrayList<>();
    groups.add(new SidAndAttributes(Sid.unixGroup(identity.gid()), ON | GroupAttributes.OWNER));
    Set<Integer> seen = new HashSet<>();
    seen.add(identity.gid());
    for (int gid : identity.supplementaryGids()) {
      // A token holds 1024 groups (tokens §2) where a Linux process may have 65536: the first ones count.
      if (groups.size() + fixed.size() + 1 < MAX_GROUPS && seen.add(gid)) {
        groups.add(new SidAndAttributes(Sid.unixGroup(gid), ON));
      }
    }
    groups.addAll(fixed);
    return groups;
  }

  private static List<SidAndAttributes> fixed(
      LinuxIdentity identity, Set<Integer> administrators, LogonType logonType) {
    List<SidAndAttributes> groups = new ArrayList<>();
    groups.add(new SidAndAttributes(WellKnown.EVERYONE, ON));
    groups.add(new SidAndAttributes(WellKnown.AUTHENTICATED_USERS, ON));
    groups.add(new SidAndAttributes(WellKnown.LOCAL, ON));
    groups.add(new SidAndAttributes(groupOf(logonType), ON));
    if (identity.uid() == 0) {
      groups.add(
          new SidAndAttributes(
              WellKnown.ADMINISTRATORS,
              identity.initialUserNamespace()
                  ? ON | GroupAttributes.OWNER
                  : GroupAttributes.USE_FOR_DENY_ONLY));
      return groups;
    }
    groups.add(new SidAndAttributes(WellKnown.USERS, ON));
    if (administrators.contains(identity.gid()) || containsAny(administrators, identity.supplementaryGids())) {
      groups.add(new SidAndAttributes(WellKnown.ADMINISTRATORS, GroupAttributes.USE_FOR_DENY_ONLY));
    }
    return groups;
  }

  private static boolean containsAny(Set<Integer> administrators, List<Integer> gids) {
    for (int gid : gids) {
      if (administrators.contains(gid)) {
        return true;
      }
    }
    return false;
  }

  private static Sid groupOf(LogonType type) {
    return switch (type) {
      case BATCH -> WellKnown.BATCH;
      case SERVICE -> WellKnown.SERVICE;
      case NETWORK, NETWORK_CLEARTEXT -> WellKnown.NETWORK;
      default -> WellKnown.INTERACTIVE;
    };
  }
}
