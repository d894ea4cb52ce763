package dev.tokend.cli.projection;

import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.surface.protocol.Inspection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a token says that Linux can enforce (tokens §23).
 *
 * @param mayAct whether the token may be acted as: a primary one, or one of level Impersonation or above
 * @param uid unsigned 32 bits
 * @param gid unsigned 32 bits
 * @param groups the supplementary gids, those for deny only left out; ascending and distinct, unsigned 32 bits each
 * @param deniedGroups the gids whose {@code S-1-22-2-gid} is for deny only; likewise
 * @param enabledCapabilities what the enabled privileges stand for; bit n for capability n
 * @param presentCapabilities what all its privileges stand for, on or off; likewise
 * @param lowerings what it is less by than its Linux user is, beside capabilities
 */
public record ProjectedIdentity(
    boolean mayAct,
    int uid,
    int gid,
    List<Integer> groups,
    List<Integer> deniedGroups,
    long enabledCapabilities,
    long presentCapabilities,
    Set<Lowering> lowerings) {

  /** The query classes that {@link #of} needs, bit n for class n; the facts are needed, too. */
  public static final int CLASSES = 1 << QueryClass.USER.number()
      | 1 << QueryClass.GROUPS.number()
      | 1 << QueryClass.PRIVILEGES.number()
      | 1 << QueryClass.TYPE.number()
      | 1 << QueryClass.INTEGRITY_LEVEL.number()
      | 1 << QueryClass.RESTRICTED_SIDS.number()
      | 1 << QueryClass.APPCONTAINER_SID.number()
      | 1 << QueryClass.IMPERSONATION_LEVEL.number()
      | 1 << QueryClass.PROJECTED_SUPPLEMENTARY_GIDS.number();

  private static final int OVERFLOW_UID = 65534;
  private static final int UNIX = 22;
  private static final int UNIX_GROUP = 2;

  /** Takes copies. */
  public ProjectedIdentity {
    groups = List.copyOf(groups);
    deniedGroups = List.copyOf(deniedGroups);
    lowerings = Set.copyOf(lowerings);
  }

  /**
   * Reads it out of a token.
   *
   * @param token with {@link #CLASSES} and the facts
   * @throws MalformedException if a payload is not of its class's format
   */
  public static ProjectedIdentity of(Inspection token) throws MalformedException {
    return of(TokenView.of(token), 0, List.of());
  }

  /**
   * That of a copy of a token which the launcher is to take something from. A copy that lacks one privilege of many does
   * not show it; its user's other processes still have it.
   *
   * @param token with {@link #CLASSES} and the facts
   * @param removed privileges that the copy does not have, bit n for the privilege of bit n
   * @param denied indices of the groups that the copy has for deny only
   * @throws MalformedException if a payload is not of its class's format
   */
  public static ProjectedIdentity reduced(Inspection token, long removed, List<Integer> denied)
      throws MalformedException {
    ProjectedIdentity copy = of(TokenView.of(token), removed, denied);
    Set<Lowering> more = EnumSet.of(Lowering.REDUCED);
    more.addAll(copy.lowerings);
    return new ProjectedIdentity(
        copy.mayAct, copy.uid, copy.gid, copy.groups, copy.deniedGroups, copy.enabledCapabilities,
        copy.presentCapabilities, more);
  }

  private static ProjectedIdentity of(TokenView view, long removed, List<Integer> deniedIndices) {
    Set<Integer> denied = ascending();
    for (int i = 0; i < view.groups().size(); i++) {
      SidAndAttributes group = view.groups().get(i);
      if ((group.isDenyOnly() || deniedIndices.contains(i)) && isUnixGroup(group.sid())) {
        denied.add(group.sid().rid());
      }
    }
    // tokens §23: whether a group is enabled has no influence. One for deny only can never match an allow again, and
    // on Linux a group is there to allow.
    Set<Integer> groups = ascending();
    groups.addAll(view.supplementaryGids());
    groups.removeAll(denied);
    return new ProjectedIdentity(
        mayAct(view),
        view.facts().projectedUid(),
        view.facts().projectedGid(),
        List.copyOf(groups),
        List.copyOf(denied),
        ProjectedCapabilities.of(view.privileges().enabled() & ~removed),
        ProjectedCapabilities.of(view.privileges().present() & ~removed),
        lowerings(view));
  }

  private static boolean mayAct(TokenView view) {
    if (view.type() == TokenType.PRIMARY) {
      return true;
    }
    ImpersonationLevel level = view.impersonationLevel();
    return level == ImpersonationLevel.IMPERSONATION || level == ImpersonationLevel.DELEGATION;
  }

  private static Set<Lowering> lowerings(TokenView view) {
    Set<Lowering> lowerings = EnumSet.noneOf(Lowering.class);
    if (!view.privileges().isPresent(Privilege.SE_CHANGE_NOTIFY)) {
      lowerings.add(Lowering.WITHOUT_PRIVILEGES);
    }
    if (view.isRestricted()) {
      lowerings.add(Lowering.RESTRICTED);
    }
    if (view.facts().userDenyOnly()) {
      lowerings.add(Lowering.USER_DENY_ONLY);
    }
    for (SidAndAttributes group : view.groups()) {
      if (group.isDenyOnly()) {
        lowerings.add(Lowering.GROUP_DENY_ONLY);
      }
    }
    if (view.isConfined()) {
      lowerings.add(Lowering.CONFINED);
    }
    if (Integer.compareUnsigned(view.integrity().rid(), usualIntegrity(view).value()) < 0) {
      lowerings.add(Lowering.LOW_INTEGRITY);
    }
    return lowerings;
  }

  /** What the process has without a token of its own, in the initial user namespace. */
  private static IntegrityLevel usualIntegrity(TokenView view) {
    if (view.user().equals(WellKnown.SYSTEM)) {
      return IntegrityLevel.SYSTEM;
    }
    return switch (view.facts().projectedUid()) {
      case 0 -> IntegrityLevel.HIGH;
      case OVERFLOW_UID -> IntegrityLevel.UNTRUSTED;
      default -> IntegrityLevel.MEDIUM;
    };
  }

  private static boolean isUnixGroup(Sid sid) {
    return sid.authority() == UNIX && sid.subAuthorityCount() == 2 && sid.subAuthority(0) == UNIX_GROUP;
  }

  /** A set of unsigned numbers. */
  static Set<Integer> ascending() {
    return new TreeSet<>(Integer::compareUnsigned);
  }
}
