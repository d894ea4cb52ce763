package dev.tokend.monitor.operation.session;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.LogonSessionSpec;
import dev.tokend.monitor.World;
import dev.tokend.monitor.event.SessionDestroyed;
import dev.tokend.monitor.event.SessionInvalidated;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.TokenDefaults;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final String CREATE = "tokens §20 create row ";
  private static final String DESTROY = "tokens §20 destroy row ";
  private static final String INVALIDATE = "tokens §20 invalidate row ";
  private static final Bytes SPEC =
      Bytes.of(
          HexFormat.of()
              .parseHex(
                  "0209004e65676f74696174651c000000"
                      + "0105000000000005150000000a000000140000001e000000e9030000"));

  private final World world = new World();
  private final Caller plain = world.caller(ALICE);
  private final Caller tcb = world.caller(BOB, Privilege.SE_TCB);

  @Test
  void create_row_by_row() {
    Caller gone = world.ended();
    refused(world.monitor, CREATE + 1, Errno.EACCES, () -> create(gone, null));
    refused(world.monitor, CREATE + 2, Errno.EINVAL, () -> create(plain, null));
    Refusal refusal = refused(world.monitor, CREATE + 3, Errno.EPERM, () -> create(plain, Bytes.EMPTY));
    assertThat(refusal.need()).isEqualTo(new Need.PrivilegeNeeded(Privilege.SE_TCB));
    for (String bad :
        List.of(
            "",
            "07" + SPEC.toString().substring(2),
            SPEC + "00",
            SPEC.toString().substring(2),
            "0202004bff08000000" + "0100000000000005")) {
      Bytes spec = Bytes.of(HexFormat.of().parseHex(bad));
      refused(world.monitor, CREATE + 4, Errno.EINVAL, () -> create(tcb, spec));
    }
    assertThat(tcb.primary().privileges().used()).isZero();
    World last = new World(new IdSeeds(1000, Long.MAX_VALUE - 1));
    Caller lastTcb = last.caller(BOB, Privilege.SE_TCB);
    refused(
        last.monitor,
        "tokens §4",
        Errno.ERANGE,
        () -> last.monitor.createSession(new CreateSession.Request(lastTcb, SPEC)));
  }

  @Test
  void the_effective_token_is_asked() {
    Caller impersonating = world.caller(ALICE);
    world.impersonating(
        impersonating,
        world
            .user(ALICE)
            .impersonation(ImpersonationLevel.IMPERSONATION)
            .privileges(World.holding(Privilege.SE_TCB))
            .build(World.minted(ALICE)));
    LogonSession session = sure(() -> create(impersonating, SPEC));
    assertThat(impersonating.effective().privileges().used()).isEqualTo(Privilege.SE_TCB.mask());
    assertThat(impersonating.primary().privileges().used()).isZero();
    world.impersonating(
        tcb, world.user(BOB).impersonation(ImpersonationLevel.IMPERSONATION).build(World.minted(BOB)));
    refused(world.monitor, CREATE + 3, Errno.EPERM, () -> create(tcb, SPEC));
    refused(world.monitor, DESTROY + 2, Errno.EPERM, () -> destroy(tcb, session.id()));
    refused(world.monitor, INVALIDATE + 2, Errno.EPERM, () -> invalidate(tcb, session.id()));
  }

  @Test
  void a_created_session_has_every_field_of_its_spec() {
    Caller minter =
        world.caller(
            world
                .user(BOB)
                .privileges(World.holding(Privilege.SE_TCB))
                .defaults(new TokenDefaults(0, 1, null))
                .build(World.minted(BOB)));
    LogonSession session = sure(() -> create(minter, SPEC));
    assertThat(session.id()).isEqualTo(1002);
    assertThat(session.logonType()).isEqualTo(LogonType.INTERACTIVE);
    assertThat(session.user()).isEqualTo(ALICE);
    assertThat(session.authPackage()).isEqualTo("Negotiate");
    assertThat(session.createdAt()).isEqualTo(World.NOW);
    assertThat(session.logonSid()).isEqualTo(Sid.of("S-1-5-5-0-1002"));
    assertThat(session.isDead()).isFalse();
    assertThat(session.liveTokens()).isZero();
    assertThat(session.pair()).isNull();
    assertThat(session.descriptor().owner()).isEqualTo(ALICE);
    assertThat(session.descriptor().group()).isEqualTo(World.DOMAIN_USERS);
    assertThat(session.descriptor().dacl())
        .isEqualTo(
            Acl.of(
                Ace.allow(AccessMask.GENERIC_ALL, ALICE),
                Ace.allow(AccessMask.GENERIC_ALL, WellKnown.ADMINISTRATORS),
                Ace.allow(AccessMask.GENERIC_ALL, WellKnown.SYSTEM)));
    assertThat(world.monitor.sessions().find(1002)).isSameAs(session);
    assertThat(minter.primary().privileges().used()).isEqualTo(Privilege.SE_TCB.mask());
    assertThat(sure(() -> create(minter, SPEC)).id()).isEqualTo(1003);
  }

  @Test
  void destroy_row_by_row() {
    Caller gone = world.ended();
    refused(world.monitor, DESTROY + 1, Errno.EACCES, () -> destroy(gone, 4242));
    refused(world.monitor, DESTROY + 2, Errno.EPERM, () -> destroy(plain, 4242));
    refused(world.monitor, DESTROY + 3, Errno.ENOENT, () -> destroy(tcb, 4242));
    for (long id : new long[] {998, 999, world.session.id()}) {
      refused(world.monitor, DESTROY + 4, Errno.EBUSY, () -> destroy(tcb, id));
    }
    assertThat(tcb.primary().privileges().used()).isZero();
  }

  @Test
  void an_empty_session_is_destroyed_with_one_event() {
    LogonSession session = world.openSession(ALICE);
    world.events.clear();
    sure(() -> destroy(tcb, session.id()));
    assertThat(world.monitor.sessions().find(session.id())).isNull();
    assertThat(world.events)
        .containsExactly(
            new SessionDestroyed(session.id(), ALICE, LogonType.INTERACTIVE, "Negotiate", World.NOW));
    assertThat(world.events.getFirst().name()).isEqualTo("logon-session-destroyed");
    assertThat(tcb.primary().privileges().used()).isEqualTo(Privilege.SE_TCB.mask());
    refused(world.monitor, DESTROY + 3, Errno.ENOENT, () -> destroy(tcb, session.id()));
  }

  @Test
  void a_session_ends_with_its_last_token_and_its_id_is_never_used_again() {
    LogonSession session = world.openSession(ALICE);
    Handle first = world.handleOn(world.user(ALICE, session.id()).build(World.minted(ALICE)));
    Handle second = world.handleOn(first.token(), TokenRights.QUERY);
    world.events.clear();
    world.monitor.close(first);
    assertThat(world.monitor.sessions().find(session.id())).isSameAs(session);
    world.monitor.close(second);
    assertThat(world.monitor.sessions().find(session.id())).isNull();
    assertThat(world.events).hasSize(1).first().isInstanceOf(SessionDestroyed.class);
    assertThat(world.openSession(ALICE).id()).isEqualTo(session.id() + 1);
  }

  @Test
  void invalidate_row_by_row() {
    Caller gone = world.ended();
    refused(world.monitor, INVALIDATE + 1, Errno.EACCES, () -> invalidate(gone, 4242));
    refused(world.monitor, INVALIDATE + 2, Errno.EPERM, () -> invalidate(plain, 4242));
    refused(world.monitor, INVALIDATE + 3, Errno.ENOENT, () -> invalidate(tcb, 4242));
  }

  @Test
  void invalidation_is_told_once_and_ends_every_access_check() {
    Caller victim = world.caller(world.user(ALICE, world.otherSession.id()).build(World.minted(ALICE)));
    world.openSelf(victim, TokenRights.QUERY);
    world.events.clear();
    sure(() -> invalidate(tcb, world.otherSession.id()));
    sure(() -> invalidate(tcb, world.otherSession.id()));
    assertThat(world.otherSession.isDead()).isTrue();
    assertThat(world.events)
        .containsExactly(
            new SessionInvalidated(
                world.otherSession.id(), ALICE, LogonType.INTERACTIVE, "Negotiate", World.NOW));
    assertThat(world.events.getFirst().name()).isEqualTo("logon-session-invalidated");
    refused(
        world.monitor,
        "tokens §9.1 row 4",
        Errno.EACCES,
        () ->
            world.monitor.openSelf(
                new dev.tokend.monitor.operation.open.OpenSelf.Request(victim, 0, TokenRights.QUERY)));
    assertThat(tcb.primary().privileges().used()).isEqualTo(Privilege.SE_TCB.mask());
  }

  @Test
  void built_in_sessions_can_be_invalidated_and_stay_listed() {
    Caller system = world.system();
    sure(() -> invalidate(tcb, 998));
    sure(() -> invalidate(tcb, 999));
    assertThat(world.monitor.system().session().isDead()).isTrue();
    refused(world.monitor, "tokens §22 row sessions", Errno.EACCES, () -> world.monitor.listSessions(system));
  }

  @Test
  void the_listing_is_for_SYSTEM_and_administrators() {
    refused(world.monitor, "tokens §22 row sessions", Errno.EACCES, () -> world.monitor.listSessions(plain));
    Caller gone = world.ended();
    refused(world.monitor, "tokens §22 row sessions", Errno.EACCES, () -> world.monitor.listSessions(gone));
    Caller admin =
        world.caller(
            world
                .user(ALICE)
                .groups(List.of(new SidAndAttributes(WellKnown.ADMINISTRATORS, 0x7)))
                .build(World.minted(ALICE)));
    assertThat(sure(() -> world.monitor.listSessions(admin)))
        .isEqualTo(sure(() -> world.monitor.listSessions(world.system())));
    Caller denyOnly =
        world.caller(
            world
                .user(ALICE)
                .groups(List.of(new SidAndAttributes(WellKnown.ADMINISTRATORS, 0x10)))
                .build(World.minted(ALICE)));
    refused(world.monitor, "tokens §22 row sessions", Errno.EACCES, () -> world.monitor.listSessions(denyOnly));
  }

  @Test
  void the_listing_is_the_exact_text_of_the_formats() {
    Caller system = world.system();
    sure(() -> invalidate(tcb, 1001));
    LogonSession bare =
        sure(
            () ->
                create(
                    tcb,
                    Bytes.of(new LogonSessionSpec(LogonType.SERVICE, "", Sid.of("S-1-5")).toByteArray())));
    assertThat(sure(() -> world.monitor.listSessions(system)))
        .isEqualTo(
            """
            session_id=999 user_sid=010100000000000512000000 logon_type=5 auth_package=4e65676f7469617465 created_at=0
            session_id=998 user_sid=010100000000000507000000 logon_type=3 auth_package=4e65676f7469617465 created_at=0
            session_id=1000 user_sid=0105000000000005150000000a000000140000001e000000e9030000 logon_type=2 \
            auth_package=4e65676f7469617465 created_at=1750000000
            session_id=1001 user_sid=0105000000000005150000000a000000140000001e000000e9030000 logon_type=2 \
            auth_package=4e65676f7469617465 created_at=1750000000
            session_id=1002 user_sid=0100000000000005 logon_type=5 auth_package= created_at=1750000000
            """);
    assertThat(bare.id()).isEqualTo(1002);
  }

  private LogonSession create(Caller caller, Bytes spec) throws Refusal {
    return world.monitor.createSession(new CreateSession.Request(caller, spec));
  }

  private void destroy(Caller caller, long id) throws Refusal {
    world.monitor.destroySession(new DestroySession.Request(caller, id));
  }

  private void invalidate(Caller caller, long id) throws Refusal {
    world.monitor.invalidateSession(new InvalidateSession.Request(caller, id));
  }
}
