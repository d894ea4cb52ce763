package dev.tokend.surface.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.kacs.token.QueryPayload;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.surface.Generator;
import dev.tokend.surface.protocol.Inspection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartingPointTest {
  private static final Sid USER = Sid.of("S-1-22-1-1000");

  private static TokenSpec plain(SidAndAttributes... groups) {
    return TokenSpec.builder(USER, 1000).groups(List.of(groups))
        .projection(new TokenSpec.Projection(1000, 1000, List.of())).build();
  }

  private static SidAndAttributes group(String sid, int attributes) {
    return new SidAndAttributes(Sid.of(sid), attributes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c"})
  void a_token_minted_from_a_worked_example_gives_a_spec_that_mints_it_again(String example) throws Exception {
    TokenSpec spec = TokenSpec.parse(WorkedSpecs.bytes(example));
    StartingPoint start = StartingPoint.of(new MintedToken(spec).inspection());
    assertThat(start.remarks()).isEmpty();
    assertMintsTheSame(start.spec(), spec);
  }

  @Test
  void any_minted_token_gives_a_spec_that_mints_it_again() {
    Generator.cases(1000, random -> {
      TokenSpec spec = RandomSpecs.token(random);
      StartingPoint start = StartingPoint.of(new MintedToken(spec).inspection());
      assertThat(start.remarks()).isEmpty();
      assertMintsTheSame(start.spec(), spec);
      assertThat(TokenSpecText.parse(TokenSpecText.print(start.spec(), SpecStyle.COMMENTED, start.remarks())))
          .isEqualTo(start.spec());
    });
  }

  private static void assertMintsTheSame(TokenSpec spec, TokenSpec original) throws MalformedException {
    assertThat(new MintedToken(spec).inspection().encode())
        .isEqualTo(new MintedToken(original).inspection().encode());
  }

  @Test
  void the_state_of_groups_and_privileges_becomes_their_default() throws Exception {
    TokenSpec spec = plain(group("S-1-1-0", 7), group("S-1-5-11", 0));
    MintedToken adjusted = new MintedToken(spec)
        .with(QueryClass.GROUPS, new QueryPayload.SidList(List.of(
            group("S-1-1-0", 2), group("S-1-5-11", 4), group("S-1-5-5-0-1000", 0xC0000007))))
        .with(QueryClass.PRIVILEGES, new QueryPayload.PrivilegeWords(new Privileges(0xF0, 0x30, 0x50, 0xFFFF)));
    StartingPoint start = StartingPoint.of(adjusted.inspection());
    assertThat(start.spec().groups()).containsExactly(group("S-1-1-0", 0), group("S-1-5-11", 6));
    assertThat(start.spec().privilegesPresent()).isEqualTo(0xF0);
    assertThat(start.spec().privilegesEnabled()).isEqualTo(0x30);
    assertThat(start.remarks()).containsExactly(
        "Groups are enabled by default as they are enabled now.",
        "Privileges are enabled by default as they are enabled now.");
  }

  @Test
  void root_without_the_powers_of_system_is_projected_to_no_uid() throws Exception {
    StartingPoint start = StartingPoint.of(new MintedToken(plain()).linux(0, 0, false).inspection());
    assertThat(start.spec().projection().uid()).isEqualTo(TokenSpec.Projection.UNMAPPED);
    assertThat(start.spec().projection().gid()).isZero();
    assertThat(start.remarks()).containsExactly(
        "Only S-1-5-18 is projected to uid 0; here the uid is 65534, for none.");
  }

  @Test
  void what_cannot_be_said_and_what_stands_in_the_way_is_remarked() throws Exception {
    MintedToken token = new MintedToken(plain(group("S-1-1-0", 7)))
        .linux(1000, 1000, true)
        .sid(QueryClass.OWNER, Sid.of("S-1-1-0"))
        .sid(QueryClass.PRIMARY_GROUP, Sid.of("S-1-5-5-0-1000"))
        .u32(QueryClass.ELEVATION_TYPE, 2);
    StartingPoint start = StartingPoint.of(token.inspection());
    assertThat(start.spec().ownerIndex()).isZero();
    assertThat(start.spec().primaryGroupIndex()).isZero();
    assertThat(start.remarks()).containsExactly(
        "The logon session was invalidated: name another one, no token is minted in this one.",
        "The token is one of an elevation pair; a minted one is in none until it is linked.",
        "The owner S-1-1-0 cannot be named in a spec; here it is the user.",
        "The primary group S-1-5-5-0-1000 cannot be named in a spec; here it is the user.");
  }

  @Test
  void the_first_group_that_may_own_is_the_owner() throws Exception {
    MintedToken token = new MintedToken(plain(group("S-1-1-0", 7), group("S-1-1-0", 0xF)))
        .sid(QueryClass.OWNER, Sid.of("S-1-1-0")).sid(QueryClass.PRIMARY_GROUP, Sid.of("S-1-1-0"));
    StartingPoint start = StartingPoint.of(token.inspection());
    assertThat(start.spec().ownerIndex()).isEqualTo(2);
    assertThat(start.spec().primaryGroupIndex()).isEqualTo(1);
    assertThat(start.remarks()).isEmpty();
  }

  @Test
  void an_answer_that_is_none_is_malformed() {
    for (MintedToken token : List.of(
        new MintedToken(plain()).with(QueryClass.USER, new byte[3]),
        new MintedToken(plain()).u32(QueryClass.MANDATORY_POLICY, 4))) {
      assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> StartingPoint.of(token.inspection()));
    }
  }

  @Test
  void a_class_that_was_not_asked_for_is_a_mistake_of_the_caller() {
    Inspection missing = new MintedToken(plain()).without(QueryClass.ORIGIN).inspection();
    assertThatIllegalStateException().isThrownBy(() -> StartingPoint.of(missing));
  }
}
