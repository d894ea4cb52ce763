package dev.tokend.monitor.operation.open;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.World;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.HolderKind;
import org.junit.jupiter.api.Test;

class OpenKeptTest {
  private final World world = new World();
  private final Caller alice = world.caller(ALICE);
  private final HeldToken kept = sure(() -> world.monitor.keep(world.userToken(ALICE)));

  @Test
  void the_rows_are_those_of_open_self() {
    refused(world.monitor, "tokens §9.1 row 2", Errno.EINVAL, () -> open(world.ended(), 0));
    refused(world.monitor, "tokens §9.1 row 3", Errno.EACCES, () -> open(world.ended(), TokenRights.QUERY));
    Caller bob = world.caller(BOB);
    refused(world.monitor, "tokens §9.1 row 4", Errno.EACCES, () -> open(bob, TokenRights.QUERY));
  }

  @Test
  void a_kept_token_stays_until_it_is_let_go() {
    Handle handle = sure(() -> open(alice, TokenRights.QUERY));
    assertThat(handle.token()).isSameAs(kept.token());
    world.monitor.close(handle);
    assertThat(kept.token().references(HolderKind.KEPT)).isEqualTo(1);
    world.monitor.letGo(kept);
    assertThat(world.monitor.tokens().find(kept.token().id())).isNull();
  }

  private Handle open(Caller caller, int mask) throws Refusal {
    return world.monitor.openKept(new OpenKept.Request(caller, kept, mask));
  }
}
