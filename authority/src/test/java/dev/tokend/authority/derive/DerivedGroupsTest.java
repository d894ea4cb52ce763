package dev.tokend.authority.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.state.Token;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows "groups" and "Administrators for others" of docs/derived-tokens.md. */
class DerivedGroupsTest {
  private static final int ON = 0x7;
  private static final int ON_AND_OWNER = 0xF;
  private static final int DENY_ONLY = 0x10;

  private final Machine machine = new Machine();

  private static SidAndAttributes on(Sid sid) {
    return new SidAndAttributes(sid, ON);
  }

  private static SidAndAttributes on(String sid) {
    return on(Sid.of(sid));
  }

  private SidAndAttributes administrators(Person person) throws Exception {
    SidAndAttributes found = null;
    for (SidAndAttributes group : machine.token(person).groups()) {
      if (group.sid().equals(WellKnown.ADMINISTRATORS)) {
        assertThat(found).as("a second time").isNull();
        found = group;
      }
    }
    return found;
  }

  @Test
  void a_users_groups_are_in_this_order() throws Exception {
    Token token = machine.token(Person.of(1000).inGroups(100, 44, 29));

    assertThat(token.groups())
        .containsExactly(
            new SidAndAttributes(Sid.of("S-1-22-2-100"), ON_AND_OWNER),
            on("S-1-22-2-44"),
            on("S-1-22-2-29"),
            on("S-1-1-0"),
            on("S-1-5-11"),
            on("S-1-2-0"),
            on("S-1-5-4"),
            on("S-1-5-32-545"),
            new SidAndAttributes(token.session().logonSid(), 0xC000_0007));
  }

  @Test
  void the_systems_groups_are_in_this_order() throws Exception {
    Token token = machine.token(Person.system().inGroups(0, 4).inNoSession().loggedOn(LogonEvidence.NONE));

    assertThat(token.groups())
        .containsExactly(
            new SidAndAttributes(Sid.of("S-1-22-2-0"), ON_AND_OWNER),
            on("S-1-22-2-4"),
            on("S-1-1-0"),
            on("S-1-5-11"),
            on("S-1-2-0"),
            on("S-1-5-6"),
            new SidAndAttributes(Sid.of("S-1-5-32-544"), ON_AND_OWNER),
            new SidAndAttributes(Sid.of("S-1-5-5-0-999"), 0xC000_0007));
  }

  @ParameterizedTest
  @CsvSource({"INTERACTIVE, S-1-5-4", "BATCH, S-1-5-3", "SERVICE, S-1-5-6", "NONE, S-1-5-4"})
  void the_logon_type_decides_one_group(LogonEvidence logon, String group) throws Exception {
    List<Sid> types =
        List.of(WellKnown.INTERACTIVE, WellKnown.BATCH, WellKnown.SERVICE, WellKnown.NETWORK);
    List<SidAndAttributes> groups = machine.token(Person.of(1000).loggedOn(logon)).groups();

    assertThat(groups).contains(on(group));
    assertThat(groups.stream().filter(g -> types.contains(g.sid()))).hasSize(1);
  }

  @Test
  void a_group_counts_once_and_where_it_comes_first() throws Exception {
    Token token = machine.token(Person.of(1000).inGroups(100, 44, 100, 29, 44));

    assertThat(token.groups().subList(0, 4))
        .containsExactly(
            new SidAndAttributes(Sid.unixGroup(100), ON_AND_OWNER),
            on(Sid.unixGroup(44)),
            on(Sid.unixGroup(29)),
            on(WellKnown.EVERYONE));
  }

  @Test
  void gids_are_unsigned() throws Exception {
    assertThat(machine.token(Person.of(1000).inGroups(-2, -3)).groups())
        .contains(on("S-1-22-2-4294967293"))
        .contains(new SidAndAttributes(Sid.of("S-1-22-2-4294967294"), ON_AND_OWNER));
  }

  @ParameterizedTest
  @CsvSource({"1000, 6", "27, 7"})
  void of_more_than_1024_groups_the_first_ones_count(int gid, int fixed) throws Exception {
    List<Integer> many = IntStream.range(2000, 2000 + 65536).boxed().toList();
    List<SidAndAttributes> groups = machine.token(Person.of(1000).inGroups(gid, many)).groups();

    assertThat(groups).hasSize(1024);
    int kept = 1024 - fixed;
    assertThat(groups.get(kept - 1)).isEqualTo(on(Sid.unixGroup(2000 + kept - 2)));
    assertThat(groups.get(kept)).isEqualTo(on(WellKnown.EVERYONE));
    assertThat(groups.getLast().isLogonId()).isTrue();
  }

  @Test
  void as_many_as_fit_are_all_there() throws Exception {
    List<Integer> many = IntStream.range(2000, 2000 + 1017).boxed().toList();
    List<SidAndAttributes> groups = machine.token(Person.of(1000).inGroups(100, many)).groups();

    assertThat(groups).hasSize(1024).contains(on(Sid.unixGroup(3016)));
  }

  @Test
  void the_projected_gids_are_complete() throws Exception {
    List<Integer> many = IntStream.range(2000, 5000).boxed().toList();
    Token token = machine.token(Person.of(1000).inGroups(100, many));

    assertThat(token.identity().projection().uid()).isEqualTo(1000);
    assertThat(token.identity().projection().gid()).isEqualTo(100);
    assertThat(token.identity().projection().supplementaryGids()).isEqualTo(many);
  }

  @Test
  void a_member_of_an_administrators_group_has_administrators_for_deny_only() throws Exception {
    SidAndAttributes denyOnly = new SidAndAttributes(WellKnown.ADMINISTRATORS, DENY_ONLY);

    assertThat(administrators(Person.of(1000).inGroups(100, Machine.SUDO))).isEqualTo(denyOnly);
    assertThat(administrators(Person.of(1000).inGroups(100, Machine.WHEEL, Machine.SUDO))).isEqualTo(denyOnly);
    assertThat(administrators(Person.of(1000).inGroups(Machine.WHEEL))).isEqualTo(denyOnly);
    assertThat(administrators(Person.of(1000).inGroups(100, 28))).isNull();
    assertThat(denyOnly.matchesAllow()).isFalse();
    assertThat(denyOnly.matchesDeny()).isTrue();
  }

  @Test
  void a_member_beyond_the_first_1024_groups_is_a_member() throws Exception {
    List<Integer> many = IntStream.concat(IntStream.range(2000, 5000), IntStream.of(Machine.SUDO)).boxed().toList();

    assertThat(administrators(Person.of(1000).inGroups(100, many)).isDenyOnly()).isTrue();
  }

  @Test
  void uid_0_has_administrators_whatever_its_capabilities() throws Exception {
    assertThat(administrators(Person.of(0)).attributes()).isEqualTo(ON_AND_OWNER);
    assertThat(administrators(Person.of(0).inGroups(0, Machine.SUDO)).attributes()).isEqualTo(ON_AND_OWNER);
  }

  @Test
  void uid_0_of_another_user_namespace_has_administrators_for_deny_only() throws Exception {
    assertThat(administrators(Person.system().inNamespace()).attributes()).isEqualTo(DENY_ONLY);
  }

  @Test
  void uid_0_is_not_in_users() throws Exception {
    assertThat(machine.token(Person.system()).groups()).extracting(SidAndAttributes::sid)
        .doesNotContain(WellKnown.USERS);
  }

  @Test
  void what_is_on_now_is_on_after_a_reset() throws Exception {
    Token token = machine.token(Person.of(1000).inGroups(100, Machine.SUDO));

    assertThat(token.groupDefaults()).isEqualTo(token.state().enabledGroups());
  }
}
