package dev.tokend.authority.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.LinuxCapability;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.state.GroupStates;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.monitor.state.TokenIdentity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a token lacks of what Linux alone would give, and whether it may end an authority. */
class LoweredTest {
  private final Machine machine = new Machine();
  private final TokenBlueprint alice = blueprint(Person.of(1000).inGroups(1000, 5));

  private TokenBlueprint blueprint(Person person) {
    try {
      return machine.derived.blueprint(person.identity());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Token token(TokenBlueprint blueprint) throws Exception {
    return machine.monitor.keep(blueprint).token();
  }

  private static TokenBlueprint restricted(TokenBlueprint from, TokenSpec.Restriction restriction) {
    return from.with(from.identity().filtered(from.identity().groups(), restriction));
  }

  @Test
  void a_derived_token_lacks_nothing() throws Exception {
    assertThat(Lowered.reason(token(alice), alice)).isNull();
    TokenBlueprint system = blueprint(Person.system());
    assertThat(Lowered.reason(token(system), system)).isNull();
  }

  @Test
  void a_member_of_the_administrators_is_not_lowered_by_being_one() throws Exception {
    TokenBlueprint member = blueprint(Person.of(1000).inGroups(1000, Machine.SUDO));
    assertThat(Lowered.reason(token(member), member)).isNull();
  }

  @Test
  void each_way_to_hold_back_is_seen() throws Exception {
    List<SidAndAttributes> sids = List.of(new SidAndAttributes(alice.identity().user(), GroupAttributes.ENABLED));
    assertThat(Lowered.reason(token(restricted(alice, new TokenSpec.Restriction(sids, false, false))), alice))
        .isEqualTo("the token is restricted");
    assertThat(Lowered.reason(token(restricted(alice, new TokenSpec.Restriction(List.of(), false, true))), alice))
        .isEqualTo("the token's user is for denials only");
    assertThat(Lowered.reason(token(confined(alice)), alice)).isEqualTo("the token is confined");
    TokenIdentity low = alice.identity().atIntegrity(IntegrityLevel.LOW.value());
    assertThat(Lowered.reason(token(alice.with(low)), alice)).isEqualTo("the token's integrity level was lowered");
    TokenBlueprint powerful = blueprint(Person.of(1000).holding(Person.bits(LinuxCapability.CAP_SYS_TIME)));
    assertThat(Lowered.reason(token(alice), powerful)).isEqualTo("privileges were removed from the token");
    TokenIdentity denied =
        alice.identity().filtered(alice.identity().groups().denyOnly(GroupStates.NONE.with(1, true)),
            alice.identity().restriction());
    assertThat(Lowered.reason(token(alice.with(denied)), alice)).isEqualTo("groups of the token are for denials only");
  }

  private static TokenBlueprint confined(TokenBlueprint from) {
    TokenIdentity i = from.identity();
    return from.with(
        new TokenIdentity(
            i.user(),
            i.groups(),
            i.restriction(),
            i.device(),
            i.integrityLevel(),
            i.policies(),
            i.userClaims(),
            new TokenSpec.Confinement(Sid.of("S-1-15-2-1"), List.of(), false, false),
            i.provenance(),
            i.projection()));
  }

  @Test
  void an_authority_is_its_users_and_systems() throws Exception {
    AuthoritySecurity own = new AuthoritySecurity(alice);
    assertThat(own.mayStop(token(alice))).isTrue();
    assertThat(own.mayStop(machine.monitor.system())).isTrue();
    assertThat(own.mayStop(machine.monitor.anonymous())).isFalse();
    assertThat(own.mayStop(token(blueprint(Person.of(1001))))).isFalse();
    assertThat(own.mayStop(token(alice.with(alice.identity().atIntegrity(IntegrityLevel.LOW.value()))))).isFalse();
    AuthoritySecurity machines = new AuthoritySecurity(blueprint(Person.system()));
    assertThat(machines.mayStop(token(blueprint(Person.of(0))))).isFalse();
    assertThat(WellKnown.SYSTEM).isEqualTo(machine.monitor.system().user());
  }

  @Test
  void the_descriptor_is_the_one_in_the_documentation() throws Exception {
    int medium = IntegrityLevel.MEDIUM.value();
    assertThat(Sddl.print(AuthoritySecurity.descriptor(Sid.unixUser(1000), medium)))
        .isEqualTo("O:S-1-22-1-1000G:S-1-22-1-1000D:(A;;0x1;;;S-1-22-1-1000)(A;;0x1;;;SY)S:(ML;;NW;;;ME)");
  }
}
