package dev.tokend.monitor.operation.process;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.World;
import dev.tokend.monitor.event.TokenCreated;
import dev.tokend.monitor.operation.adjust.AdjustGroups;
import dev.tokend.monitor.operation.derive.Link;
import dev.tokend.monitor.operation.derive.LinkArgument;
import dev.tokend.monitor.operation.query.PrivilegeCheck;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.StoredDescriptor;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessLifeTest {
  private static final int NEW_PROCESS_MIN = 2;
  private static final long CHILD = 900;

  private final World world = new World();

  @Test
  void a_derived_process_gets_its_token_and_the_default_descriptor() {
    Caller alice = world.caller(ALICE);
    assertThat(alice.process().isBound()).isFalse();
    assertThat(alice.process().descriptor()).isEqualTo(DefaultSecurity.process(alice.primary()));
    assertThat(world.monitor.processes().find(alice.process().key())).isSameAs(alice.process());
  }

  @Test
  void deriving_again_replaces_the_token_and_the_descriptor_follows_the_user_only() {
    Caller alice = world.caller(ALICE);
    Token first = alice.primary();
    StoredDescriptor descriptor = alice.process().descriptor();
    long key = alice.process().key();
    ProcessState again =
        sure(() -> world.monitor.deriveProcess(key, world.user(ALICE).integrityLevel(4096).build(World.minted(ALICE))));
    assertThat(again).isSameAs(alice.process());
    assertThat(alice.primary()).isNotSameAs(first);
    assertThat(world.monitor.tokens().find(first.id())).isNull();
    assertThat(alice.process().descriptor()).isSameAs(descriptor);
    sure(() -> world.monitor.deriveProcess(key, world.userToken(BOB)));
    assertThat(alice.process().descriptor()).isEqualTo(DefaultSecurity.process(alice.primary()));
    assertThat(alice.primary().user()).isEqualTo(BOB);
  }

  @Test
  void a_bound_process_is_not_derived_again() {
    Caller alice = world.caller(ALICE);
    Handle self = world.openSelf(alice, TokenRights.ADJUST_GROUPS);
    sure(
        () ->
            world.monitor.adjustGroups(
                new AdjustGroups.Request(self, 0, List.of(new AdjustGroups.Entry(3, 0)))));
    assertThat(alice.process().isBound()).isTrue();
    assertThatThrownBy(() -> world.monitor.deriveProcess(alice.process().key(), world.userToken(ALICE)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void deriving_wants_a_published_session_and_an_id() {
    TokenBlueprint lost = world.user(ALICE, 4242).build(World.minted(ALICE));
    assertThatThrownBy(() -> world.monitor.deriveProcess(77, lost)).isInstanceOf(IllegalArgumentException.class);
    World last = new World(new IdSeeds(-3L, 1000));
    TokenBlueprint fine = last.userToken(ALICE);
    refused(last.monitor, "tokens §2", Errno.ERANGE, () -> last.monitor.deriveProcess(77, fine));
    refused(last.monitor, "tokens §2", Errno.ERANGE, () -> last.monitor.keep(fine));
    refused(last.monitor, "tokens §2", Errno.ERANGE, () -> last.monitor.capture(fine));
  }

  @Test
  void a_child_gets_a_deep_copy_and_no_impersonation() {
    Caller parent = world.caller(world.userToken(ALICE, Privilege.SE_SHUTDOWN), new PipLabel(512, 7));
    sure(() -> world.monitor.privilegeCheck(new PrivilegeCheck.Request(parent, List.of(19), 0)));
    Handle self = world.handleOn(parent.primary(), TokenRights.ALL_ACCESS);
    Handle limited = world.handleOn(world.userToken(ALICE));
    sure(() -> world.monitor.adjustGroups(new AdjustGroups.Request(self, 0, List.of(new AdjustGroups.Entry(3, 0)))));
    Caller tcb = world.system();
    sure(
        () ->
            world.monitor.link(
                new Link.Request(
                    tcb,
                    null,
                    new LinkArgument.TokenHandle(self),
                    new LinkArgument.TokenHandle(limited),
                    world.session.id())));
    world.impersonating(
        parent, world.user(ALICE).impersonation(ImpersonationLevel.DELEGATION).build(World.minted(ALICE)));
    int live = world.session.liveTokens();
    world.events.clear();
    ProcessState child = sure(() -> world.monitor.newProcess(new NewProcess.Request(parent, CHILD)));
    Token copy = child.primary();
    assertThat(copy).isNotSameAs(parent.primary());
    assertThat(copy.blueprint()).isEqualTo(parent.primary().blueprint());
    assertThat(copy.state()).isSameAs(parent.primary().state());
    assertThat(copy.groupDefaults()).isEqualTo(parent.primary().groupDefaults());
    assertThat(copy.elevation()).isEqualTo(ElevationType.FULL);
    assertThat(copy.privileges().used()).isEqualTo(1L << 19);
    assertThat(copy.modifiedId()).isEqualTo(copy.id());
    assertThat(world.session.liveTokens()).isEqualTo(live + 1);
    assertThat(child.effective((int) CHILD)).isSameAs(copy);
    assertThat(child.isBound()).isTrue();
    assertThat(child.pip()).isEqualTo(new PipLabel(512, 7));
    assertThat(child.descriptor()).isEqualTo(DefaultSecurity.process(copy));
    assertThat(world.events).isEmpty();
    sure(() -> world.monitor.adjustGroups(new AdjustGroups.Request(self, 0, List.of(new AdjustGroups.Entry(3, 1)))));
    assertThat(copy.groups().get(3).isEnabled()).isFalse();
  }

  @Test
  void a_fork_that_cannot_have_a_token() {
    Caller gone = world.ended();
    refused(
        world.monitor,
        "tokens §1",
        Errno.EACCES,
        () -> world.monitor.newProcess(new NewProcess.Request(gone, CHILD)));
    Caller alice = world.caller(ALICE);
    assertThatThrownBy(
            () -> world.monitor.newProcess(new NewProcess.Request(alice, alice.process().key())))
        .isInstanceOf(IllegalStateException.class);
    World last = new World(new IdSeeds(-4L, 1000));
    Caller edge = last.caller(ALICE);
    refused(
        last.monitor,
        "tokens §2",
        Errno.ERANGE,
        () -> last.monitor.newProcess(new NewProcess.Request(edge, CHILD)));
  }

  @Test
  void exec_reverts_every_thread_and_keeps_token_and_descriptor() {
    Caller alice = world.caller(ALICE);
    Caller sibling = new Caller(alice.process(), alice.tid() + 1);
    Token primary = alice.primary();
    StoredDescriptor descriptor = alice.process().descriptor();
    world.impersonating(
        alice, world.user(ALICE).impersonation(ImpersonationLevel.DELEGATION).build(World.minted(ALICE)));
    world.impersonating(
        sibling, world.user(ALICE).impersonation(ImpersonationLevel.DELEGATION).build(World.minted(ALICE)));
    sure(() -> exec(alice, new FileLabel.Unreadable()));
    assertThat(alice.effective()).isSameAs(primary);
    assertThat(sibling.effective()).isSameAs(primary);
    assertThat(alice.process().descriptor()).isSameAs(descriptor);
    assertThat(alice.process().isBound()).isFalse();
  }

  @Test
  void new_process_min_lowers_to_the_files_level_and_never_raises() {
    Object[][] rows = {
      {12288, new FileLabel.None(), 8192},
      {12288, new FileLabel.Level(4096), 4096},
      {8192, new FileLabel.None(), 8192},
      {8192, new FileLabel.Level(12288), 8192},
      {4096, new FileLabel.None(), 4096},
      {-1, new FileLabel.Level(12288), 12288},
      {8192, new FileLabel.Level(-1), 8192},
    };
    for (Object[] row : rows) {
      Caller caller =
          world.caller(
              world
                  .user(ALICE)
                  .policies(new TokenSpec.Policies(1 | NEW_PROCESS_MIN, 0))
                  .integrityLevel((int) row[0])
                  .build(World.minted(ALICE)));
      Token before = caller.primary();
      TokenBlueprint fields = before.blueprint();
      StoredDescriptor descriptor = caller.process().descriptor();
      world.events.clear();
      sure(() -> exec(caller, (FileLabel) row[1]));
      Token after = caller.primary();
      assertThat(after.identity().integrityLevel()).as(row[0] + " " + row[1]).isEqualTo((int) row[2]);
      assertThat(caller.process().descriptor()).isSameAs(descriptor);
      if (row[0].equals(row[2])) {
        assertThat(after).isSameAs(before);
        assertThat(world.events).isEmpty();
      } else {
        assertThat(after.blueprint()).isEqualTo(fields.with(fields.identity().atIntegrity((int) row[2])));
        assertThat(after.modifiedId()).isEqualTo(after.id()).isNotEqualTo(before.id());
        assertThat(caller.process().isBound()).isTrue();
        assertThat(world.events)
            .singleElement()
            .isInstanceOfSatisfying(
                TokenCreated.class,
                event -> {
                  assertThat(event.mode()).isEqualTo(TokenCreated.Mode.DUPLICATE);
                  assertThat(event.sourceTokenId()).isEqualTo(before.id());
                });
      }
    }
  }

  @Test
  void an_exec_that_fails_leaves_the_impersonation_in_place() {
    Caller caller =
        world.caller(
            world.user(ALICE).policies(new TokenSpec.Policies(NEW_PROCESS_MIN, 0)).build(World.minted(ALICE)));
    Token impersonated =
        world.impersonating(
            caller, world.user(ALICE).impersonation(ImpersonationLevel.DELEGATION).build(World.minted(ALICE)));
    refused(world.monitor, "tokens §10.4", Errno.EACCES, () -> exec(caller, new FileLabel.Unreadable()));
    assertThat(caller.effective()).isSameAs(impersonated);
    Caller gone = world.ended();
    refused(world.monitor, "tokens §1", Errno.EACCES, () -> exec(gone, new FileLabel.None()));
    World last = new World(new IdSeeds(-4L, 1000));
    Caller edge =
        last.caller(
            last.user(ALICE)
                .integrityLevel(12288)
                .policies(new TokenSpec.Policies(NEW_PROCESS_MIN, 0))
                .build(World.minted(ALICE)));
    refused(
        last.monitor,
        "tokens §2",
        Errno.ERANGE,
        () -> last.monitor.exec(new Exec.Request(edge, new FileLabel.None())));
  }

  @Test
  void an_ended_process_lets_go_of_everything() {
    Caller alice = world.caller(ALICE);
    Token primary = alice.primary();
    Token impersonated =
        world.impersonating(
            alice, world.user(ALICE).impersonation(ImpersonationLevel.DELEGATION).build(World.minted(ALICE)));
    world.monitor.endProcess(alice.process().key());
    world.monitor.endProcess(alice.process().key());
    world.monitor.endThread(alice.process().key(), 1);
    assertThat(alice.primary()).isNull();
    assertThat(alice.effective()).isNull();
    assertThat(world.monitor.processes().find(alice.process().key())).isNull();
    assertThat(world.monitor.tokens().find(primary.id())).isNull();
    assertThat(world.monitor.tokens().find(impersonated.id())).isNull();
  }

  private void exec(Caller caller, FileLabel label) throws Refusal {
    world.monitor.exec(new Exec.Request(caller, label));
  }
}
