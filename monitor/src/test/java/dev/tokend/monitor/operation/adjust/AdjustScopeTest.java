package dev.tokend.monitor.operation.adjust;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.monitor.World;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.TokenBlueprint;
import org.junit.jupiter.api.Test;

class AdjustScopeTest {
  private static final String TABLE = "tokens §14.4 row ";

  private final World world = new World();
  private final Caller tcb = world.caller(ALICE, Privilege.SE_TCB);
  private final Handle handle = world.handleOn(world.userToken(ALICE));

  @Test
  void row_1_refuses_a_handle_without_the_right() {
    Handle weak = world.handleOn(handle.token(), TokenRights.ALL_ACCESS & ~TokenRights.ADJUST_INTERACTIVITY_SCOPE);
    Caller plain = world.caller(ALICE);
    refused(world.monitor, TABLE + 1, Errno.EACCES, () -> adjust(plain, weak, 1));
  }

  @Test
  void row_2_asks_the_primary_token_for_SeTcb() {
    Caller plain = world.caller(ALICE);
    Refusal refusal = refused(world.monitor, TABLE + 2, Errno.EACCES, () -> adjust(plain, handle, 1));
    assertThat(refusal.need()).isEqualTo(new Need.PrivilegeNeeded(Privilege.SE_TCB));
    Caller gone = world.ended();
    refused(world.monitor, TABLE + 2, Errno.EACCES, () -> adjust(gone, handle, 1));
    // Held by the impersonated token only.
    world.impersonating(
        plain,
        world
            .user(ALICE)
            .impersonation(ImpersonationLevel.IMPERSONATION)
            .privileges(World.holding(Privilege.SE_TCB))
            .build(World.minted(ALICE)));
    refused(world.monitor, TABLE + 2, Errno.EACCES, () -> adjust(plain, handle, 1));
  }

  @Test
  void row_4_refuses_when_modified_id_cannot_grow_and_marks_nothing() {
    World last = new World(new IdSeeds(-4L, 1000));
    Caller system = last.ownCaller(ALICE, Privilege.SE_TCB);
    assertThat(system.primary().id()).isEqualTo(-1L);
    Handle self = last.openSelf(system, TokenRights.ADJUST_INTERACTIVITY_SCOPE);
    refused(last.monitor, "tokens §2", Errno.ERANGE, () -> adjust(system, self, 1));
  }

  @Test
  void any_number_becomes_the_scope_and_nothing_else_changes() {
    TokenBlueprint before = handle.token().blueprint();
    sure(() -> adjust(tcb, handle, -7));
    assertThat(handle.token().blueprint()).isEqualTo(before.with(before.state().withInteractivityScope(-7)));
    assertThat(handle.token().modifiedId()).isEqualTo(handle.token().id() + 1);
    assertThat(tcb.primary().privileges().used()).isEqualTo(Privilege.SE_TCB.mask());
    assertThat(tcb.primary().isAdjusted()).isFalse();
  }

  private void adjust(Caller caller, Handle on, int scope) throws Refusal {
    world.monitor.adjustScope(new AdjustScope.Request(caller, on, scope));
  }
}
