package dev.tokend.cli;

import static dev.tokend.cli.FakeToken.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.cli.projection.Lowering;
import dev.tokend.cli.projection.ProjectedIdentity;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.LinuxCapability;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.kacs.token.QueryPayload;
import dev.tokend.surface.protocol.Inspection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read out of a token for Linux. */
class ProjectedIdentityTest {
  private static final int DENY_ONLY = 0x10;
  private static final long BIND = 1L << 10;

  private static ProjectedIdentity of(FakeToken token) throws MalformedException {
    return ProjectedIdentity.of(inspected(token));
  }

  private static Inspection inspected(FakeToken token) {
    return token.inspect(ProjectedIdentity.CLASSES, true);
  }

  @Test
  void a_users_token_gives_its_ids_groups_and_capabilities() throws Exception {
    ProjectedIdentity alice = of(FakeTokens.alice());
    assertThat(alice.mayAct()).isTrue();
    assertThat(alice.uid()).isEqualTo(1000);
    assertThat(alice.gid()).isEqualTo(1000);
    assertThat(alice.groups()).containsExactly(27, -1);
    assertThat(alice.deniedGroups()).isEmpty();
    assertThat(alice.enabledCapabilities()).isZero();
    assertThat(alice.presentCapabilities()).isEqualTo(BIND);
    assertThat(alice.lowerings()).containsExactly(Lowering.GROUP_DENY_ONLY);
  }

  @Test
  void the_systems_token_takes_nothing_away() throws Exception {
    ProjectedIdentity system = of(FakeTokens.system());
    assertThat(system.uid()).isZero();
    assertThat(system.enabledCapabilities()).isEqualTo(-1);
    assertThat(system.presentCapabilities()).isEqualTo(-1);
    assertThat(system.lowerings()).isEmpty();
  }

  @Test
  void every_restriction_is_seen() throws Exception {
    ProjectedIdentity sandbox = of(FakeTokens.sandbox());
    assertThat(sandbox.mayAct()).isTrue();
    assertThat(sandbox.lowerings()).containsExactlyInAnyOrder(
        Lowering.RESTRICTED, Lowering.USER_DENY_ONLY, Lowering.CONFINED, Lowering.LOW_INTEGRITY);
  }

  @Test
  void a_token_without_the_privilege_of_everybody_is_a_lowered_one() throws Exception {
    assertThat(of(FakeTokens.system().with(
            QueryClass.PRIVILEGES, new QueryPayload.PrivilegeWords(Privileges.NONE))).lowerings())
        .containsExactly(Lowering.WITHOUT_PRIVILEGES);
  }

  @Test
  void what_the_launcher_will_take_away_is_gone() throws Exception {
    ProjectedIdentity system =
        ProjectedIdentity.reduced(inspected(FakeTokens.system()), Privilege.SE_BACKUP.mask(), List.of());
    assertThat(system.lowerings()).containsExactly(Lowering.REDUCED);
    assertThat(system.presentCapabilities()).isEqualTo(~(1L << LinuxCapability.CAP_DAC_READ_SEARCH.value()));
    assertThat(system.enabledCapabilities()).isEqualTo(system.presentCapabilities());
  }

  @Test
  void a_group_that_the_launcher_will_deny_is_left() throws Exception {
    FakeToken alice = FakeTokens.alice();
    assertThat(of(alice).groups()).contains(27);
    ProjectedIdentity less = ProjectedIdentity.reduced(inspected(alice), 0, indices(alice, "S-1-22-2-27"));
    assertThat(less.groups()).doesNotContain(27);
    assertThat(less.deniedGroups()).containsExactly(27);
    assertThat(less.presentCapabilities()).isEqualTo(of(alice).presentCapabilities());
    assertThat(less.lowerings()).contains(Lowering.REDUCED);
  }

  private static List<Integer> indices(FakeToken token, String sid) throws MalformedException {
    List<SidAndAttributes> groups = TokenView.of(inspected(token)).groups();
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).sid().equals(Sid.of(sid))) {
        found.add(i);
      }
    }
    return found;
  }

  @Test
  void integrity_is_measured_by_what_the_user_has_without_a_token() throws Exception {
    assertThat(of(FakeTokens.system().sid(QueryClass.INTEGRITY_LEVEL, "S-1-16-12288")).lowerings())
        .containsExactly(Lowering.LOW_INTEGRITY);
    assertThat(of(FakeTokens.system()
            .sid(QueryClass.USER, "S-1-22-1-0").sid(QueryClass.INTEGRITY_LEVEL, "S-1-16-12288")).lowerings()).isEmpty();
    assertThat(of(FakeTokens.alice().sid(QueryClass.INTEGRITY_LEVEL, "S-1-16-8191")).lowerings())
        .contains(Lowering.LOW_INTEGRITY);
    assertThat(of(FakeTokens.alice().sid(QueryClass.INTEGRITY_LEVEL, "S-1-16-4294967295")).lowerings())
        .doesNotContain(Lowering.LOW_INTEGRITY);
  }

  @Test
  void an_identification_token_may_not_be_acted_as() throws Exception {
    assertThat(of(FakeTokens.client()).mayAct()).isFalse();
    assertThat(of(FakeTokens.client().u32(QueryClass.IMPERSONATION_LEVEL, 0)).mayAct()).isFalse();
    assertThat(of(FakeTokens.client().u32(QueryClass.IMPERSONATION_LEVEL, 2)).mayAct()).isTrue();
    assertThat(of(FakeTokens.client().u32(QueryClass.IMPERSONATION_LEVEL, 3)).mayAct()).isTrue();
    assertThat(of(FakeTokens.client().u32(QueryClass.IMPERSONATION_LEVEL, 4)).mayAct()).isFalse();
    // The level of a primary token says nothing.
    assertThat(of(FakeTokens.client().u32(QueryClass.TYPE, 1)).mayAct()).isTrue();
    assertThat(of(FakeTokens.client().u32(QueryClass.TYPE, 7)).mayAct()).isFalse();
  }

  @Test
  void a_group_for_deny_only_is_left_out_and_one_that_is_off_is_not() throws Exception {
    ProjectedIdentity token = of(FakeTokens.alice().gids(2000, 27, 5, 27, 7).sids(
        QueryClass.GROUPS,
        group("S-1-22-2-27", DENY_ONLY | 0x7),
        group("S-1-22-2-5", 0),
        group("S-1-22-2-1000", DENY_ONLY),
        // Neither of these is a Linux group.
        group("S-1-22-1-7", DENY_ONLY),
        group("S-1-22-2-7-7", DENY_ONLY),
        group("S-1-5-7", DENY_ONLY)));
    assertThat(token.groups()).containsExactly(5, 7, 2000);
    assertThat(token.deniedGroups()).containsExactly(27, 1000);
  }

  @Test
  void groups_are_ascending_as_unsigned_numbers() throws Exception {
    assertThat(of(FakeTokens.alice().gids(-2, 0, 70000)).groups()).containsExactly(0, 70000, -2);
  }
}
