package dev.tokend.cli.projection;

import static dev.tokend.cli.projection.Launchers.ALL;
import static dev.tokend.cli.projection.Launchers.all;
import static dev.tokend.cli.projection.Launchers.capabilities;
import static dev.tokend.cli.projection.Launchers.root;
import static dev.tokend.cli.projection.Launchers.user;
import static dev.tokend.cli.projection.Launchers.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.cli.projection.ProjectionStep.Isolate;
import dev.tokend.cli.projection.ProjectionStep.KeepCapabilities;
import dev.tokend.cli.projection.ProjectionStep.LeaveSessionKeyring;
import dev.tokend.cli.projection.ProjectionStep.LimitBounding;
import dev.tokend.cli.projection.ProjectionStep.NoNewPrivileges;
import dev.tokend.cli.projection.ProjectionStep.RaiseAmbient;
import dev.tokend.cli.projection.ProjectionStep.RaiseEffective;
import dev.tokend.cli.projection.ProjectionStep.SetCapabilities;
import dev.tokend.cli.projection.ProjectionStep.SetGroupIds;
import dev.tokend.cli.projection.ProjectionStep.SetGroups;
import dev.tokend.cli.projection.ProjectionStep.SetSecureBits;
import dev.tokend.cli.projection.ProjectionStep.SetUserIds;
import dev.tokend.kacs.catalog.LinuxCapability;
import dev.tokend.linux.credentials.LinuxCredentials;
import dev.tokend.linux.credentials.SecureBits;
import dev.tokend.linux.proc.CapabilitySets;
import dev.tokend.linux.process.IdSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The plan as a table: a token, a launcher, and the steps or the parts that cannot be done. */
class ProjectionPlanTest {
  private static final long BIND = capabilities(LinuxCapability.CAP_NET_BIND_SERVICE);
  private static final long SET_IDS = capabilities(LinuxCapability.CAP_SETUID, LinuxCapability.CAP_SETGID);
  private static final int NO_ROOT = SecureBits.NO_ROOT | SecureBits.NO_ROOT_LOCKED;

  private static ProjectedIdentity token(int uid, int gid, List<Integer> groups, long enabled, long present) {
    return new ProjectedIdentity(true, uid, gid, groups, List.of(), enabled, present, Set.of());
  }

  private static ProjectedIdentity alice(Integer... groups) {
    return token(1001, 1001, List.of(groups), 0, 0);
  }

  private static ProjectedIdentity system(long enabled, long present) {
    return token(0, 0, List.of(0), enabled, present);
  }

  private static ProjectedIdentity lowered(ProjectedIdentity token, Lowering lowering) {
    return new ProjectedIdentity(
        token.mayAct(), token.uid(), token.gid(), token.groups(), token.deniedGroups(), token.enabledCapabilities(),
        token.presentCapabilities(), Set.of(lowering));
  }

  private static ProjectedIdentity denying(ProjectedIdentity token, Integer... denied) {
    return new ProjectedIdentity(
        token.mayAct(), token.uid(), token.gid(), token.groups(), List.of(denied), token.enabledCapabilities(),
        token.presentCapabilities(), Set.of(Lowering.GROUP_DENY_ONLY));
  }

  private static List<ProjectionStep> steps(ProjectedIdentity token, LinuxCredentials now) {
    return ((ProjectionPlan.Possible) ProjectionPlan.of(token, now)).steps();
  }

  private static LinuxCredentials outcome(ProjectedIdentity token, LinuxCredentials now) {
    return ((ProjectionPlan.Possible) ProjectionPlan.of(token, now)).outcome();
  }

  private static List<String> parts(ProjectedIdentity token, LinuxCredentials now) {
    return ((ProjectionPlan.Impossible) ProjectionPlan.of(token, now)).parts().stream()
        .map(UnprojectablePart::toString)
        .toList();
  }

  @Test
  void root_under_its_own_whole_token_stays_as_it_is() {
    assertThat(steps(system(ALL, ALL), root())).isEmpty();
    assertThat(outcome(system(ALL, ALL), root())).isEqualTo(root());
  }

  @Test
  void capabilities_that_the_launcher_lacks_are_not_missed() {
    CapabilitySets some = new CapabilitySets(0, BIND | 1, BIND | 1, BIND | 1, 0);
    assertThat(steps(system(-1, -1), Launchers.sets(root(), some))).isEmpty();
  }

  @Test
  void root_becomes_a_user_in_the_order_that_works() {
    assertThat(steps(token(1001, 2000, List.of(27, 2000), BIND, BIND), root())).containsExactly(
        new SetGroups(List.of(27, 2000)),
        new LimitBounding(ALL & ~BIND),
        new KeepCapabilities(),
        new SetGroupIds(2000),
        new SetUserIds(1001),
        new LeaveSessionKeyring(),
        new SetCapabilities(BIND, BIND),
        new RaiseAmbient(BIND),
        new NoNewPrivileges());
    assertThat(outcome(token(1001, 2000, List.of(27, 2000), BIND, BIND), root())).isEqualTo(new LinuxCredentials(
        all(1001), all(2000), List.of(27, 2000), new CapabilitySets(BIND, BIND, BIND, BIND, BIND), 0, true, true));
  }

  @Test
  void without_a_capability_to_keep_none_is_kept_on_the_way() {
    assertThat(steps(alice(), root())).containsExactly(
        new SetGroups(List.of()),
        new LimitBounding(ALL),
        new SetGroupIds(1001),
        new SetUserIds(1001),
        new LeaveSessionKeyring(),
        new SetCapabilities(0, 0),
        new NoNewPrivileges());
  }

  @Test
  void a_user_who_gives_up_privileges_needs_no_right() {
    ProjectedIdentity less = lowered(alice(27, 1001), Lowering.WITHOUT_PRIVILEGES);
    assertThat(steps(less, user(1001, 27, 1001))).containsExactly(new NoNewPrivileges(), new Isolate());
  }

  @Test
  void a_user_under_its_own_token_gains_nothing_from_programs_and_is_not_isolated() {
    assertThat(steps(alice(27, 1001), user(1001, 27, 1001))).containsExactly(new NoNewPrivileges());
  }

  @Test
  void a_user_gives_up_the_capabilities_it_has() {
    LinuxCredentials service = with(user(1001), BIND | SET_IDS);
    assertThat(steps(alice(), service)).containsExactly(new SetCapabilities(0, 0), new NoNewPrivileges());
    assertThat(outcome(alice(), service).capabilities()).isEqualTo(new CapabilitySets(0, 0, 0, ALL, 0));
    assertThat(steps(token(1001, 1001, List.of(), BIND, BIND), service))
        .containsExactly(new SetCapabilities(BIND, BIND), new NoNewPrivileges());
  }

  @Test
  void without_cap_setpcap_the_bounding_set_stays_and_no_new_privs_makes_it_moot() {
    LinuxCredentials service = with(user(1001), BIND);
    ProjectedIdentity same = token(1001, 1001, List.of(), BIND, BIND);
    assertThat(steps(same, service)).containsExactly(new NoNewPrivileges());
    assertThat(outcome(same, service).capabilities().bounding()).isEqualTo(ALL);
  }

  @Test
  void what_is_there_already_is_not_done_again() {
    LinuxCredentials first = outcome(token(1001, 2000, List.of(27), BIND, BIND), root());
    assertThat(steps(token(1001, 2000, List.of(27), BIND, BIND), first)).isEmpty();
    LinuxCredentials bare = outcome(system(0, 0), root());
    assertThat(steps(system(0, 0), bare)).isEmpty();
  }

  @Test
  void root_with_less_than_all_gets_nothing_back_at_execve() {
    assertThat(steps(system(0, 0), root())).containsExactly(
        new LimitBounding(ALL), new SetSecureBits(NO_ROOT), new SetCapabilities(0, 0), new NoNewPrivileges());
    long most = ALL & ~capabilities(LinuxCapability.CAP_SYS_PTRACE);
    assertThat(steps(system(most, most), root())).containsExactly(
        new LimitBounding(ALL & ~most), new SetSecureBits(NO_ROOT), new SetCapabilities(most, most),
        new RaiseAmbient(most), new NoNewPrivileges());
  }

  @Test
  void a_disabled_privilege_stays_in_the_bounding_set_and_takes_nothing_away() {
    long most = ALL & ~BIND;
    assertThat(steps(system(most, ALL), root())).containsExactly(
        new SetSecureBits(NO_ROOT), new SetCapabilities(most, most), new RaiseAmbient(most));
    assertThat(outcome(system(most, ALL), root()).capabilities().bounding()).isEqualTo(ALL);
  }

  @Test
  void root_that_cannot_set_securebits_is_held_by_no_new_privs() {
    long some = ALL & ~capabilities(LinuxCapability.CAP_SETPCAP);
    LinuxCredentials weak = Launchers.sets(root(), new CapabilitySets(0, some, some, ALL, 0));
    assertThat(steps(system(some, ALL), weak)).containsExactly(new NoNewPrivileges());
    LinuxCredentials locked = Launchers.secureBits(root(), SecureBits.NO_ROOT_LOCKED);
    assertThat(steps(system(BIND, ALL), locked))
        .containsExactly(new SetCapabilities(BIND, 0), new NoNewPrivileges());
    LinuxCredentials noAmbient = Launchers.secureBits(root(), SecureBits.NO_AMBIENT_RAISE);
    assertThat(steps(system(BIND, BIND), noAmbient))
        .containsExactly(new LimitBounding(ALL & ~BIND), new SetCapabilities(BIND, 0), new NoNewPrivileges());
  }

  @Test
  void every_lowering_alone_brings_no_new_privs() {
    for (Lowering lowering : Lowering.values()) {
      assertThat(steps(lowered(system(ALL, ALL), lowering), root())).as("%s", lowering)
          .containsExactly(new NoNewPrivileges(), new Isolate());
    }
  }

  @Test
  void permitted_capabilities_are_made_effective_for_the_steps_that_need_them() {
    CapabilitySets asleep = new CapabilitySets(0, SET_IDS, 0, ALL, 0);
    LinuxCredentials launcher = Launchers.sets(user(1001), asleep);
    assertThat(steps(token(1002, 1002, List.of(), 0, 0), launcher)).containsExactly(
        new RaiseEffective(SET_IDS), new SetGroupIds(1002), new SetUserIds(1002), new LeaveSessionKeyring(), new SetCapabilities(0, 0),
        new NoNewPrivileges());
  }

  @Test
  void a_set_uid_launcher_settles_for_one_of_its_ids_without_a_capability() {
    LinuxCredentials launcher = Launchers.uids(user(1001), new IdSet(1001, 1002, 1002, 1002));
    assertThat(steps(alice(), launcher)).contains(new SetUserIds(1001));
    assertThat(parts(token(1003, 1001, List.of(), 0, 0), launcher))
        .containsExactly("user id 1003 instead of 1002: needs CAP_SETUID");
  }

  @Test
  void a_file_system_id_of_its_own_is_brought_back() {
    LinuxCredentials launcher = Launchers.uids(root(), new IdSet(0, 0, 0, 1001));
    assertThat(steps(system(ALL, ALL), launcher)).contains(new SetUserIds(0));
  }

  @Test
  void a_user_cannot_become_another() {
    assertThat(parts(token(1002, 1002, List.of(5, 27), 0, 0), user(1001, 27, 4294967))).containsExactly(
        "user id 1002 instead of 1001: needs CAP_SETUID",
        "group id 1002 instead of 1001: needs CAP_SETGID",
        "supplementary group 5, to be joined: needs CAP_SETGID",
        "group 4294967, to be left: needs CAP_SETGID");
  }

  @Test
  void cap_setuid_alone_does_not_change_groups() {
    LinuxCredentials launcher = with(user(1001), capabilities(LinuxCapability.CAP_SETUID));
    assertThat(parts(token(1002, 1002, List.of(), 0, 0), launcher))
        .containsExactly("group id 1002 instead of 1001: needs CAP_SETGID");
  }

  @Test
  void a_user_cannot_leave_the_group_that_it_denies_itself_and_root_can() {
    assertThat(parts(denying(alice(1001), 27), user(1001, 27, 1001)))
        .containsExactly("group 27 for deny only, to be left: needs CAP_SETGID");
    assertThat(steps(denying(alice(), 27), Launchers.root())).startsWith(new SetGroups(List.of()));
  }

  @Test
  void nobody_can_have_a_primary_group_for_deny_only() {
    assertThat(parts(denying(system(ALL, ALL), 0), root()))
        .containsExactly("group 0 for deny only: needs a token with another Linux group id");
  }

  @Test
  void the_number_that_means_no_change_is_no_id() {
    assertThat(parts(token(-1, -1, List.of(-1), 0, 0), root())).containsExactly(
        "user id 4294967295: needs a token with a Linux id: this number stands for none",
        "group id 4294967295: needs a token with a Linux id: this number stands for none",
        "supplementary group 4294967295: needs a token with Linux ids: this number stands for none");
  }

  @Test
  void a_token_that_may_only_be_looked_at_is_not_acted_as() {
    ProjectedIdentity identification = new ProjectedIdentity(false, 1001, 1001, List.of(), List.of(), 0, 0, Set.of());
    assertThat(parts(identification, user(1001))).containsExactly(
        "the token's level, which lets it be looked at and not acted as: needs level Impersonation or Delegation");
  }

  @Test
  void ids_of_another_user_namespace_are_not_taken_for_this_ones() {
    assertThat(parts(alice(), Launchers.inOwnUserNamespace(root()))).containsExactly(
        "user id 1001 instead of 0: needs a launcher in the machine's own user namespace: here ids mean others",
        "group id 1001 instead of 0: needs a launcher in the machine's own user namespace: here ids mean others",
        "group 0, to be left: needs a launcher in the machine's own user namespace: here ids mean others");
    assertThat(steps(system(ALL, ALL), Launchers.inOwnUserNamespace(root()))).isEmpty();
  }

  @Test
  void securebits_that_rule_ambient_capabilities_out_are_named() {
    LinuxCredentials launcher = Launchers.secureBits(root(), SecureBits.NO_AMBIENT_RAISE);
    assertThat(parts(token(1001, 0, List.of(0), BIND | 1, BIND | 1), launcher)).containsExactly(
        "capabilities CAP_CHOWN, CAP_NET_BIND_SERVICE: needs ambient capabilities, which the securebits of this process"
            + " rule out");
    assertThat(steps(token(1001, 0, List.of(0), 0, 0), launcher)).isNotEmpty();
  }

  @Test
  void more_groups_than_the_kernel_keeps_are_refused() {
    List<Integer> many = java.util.stream.IntStream.range(0, 65537).boxed().toList();
    assertThat(parts(token(0, 0, many, ALL, ALL), root()))
        .containsExactly("65537 supplementary groups: needs a token with at most 65536");
  }

  @Test
  void a_capability_that_execve_drops_is_not_carried() {
    CapabilitySets stranded = new CapabilitySets(0, BIND | 1, BIND | 1, 1, 0);
    LinuxCredentials launcher = Launchers.sets(user(1001), stranded);
    assertThat(steps(token(1001, 1001, List.of(), BIND | 1, BIND | 1), launcher))
        .containsExactly(new SetCapabilities(1, 1), new RaiseAmbient(1));
  }
}
