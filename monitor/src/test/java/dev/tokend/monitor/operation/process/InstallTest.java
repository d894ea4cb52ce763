package dev.tokend.monitor.operation.process;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.World;
import dev.tokend.monitor.operation.session.InvalidateSession;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HolderKind;
import dev.tokend.monitor.state.StoredDescriptor;
import dev.tokend.monitor.state.Token;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstallTest {
  private static final String TABLE = "tokens §10.5 row ";
  private static final long ASSIGN = Privilege.SE_ASSIGN_PRIMARY_TOKEN.mask();
  private static final long TCB = Privilege.SE_TCB.mask();

  private final World world = new World();
  private final Caller plain = world.caller(ALICE);
  private final Caller assigner = world.caller(ALICE, Privilege.SE_ASSIGN_PRIMARY_TOKEN);
  private final Caller tcb = world.caller(ALICE, Privilege.SE_ASSIGN_PRIMARY_TOKEN, Privilege.SE_TCB);

  @Test
  void row_1_refuses_a_handle_without_the_right() {
    Handle weak = world.handleOn(client(ALICE).token(), TokenRights.ALL_ACCESS & ~TokenRights.ASSIGN_PRIMARY);
    refused(world.monitor, TABLE + 1, Errno.EACCES, () -> install(plain, weak));
  }

  @Test
  void row_2_refuses_an_impersonation_token() {
    Handle client = client(ALICE);
    refused(world.monitor, TABLE + 2, Errno.EINVAL, () -> install(plain, client));
  }

  @Test
  void row_3_asks_the_primary_token_for_SeAssignPrimaryToken() {
    Handle same = world.handleOn(world.userToken(ALICE));
    Refusal refusal = refused(world.monitor, TABLE + 3, Errno.EACCES, () -> install(plain, same));
    assertThat(refusal.need()).isEqualTo(new Need.PrivilegeNeeded(Privilege.SE_ASSIGN_PRIMARY_TOKEN));
    Caller gone = world.ended();
    refused(world.monitor, TABLE + 3, Errno.EACCES, () -> install(gone, same));
    world.impersonating(
        plain,
        world
            .user(ALICE)
            .impersonation(ImpersonationLevel.IMPERSONATION)
            .privileges(World.holding(Privilege.SE_ASSIGN_PRIMARY_TOKEN))
            .build(World.minted(ALICE)));
    refused(world.monitor, TABLE + 3, Errno.EACCES, () -> install(plain, same));
  }

  @Test
  void row_4_refuses_a_token_of_a_dead_session_whatever_the_privileges() {
    Caller admin = world.system();
    Handle dead = world.handleOn(world.user(ALICE, world.otherSession.id()).build(World.minted(ALICE)));
    sure(() -> world.monitor.invalidateSession(new InvalidateSession.Request(admin, world.otherSession.id())));
    refused(world.monitor, TABLE + 4, Errno.EACCES, () -> install(tcb, dead));
  }

  @Test
  void rows_5_and_6_want_SeTcb_for_another_user_or_session() {
    Handle bob = world.handleOn(world.userToken(BOB));
    Refusal refusal = refused(world.monitor, TABLE + 5, Errno.EACCES, () -> install(assigner, bob));
    assertThat(refusal.need()).isEqualTo(new Need.PrivilegeNeeded(Privilege.SE_TCB));
    Handle elsewhere = world.handleOn(world.user(ALICE, world.otherSession.id()).build(World.minted(ALICE)));
    refused(world.monitor, TABLE + 6, Errno.EACCES, () -> install(assigner, elsewhere));
    Handle both = world.handleOn(world.user(BOB, world.otherSession.id()).build(World.minted(BOB)));
    refused(world.monitor, TABLE + 5, Errno.EACCES, () -> install(assigner, both));
  }

  @Test
  void row_7_refuses_to_become_root_without_being_SYSTEM() {
    Handle root =
        world.handleOn(
            world.user(ALICE).projection(new TokenSpec.Projection(0, 0, List.of())).build(World.minted(ALICE)));
    refused(world.monitor, TABLE + 7, Errno.EACCES, () -> install(tcb, root));
    Handle system = world.handleOn(world.monitor.system().blueprint());
    sure(() -> install(tcb, system));
  }

  @Test
  void more_groups_than_linux_takes_are_too_many() {
    List<Integer> gids = Collections.nCopies(65_536, 7);
    Handle most =
        world.handleOn(
            world.user(ALICE).projection(new TokenSpec.Projection(1001, 0, gids)).build(World.minted(ALICE)));
    List<Integer> oneMore = Collections.nCopies(65_537, 7);
    Handle tooMany =
        world.handleOn(
            world.user(ALICE).projection(new TokenSpec.Projection(1001, 0, oneMore)).build(World.minted(ALICE)));
    refused(world.monitor, "tokens §23", Errno.E2BIG, () -> install(tcb, tooMany));
    sure(() -> install(tcb, most));
  }

  @Test
  void the_very_object_is_installed_for_every_thread() {
    Handle same = world.handleOn(world.userToken(ALICE));
    Token outgoing = assigner.primary();
    Handle look = world.openSelf(assigner, TokenRights.QUERY);
    Caller sibling = new Caller(assigner.process(), assigner.tid() + 1);
    Token impersonated =
        world.impersonating(
            sibling, world.user(ALICE).impersonation(ImpersonationLevel.DELEGATION).build(World.minted(ALICE)));
    StoredDescriptor descriptor = assigner.process().descriptor();
    assertThat(assigner.process().isBound()).isFalse();
    sure(() -> install(assigner, same));
    assertThat(assigner.primary()).isSameAs(same.token());
    assertThat(assigner.effective()).isSameAs(same.token());
    assertThat(sibling.primary()).isSameAs(same.token());
    assertThat(sibling.effective()).isSameAs(impersonated);
    world.monitor.revert(sibling);
    assertThat(sibling.effective()).isSameAs(same.token());
    assertThat(same.token().isAdjusted()).isFalse();
    assertThat(same.token().references(HolderKind.PRIMARY_SLOT)).isEqualTo(1);
    assertThat(assigner.process().descriptor()).isSameAs(descriptor);
    assertThat(assigner.process().isBound()).isTrue();
    assertThat(outgoing.privileges().used()).isEqualTo(ASSIGN);
    assertThat(outgoing.references()).isEqualTo(1);
    world.monitor.close(look);
    assertThat(world.monitor.tokens().find(outgoing.id())).isNull();
  }

  @Test
  void another_user_rebuilds_the_process_descriptor_and_SeTcb_is_marked_when_needed() {
    Handle bob = world.handleOn(world.userToken(BOB));
    Token outgoing = tcb.primary();
    sure(() -> install(tcb, bob));
    assertThat(outgoing.privileges().used()).isEqualTo(ASSIGN | TCB);
    assertThat(tcb.process().descriptor()).isEqualTo(DefaultSecurity.process(bob.token()));
    assertThat(bob.token().privileges().used()).isZero();

    Caller again = world.caller(ALICE, Privilege.SE_ASSIGN_PRIMARY_TOKEN, Privilege.SE_TCB);
    Token second = again.primary();
    Handle elsewhere = world.handleOn(world.user(ALICE, world.otherSession.id()).build(World.minted(ALICE)));
    sure(() -> install(again, elsewhere));
    assertThat(second.privileges().used()).isEqualTo(ASSIGN | TCB);

    Caller third = world.caller(ALICE, Privilege.SE_ASSIGN_PRIMARY_TOKEN, Privilege.SE_TCB);
    Token unneeded = third.primary();
    Handle same = world.handleOn(world.userToken(ALICE));
    sure(() -> install(third, same));
    assertThat(unneeded.privileges().used()).isEqualTo(ASSIGN);
  }

  @Test
  void installing_ones_own_primary_token_again_is_harmless() {
    Handle own = world.handleOn(assigner.primary(), TokenRights.ALL_ACCESS);
    sure(() -> install(assigner, own));
    assertThat(assigner.primary()).isSameAs(own.token());
    assertThat(own.token().references(HolderKind.PRIMARY_SLOT)).isEqualTo(1);
  }

  private Handle client(Sid user) {
    return world.handleOn(
        world.user(user).impersonation(ImpersonationLevel.IMPERSONATION).build(World.minted(user)));
  }

  private void install(Caller caller, Handle handle) throws Refusal {
    world.monitor.install(new Install.Request(caller, handle));
  }
}
