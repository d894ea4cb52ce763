package dev.tokend.authority.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The remaining rows of the table of docs/derived-tokens.md. */
class DerivedTokensTest {
  private final Machine machine = new Machine();

  private static Claim text(String name, String value) {
    return new Claim(name, ClaimType.STRING, 0, List.of(new ClaimValue.Text(value)));
  }

  @Test
  void it_is_a_primary_token_without_a_role_in_a_pair() throws Exception {
    Token token = machine.token(Person.of(1000));

    assertThat(token.type()).isEqualTo(TokenType.PRIMARY);
    assertThat(token.elevation()).isEqualTo(ElevationType.DEFAULT);
    assertThat(token.isRestricted()).isFalse();
    assertThat(token.isAdjusted()).isFalse();
    assertThat(token.identity().confinement()).isEqualTo(TokenSpec.Confinement.NONE);
  }

  @Test
  void the_mandatory_policy_is_no_write_up_and_nothing_is_audited() throws Exception {
    assertThat(machine.token(Person.of(1000)).identity().policies()).isEqualTo(new TokenSpec.Policies(1, 0));
    assertThat(machine.token(Person.system()).identity().policies()).isEqualTo(new TokenSpec.Policies(1, 0));
  }

  @Test
  void the_source_is_linux_with_the_start_time_of_the_process() throws Exception {
    var provenance = machine.token(Person.of(1000).startedAt(123_456_789_012L)).identity().provenance();

    assertThat(provenance.source()).isEqualTo(TokenSource.of("linux", 123_456_789_012L));
    assertThat(provenance.createdAt()).isEqualTo(Machine.NOW);
    assertThat(provenance.origin()).isZero();
    assertThat(provenance.expiration()).isZero();
  }

  @Test
  void the_scope_is_the_audit_session_and_0_for_services() throws Exception {
    assertThat(scope(Person.of(1000).inSession(7))).isEqualTo(7);
    assertThat(scope(Person.of(1000).inSession(-2).loggedOn(LogonEvidence.NONE))).isEqualTo(-2);
    assertThat(scope(Person.of(1000).inSession(8).loggedOn(LogonEvidence.BATCH))).isEqualTo(8);
    assertThat(scope(Person.of(1001).inSession(7).loggedOn(LogonEvidence.SERVICE))).isZero();
    assertThat(scope(Person.of(1000).inNoSession())).isZero();
    assertThat(scope(Person.of(1000).inNoSession().loggedOn(LogonEvidence.BATCH))).isZero();
    assertThat(scope(Person.system().inNoSession().loggedOn(LogonEvidence.NONE))).isZero();
  }

  private int scope(Person person) throws Exception {
    return machine.token(person).state().interactivityScope();
  }

  @Test
  void the_device_claims_are_what_the_machine_says_of_itself() throws Exception {
    TokenSpec.Device device = machine.token(Person.of(1000)).identity().device();

    assertThat(device.claims())
        .containsExactly(
            text("hostname", "box"), text("machineId", "0123456789abcdef"), text("kernelRelease", "6.18.0"));
    assertThat(device.groups()).isEmpty();
    assertThat(device.restrictedGroups()).isEmpty();
  }

  @Test
  void a_machine_without_an_id_has_no_such_claim() throws Exception {
    Machine plain = new Machine(new HostFacts("box", "", "6.18.0"));

    assertThat(plain.token(Person.of(1000)).identity().device().claims())
        .containsExactly(text("hostname", "box"), text("kernelRelease", "6.18.0"));
  }

  @Test
  void the_user_claims_are_what_the_name_service_says() throws Exception {
    machine.knows(1000, new AccountFacts("alice", "/home/alice", "/bin/sh"));

    assertThat(machine.token(Person.of(1000)).identity().userClaims())
        .containsExactly(text("login", "alice"), text("home", "/home/alice"), text("shell", "/bin/sh"));
    assertThat(machine.token(Person.of(1001)).identity().userClaims()).isEmpty();
  }

  @Test
  void a_claim_keeps_odd_characters_but_those_that_no_claim_holds() throws Exception {
    machine.knows(
        1000, new AccountFacts("al\u0000ice\ud83d\ude00\n\u00e9\"", "/home/\ud83d", "\udc00x\ud83d\ude00\ud83d"));

    assertThat(machine.token(Person.of(1000)).identity().userClaims())
        .containsExactly(
            text("login", "alice\ud83d\ude00\n\u00e9\""), text("home", "/home/"), text("shell", "x\ud83d\ude00"));
  }

  @Test
  void what_the_name_service_leaves_empty_is_no_claim() throws Exception {
    machine.knows(1000, new AccountFacts("alice", "", "\u0000"));

    assertThat(machine.token(Person.of(1000)).identity().userClaims()).containsExactly(text("login", "alice"));
  }

  @Test
  void there_is_none_while_the_name_service_is_still_being_asked() throws Exception {
    machine.stillAsks(true);
    assertThat(machine.derived.blueprint(Person.of(1000).identity())).isNull();
    assertThat(machine.derived.peerBlueprint(Person.of(1000).identity(), ImpersonationLevel.IDENTIFICATION))
        .isNull();
    machine.stillAsks(false);
    assertThat(machine.derived.blueprint(Person.of(1000).identity())).isNotNull();
  }

  @Test
  void a_peers_token_is_the_same_for_impersonation_at_the_level_given() throws Exception {
    for (ImpersonationLevel level : ImpersonationLevel.values()) {
      TokenBlueprint peer = machine.derived.peerBlueprint(Person.of(1000).identity(), level);
      TokenBlueprint process = machine.derived.blueprint(Person.of(1000).identity());

      assertThat(peer).isNotNull();
      assertThat(process).isNotNull();
      assertThat(peer.type()).isEqualTo(TokenType.IMPERSONATION);
      assertThat(peer.level()).isEqualTo(level);
      assertThat(peer.as(TokenType.PRIMARY, ImpersonationLevel.ANONYMOUS)).isEqualTo(process);
    }
  }

  @Test
  void equal_identities_give_equal_tokens() throws Exception {
    machine.knows(1000, new AccountFacts("alice", "/home/alice", "/bin/sh"));
    TokenBlueprint first = machine.derived.blueprint(Person.of(1000).inGroups(5, 6).identity());
    TokenBlueprint second = machine.derived.blueprint(Person.of(1000).inGroups(5, 6).identity());

    assertThat(first).isEqualTo(second).isNotNull();
    assertThat(first.identity().user()).isEqualTo(Sid.unixUser(1000));
  }
}
