package dev.tokend.monitor.operation.derive;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.bytes.LittleEndian;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.Worked;
import dev.tokend.monitor.World;
import dev.tokend.monitor.event.TokenCreated;
import dev.tokend.monitor.operation.session.InvalidateSession;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.PrivilegeState;
import dev.tokend.monitor.state.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreateTokenTest {
  private static final String TABLE = "tokens §11 row ";

  private final World world = new World();
  private final Caller minter = world.caller(BOB, Privilege.SE_CREATE_TOKEN);

  @Test
  void row_1_refuses_a_caller_without_a_token() {
    Caller gone = world.ended();
    refused(world.monitor, TABLE + 1, Errno.EACCES, () -> create(gone, null));
  }

  @Test
  void row_2_refuses_no_spec() {
    Caller plain = world.caller(ALICE);
    refused(world.monitor, TABLE + 2, Errno.EINVAL, () -> create(plain, null));
  }

  @Test
  void row_3_wants_SeCreateToken_on_the_effective_token_before_it_reads_the_spec() {
    Caller plain = world.caller(ALICE);
    Refusal refusal = refused(world.monitor, TABLE + 3, Errno.EPERM, () -> create(plain, Bytes.EMPTY));
    assertThat(refusal.need()).isEqualTo(new Need.PrivilegeNeeded(Privilege.SE_CREATE_TOKEN));
    Caller impersonating = world.caller(ALICE, Privilege.SE_CREATE_TOKEN);
    world.impersonating(
        impersonating,
        world.user(ALICE).impersonation(ImpersonationLevel.IMPERSONATION).build(World.minted(ALICE)));
    refused(world.monitor, TABLE + 3, Errno.EPERM, () -> create(impersonating, Worked.spec("A")));
    world.impersonating(
        plain,
        world
            .user(ALICE)
            .impersonation(ImpersonationLevel.IMPERSONATION)
            .privileges(World.holding(Privilege.SE_CREATE_TOKEN))
            .build(World.minted(ALICE)));
    sure(() -> create(plain, Worked.spec("A")));
  }

  @Test
  void row_4_refuses_every_rejection_vector_of_the_formats_and_marks_nothing() {
    List<Bytes> vectors = new ArrayList<>();
    vectors.add(with32("A", 0, 1));
    vectors.add(with8("A", 4, 3));
    vectors.add(with8("A", 5, 2));
    vectors.add(with8("A", 6, 1));
    vectors.add(with32("A", 12, 4));
    vectors.add(with8("A", 24, 0x80));
    vectors.add(with32("A", 32, 1));
    vectors.add(with32("A", 36, 0));
    vectors.add(with32("A", 44, 0x10));
    vectors.add(with32("A", 56, 4242));
    vectors.add(with32("A", 64, 1));
    vectors.add(with32("A", 88, 0));
    vectors.add(with32("A", 88, 188));
    vectors.add(with32("A", 96, 1));
    vectors.add(with8("A", 159, 1));
    vectors.add(with8("A", 157, 1));
    vectors.add(with8("A", 156, 2));
    vectors.add(with32("A", 188, 1));
    vectors.add(Bytes.of(Arrays.copyOf(Worked.spec("A").toByteArray(), 221)));
    vectors.add(Bytes.of(Arrays.copyOf(Worked.spec("A").toByteArray(), 219)));
    vectors.add(with32("B", 96, 5));
    vectors.add(with32("B", 64, 1));
    vectors.add(with32("B", 68, 7));
    vectors.add(with32("B", 104, 68));
    vectors.add(with32("B", 164, 2));
    for (int i = 0; i < vectors.size(); i++) {
      Bytes vector = vectors.get(i);
      refused(world.monitor, TABLE + 4, Errno.EINVAL, () -> create(minter, vector));
    }
    assertThat(minter.primary().privileges().used()).isZero();
  }

  @Test
  void row_4_refuses_the_logon_sid_among_the_groups_and_a_dead_session() throws Exception {
    Bytes logon =
        Bytes.of(
            TokenSpec.builder(ALICE, 1000)
                .groups(List.of(new SidAndAttributes(Sid.logon(1000), 7)))
                .build()
                .toByteArray());
    Refusal groups = refused(world.monitor, TABLE + 4, Errno.EINVAL, () -> create(minter, logon));
    assertThat(groups.check()).contains("groups");
    Bytes other =
        Bytes.of(
            TokenSpec.builder(ALICE, 1001)
                .groups(List.of(new SidAndAttributes(Sid.logon(1000), 7)))
                .build()
                .toByteArray());
    sure(() -> create(minter, other));
    Caller admin = world.system();
    sure(() -> world.monitor.invalidateSession(new InvalidateSession.Request(admin, 1001)));
    Refusal dead = refused(world.monitor, TABLE + 4, Errno.EINVAL, () -> create(minter, Worked.spec("C")));
    assertThat(dead.check()).contains("session");
  }

  @Test
  void the_largest_group_counts() throws Exception {
    Bytes usual = manyGroups(1023, 5);
    assertThat(usual.size()).isEqualTo(192 + 28 + 1023 * 36);
    assertThat(sure(() -> create(minter, usual)).token().groups()).hasSize(1024);
    Bytes largest = manyGroups(859, 15);
    assertThat(largest.size()).isEqualTo(65504);
    sure(() -> create(minter, largest));
  }

  @Test
  void no_token_id_left_leaves_the_privilege_unmarked() {
    World last = new World(new IdSeeds(-4L, 1000));
    Caller edge = last.caller(BOB, Privilege.SE_CREATE_TOKEN);
    refused(
        last.monitor,
        "tokens §2",
        Errno.ERANGE,
        () -> last.monitor.createToken(new CreateToken.Request(edge, Worked.spec("A"))));
  }

  @Test
  void the_minimal_token_has_the_logon_sid_alone_and_its_user_as_owner_and_group() {
    Token token = sure(() -> create(minter, Worked.spec("A"))).token();
    assertThat(token.groups()).containsExactly(new SidAndAttributes(Sid.logon(1000), 0xC000_0007));
    assertThat(token.owner()).isEqualTo(ALICE);
    assertThat(token.primaryGroup()).isEqualTo(ALICE);
    assertThat(token.state().defaults().dacl()).isNull();
  }

  @Test
  void every_field_of_the_full_sample_comes_from_the_spec() throws Exception {
    world.events.clear();
    TokenSpec spec = TokenSpec.parse(Worked.spec("C").toByteArray());
    Handle handle = sure(() -> create(minter, Worked.spec("C")));
    Token token = handle.token();
    assertThat(handle.mask()).isEqualTo(TokenRights.ALL_ACCESS);
    assertThat(token.type()).isEqualTo(TokenType.IMPERSONATION);
    assertThat(token.level()).isEqualTo(ImpersonationLevel.IMPERSONATION);
    assertThat(token.session()).isSameAs(world.otherSession);
    assertThat(token.user()).isEqualTo(ALICE);
    assertThat(token.identity().restriction()).isEqualTo(spec.restriction());
    assertThat(token.identity().device()).isEqualTo(spec.device());
    assertThat(token.identity().integrityLevel()).isEqualTo(4096);
    assertThat(token.identity().policies()).isEqualTo(new TokenSpec.Policies(1, 0xF));
    assertThat(token.identity().userClaims()).isEqualTo(spec.userClaims()).hasSize(2);
    assertThat(token.identity().confinement()).isEqualTo(spec.confinement());
    assertThat(token.identity().confinement().isolationBoundary()).isTrue();
    assertThat(token.identity().provenance().source()).isEqualTo(spec.source());
    assertThat(token.identity().provenance().origin()).isEqualTo(1000);
    assertThat(token.identity().provenance().createdAt()).isEqualTo(World.NOW);
    assertThat(token.identity().provenance().expiration()).isEqualTo(1_893_456_000L);
    assertThat(token.identity().projection()).isEqualTo(new TokenSpec.Projection(1001, 2000, List.of(2000)));
    assertThat(token.privileges()).isEqualTo(PrivilegeState.initial(1L << 23, 1L << 23));
    assertThat(token.state().interactivityScope()).isEqualTo(2);
    assertThat(token.elevation()).isEqualTo(ElevationType.DEFAULT);
    assertThat(token.groupDefaults()).isEqualTo(token.state().enabledGroups());
    assertThat(token.primaryGroup()).isEqualTo(WellKnown.EVERYONE);
    assertThat(token.modifiedId()).isEqualTo(token.id());
    assertThat(token.descriptor()).isEqualTo(DefaultSecurity.token(BOB, ALICE));
    assertThat(minter.primary().privileges().used()).isEqualTo(Privilege.SE_CREATE_TOKEN.mask());
    assertThat(world.events)
        .singleElement()
        .isInstanceOfSatisfying(
            TokenCreated.class,
            event -> {
              assertThat(event.name()).isEqualTo("token-create");
              assertThat(event.mode().label()).isEqualTo("mint");
              assertThat(event.tokenId()).isEqualTo(token.id());
              assertThat(event.sourceTokenId()).isNull();
              assertThat(event.userSid()).isEqualTo(ALICE);
              assertThat(event.userDenyOnly()).isTrue();
              assertThat(event.groupSids()).isEqualTo(token.identity().groups().sids());
              assertThat(event.writeRestricted()).isTrue();
              assertThat(event.privilegesPresent()).isEqualTo(1L << 23);
              assertThat(event.integrityLevel()).isEqualTo(4096);
              assertThat(event.authId()).isEqualTo(1001);
              assertThat(event.confinementSid()).isEqualTo(spec.confinement().sid());
              assertThat(event.interactivityScope()).isEqualTo(2);
              assertThat(event.projectedUid()).isEqualTo(1001);
              assertThat(event.projectedGid()).isEqualTo(2000);
            });
  }

  @Test
  void the_creator_in_the_descriptor_is_the_primary_user_even_while_impersonating() {
    Caller impersonating = world.caller(BOB, Privilege.SE_IMPERSONATE);
    world.impersonating(
        impersonating,
        world
            .user(ALICE)
            .impersonation(ImpersonationLevel.IMPERSONATION)
            .privileges(World.holding(Privilege.SE_CREATE_TOKEN))
            .build(World.minted(ALICE)));
    Token token = sure(() -> create(impersonating, Worked.spec("A"))).token();
    assertThat(token.descriptor()).isEqualTo(DefaultSecurity.token(BOB, ALICE));
    assertThat(impersonating.effective().privileges().used()).isEqualTo(Privilege.SE_CREATE_TOKEN.mask());
    assertThat(impersonating.primary().privileges().used()).isEqualTo(Privilege.SE_IMPERSONATE.mask());
  }

  private static Bytes manyGroups(int count, int subAuthorities) throws Exception {
    List<SidAndAttributes> groups = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] rids = new int[subAuthorities];
      rids[0] = 21;
      rids[subAuthorities - 1] = 10_000 + i;
      groups.add(new SidAndAttributes(Sid.of(5, rids), 7));
    }
    return Bytes.of(TokenSpec.builder(ALICE, 1000).groups(groups).build().toByteArray());
  }

  private static Bytes with8(String sample, int offset, int value) {
    byte[] bytes = Worked.spec(sample).toByteArray();
    bytes[offset] = (byte) value;
    return Bytes.of(bytes);
  }

  private static Bytes with32(String sample, int offset, int value) {
    byte[] bytes = Worked.spec(sample).toByteArray();
    LittleEndian.putInt(bytes, offset, value);
    return Bytes.of(bytes);
  }

  private Handle create(Caller caller, Bytes spec) throws Refusal {
    return world.monitor.createToken(new CreateToken.Request(caller, spec));
  }
}
