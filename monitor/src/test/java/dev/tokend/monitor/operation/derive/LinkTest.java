package dev.tokend.monitor.operation.derive;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.monitor.World;
import dev.tokend.monitor.event.SessionDestroyed;
import dev.tokend.monitor.operation.adjust.AdjustGroups;
import dev.tokend.monitor.operation.process.NewProcess;
import dev.tokend.monitor.operation.query.PrivilegeCheck;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HolderKind;
import dev.tokend.monitor.state.LinkedPair;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkTest {
  private static final String TABLE = "tokens §15.1 row ";
  private static final String LINKED = "tokens §15.2 row ";

  private final World world = new World();
  private final Caller tcb = world.caller(BOB, Privilege.SE_TCB);
  private final Caller plain = world.caller(ALICE);
  private final long session = world.session.id();
  private final Handle full = world.handleOn(world.userToken(ALICE, Privilege.SE_SHUTDOWN));
  private final Handle limited = world.handleOn(world.userToken(ALICE));

  @Test
  void row_2_asks_the_primary_token_for_SeTcb_before_it_looks_at_the_handles() {
    LinkArgument none = new LinkArgument.NotOpen();
    Refusal refusal = refused(world.monitor, TABLE + 2, Errno.EACCES, () -> link(plain, none, none, 1));
    assertThat(refusal.need()).isEqualTo(new Need.PrivilegeNeeded(Privilege.SE_TCB));
    Caller gone = world.ended();
    refused(world.monitor, TABLE + 2, Errno.EACCES, () -> link(gone, none, none, 1));
  }

  @Test
  void row_3_refuses_descriptors_that_are_no_handles() {
    LinkArgument closed = new LinkArgument.NotOpen();
    LinkArgument other = new LinkArgument.NotAToken();
    LinkArgument fine = new LinkArgument.TokenHandle(full);
    refused(world.monitor, TABLE + 3, Errno.EBADF, () -> link(tcb, closed, other, 1));
    refused(world.monitor, TABLE + 3, Errno.EINVAL, () -> link(tcb, other, closed, 1));
    refused(world.monitor, TABLE + 3, Errno.EBADF, () -> link(tcb, fine, closed, 1));
    refused(world.monitor, TABLE + 3, Errno.EINVAL, () -> link(tcb, fine, other, 1));
  }

  @Test
  void row_4_wants_TOKEN_DUPLICATE_on_both() {
    Handle weak = world.handleOn(limited.token(), TokenRights.ALL_ACCESS & ~TokenRights.DUPLICATE);
    refused(world.monitor, TABLE + 4, Errno.EACCES, () -> link(tcb, full, weak, 1));
    refused(world.monitor, TABLE + 4, Errno.EACCES, () -> link(tcb, weak, full, 1));
  }

  @Test
  void row_5_wants_a_published_session() {
    refused(world.monitor, TABLE + 5, Errno.EINVAL, () -> link(tcb, full, full, 4242));
  }

  @Test
  void row_6_wants_two_tokens() {
    Handle again = world.handleOn(full.token(), TokenRights.ALL_ACCESS);
    refused(world.monitor, TABLE + 6, Errno.EINVAL, () -> link(tcb, full, again, session));
  }

  @Test
  void row_7_wants_primary_tokens() {
    Handle client =
        world.handleOn(
            world.user(ALICE).impersonation(ImpersonationLevel.DELEGATION).build(World.minted(ALICE)));
    refused(world.monitor, TABLE + 7, Errno.EINVAL, () -> link(tcb, client, limited, session));
    refused(world.monitor, TABLE + 7, Errno.EINVAL, () -> link(tcb, full, client, session));
  }

  @Test
  void row_8_wants_both_in_that_session() {
    Handle elsewhere = world.handleOn(world.user(BOB, world.otherSession.id()).build(World.minted(ALICE)));
    refused(world.monitor, TABLE + 8, Errno.EINVAL, () -> link(tcb, full, elsewhere, session));
    refused(world.monitor, TABLE + 8, Errno.EINVAL, () -> link(tcb, elsewhere, limited, session));
    refused(
        world.monitor, TABLE + 8, Errno.EINVAL, () -> link(tcb, full, limited, world.otherSession.id()));
  }

  @Test
  void row_9_wants_one_user() {
    Handle bob = world.handleOn(world.userToken(BOB));
    refused(world.monitor, TABLE + 9, Errno.EINVAL, () -> link(tcb, full, bob, session));
  }

  @Test
  void row_10_keeps_each_token_to_its_role_for_good() {
    sure(() -> link(tcb, full, limited, session));
    Handle third = world.handleOn(world.userToken(ALICE));
    refused(world.monitor, TABLE + 10, Errno.EINVAL, () -> link(tcb, limited, third, session));
    refused(world.monitor, TABLE + 10, Errno.EINVAL, () -> link(tcb, third, full, session));
    sure(() -> link(tcb, third, limited, session));
    refused(world.monitor, TABLE + 10, Errno.EINVAL, () -> link(tcb, limited, full, session));
    assertThat(full.token().elevation()).isEqualTo(ElevationType.FULL);
    refused(world.monitor, LINKED + 3, Errno.ENOENT, () -> linked(plain, full));
    sure(() -> link(tcb, full, limited, session));
    assertThat(world.session.pair()).isEqualTo(new LinkedPair(full.token(), limited.token()));
  }

  @Test
  void the_pair_gets_its_slots_and_roles_and_nothing_else_changes() {
    TokenBlueprint elevated = full.token().blueprint();
    TokenBlueprint filtered = limited.token().blueprint();
    sure(() -> link(tcb, full, limited, session));
    assertThat(full.token().blueprint()).isEqualTo(elevated.with(elevated.state().with(ElevationType.FULL)));
    assertThat(limited.token().blueprint())
        .isEqualTo(filtered.with(filtered.state().with(ElevationType.LIMITED)));
    assertThat(full.token().references(HolderKind.PAIR_SLOT)).isEqualTo(1);
    assertThat(full.token().isAdjusted()).isFalse();
    assertThat(tcb.primary().privileges().used()).isEqualTo(Privilege.SE_TCB.mask());
    sure(() -> link(tcb, full, limited, session));
    assertThat(full.token().references(HolderKind.PAIR_SLOT)).isEqualTo(1);
  }

  @Test
  void a_replaced_pair_lets_go_of_its_tokens() {
    Handle elevated = world.handleOn(world.userToken(ALICE));
    Handle filtered = world.handleOn(world.userToken(ALICE));
    long id = elevated.token().id();
    sure(() -> link(tcb, elevated, filtered, session));
    world.monitor.close(elevated);
    assertThat(world.monitor.tokens().find(id)).isNotNull();
    sure(() -> link(tcb, full, filtered, session));
    assertThat(world.monitor.tokens().find(id)).isNull();
    assertThat(filtered.token().references(HolderKind.PAIR_SLOT)).isEqualTo(1);
  }

  @Test
  void a_session_of_which_only_the_pair_is_left_ends() {
    LogonSession own = world.openSession(ALICE);
    Handle elevated = world.handleOn(world.user(ALICE, own.id()).build(World.minted(ALICE)));
    Handle filtered = world.handleOn(world.user(ALICE, own.id()).build(World.minted(ALICE)));
    Handle third = world.handleOn(world.user(ALICE, own.id()).build(World.minted(ALICE)));
    sure(() -> link(tcb, elevated, filtered, own.id()));
    world.events.clear();
    world.monitor.close(elevated);
    world.monitor.close(filtered);
    assertThat(world.monitor.sessions().find(own.id())).isSameAs(own);
    assertThat(world.events).isEmpty();
    world.monitor.close(third);
    assertThat(world.monitor.sessions().find(own.id())).isNull();
    assertThat(own.pair()).isNull();
    assertThat(own.liveTokens()).isZero();
    assertThat(world.monitor.tokens().find(elevated.token().id())).isNull();
    assertThat(world.monitor.tokens().find(filtered.token().id())).isNull();
    assertThat(world.events)
        .containsExactly(new SessionDestroyed(own.id(), ALICE, own.logonType(), "Negotiate", World.NOW));
  }

  @Test
  void get_linked_row_2_wants_TOKEN_QUERY() {
    sure(() -> link(tcb, full, limited, session));
    Handle weak = world.handleOn(full.token(), TokenRights.ALL_ACCESS & ~TokenRights.QUERY);
    refused(world.monitor, LINKED + 2, Errno.EACCES, () -> linked(tcb, weak));
  }

  @Test
  void get_linked_row_3_wants_the_very_object_in_its_slot() {
    refused(world.monitor, LINKED + 3, Errno.ENOENT, () -> linked(tcb, full));
    sure(() -> link(tcb, full, limited, session));
    // A forked copy says Full and is not in the slot.
    Caller parent = world.caller(ALICE);
    Handle own = world.handleOn(parent.primary(), TokenRights.ALL_ACCESS);
    sure(() -> link(tcb, own, limited, session));
    ProcessState child = sure(() -> world.monitor.newProcess(new NewProcess.Request(parent, 777)));
    assertThat(child.primary().elevation()).isEqualTo(ElevationType.FULL);
    Handle onCopy = world.handleOn(child.primary(), TokenRights.ALL_ACCESS);
    refused(world.monitor, LINKED + 3, Errno.ENOENT, () -> linked(tcb, onCopy));
    sure(() -> linked(tcb, own));
  }

  @Test
  void a_holder_of_SeTcb_gets_the_partner_itself() {
    sure(() -> link(world.system(), full, limited, session));
    GetLinked.Linked result = sure(() -> linked(tcb, full));
    assertThat(result.real()).isTrue();
    assertThat(result.handle().token()).isSameAs(limited.token());
    assertThat(result.handle().mask()).isEqualTo(TokenRights.ALL_ACCESS);
    assertThat(sure(() -> linked(tcb, limited)).handle().token()).isSameAs(full.token());
    assertThat(tcb.primary().privileges().used()).isEqualTo(Privilege.SE_TCB.mask());
  }

  @Test
  void everybody_else_gets_a_copy_to_look_at() {
    Caller used = world.caller(world.userToken(ALICE, Privilege.SE_SHUTDOWN));
    sure(() -> world.monitor.privilegeCheck(new PrivilegeCheck.Request(used, List.of(19), 0)));
    Handle elevated = world.handleOn(used.primary(), TokenRights.ALL_ACCESS);
    AdjustGroups.Entry off = new AdjustGroups.Entry(3, 0);
    sure(() -> world.monitor.adjustGroups(new AdjustGroups.Request(elevated, 0, List.of(off))));
    sure(() -> link(tcb, elevated, limited, session));
    GetLinked.Linked result = sure(() -> linked(plain, limited));
    Token copy = result.handle().token();
    Token partner = elevated.token();
    TokenBlueprint expected = partner.blueprint();
    assertThat(result.real()).isFalse();
    assertThat(result.handle().mask()).isEqualTo(TokenRights.QUERY);
    assertThat(copy).isNotSameAs(partner);
    assertThat(copy.modifiedId()).isEqualTo(copy.id());
    assertThat(copy.blueprint())
        .isEqualTo(
            new TokenBlueprint(
                expected.authId(),
                expected.identity(),
                TokenType.IMPERSONATION,
                ImpersonationLevel.IDENTIFICATION,
                expected.state().enabledGroups(),
                expected.state().with(DefaultSecurity.token(ALICE, ALICE))));
    assertThat(copy.elevation()).isEqualTo(ElevationType.FULL);
    assertThat(plain.primary().privileges().used()).isZero();
  }

  @Test
  void a_caller_without_a_token_gets_no_partner() {
    sure(() -> link(tcb, full, limited, session));
    Caller gone = world.ended();
    refused(world.monitor, "tokens §1", Errno.EACCES, () -> linked(gone, limited));
  }

  @Test
  void a_derived_process_whose_token_was_linked_is_bound() {
    assertThat(plain.process().isBound()).isFalse();
    Handle own = world.handleOn(plain.primary(), TokenRights.ALL_ACCESS);
    sure(() -> link(tcb, own, limited, session));
    assertThat(plain.process().isBound()).isTrue();
  }

  private void link(Caller caller, Handle elevated, Handle filtered, long sessionId) throws Refusal {
    link(caller, new LinkArgument.TokenHandle(elevated), new LinkArgument.TokenHandle(filtered), sessionId);
  }

  private void link(Caller caller, LinkArgument elevated, LinkArgument filtered, long sessionId) throws Refusal {
    world.monitor.link(new Link.Request(caller, null, elevated, filtered, sessionId));
  }

  private GetLinked.Linked linked(Caller caller, Handle handle) throws Refusal {
    return world.monitor.getLinked(new GetLinked.Request(caller, handle));
  }
}
