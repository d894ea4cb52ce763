package dev.tokend.monitor.operation.adjust;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.monitor.Worked;
import dev.tokend.monitor.World;
import dev.tokend.monitor.operation.derive.CreateToken;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.Token;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdjustDefaultTest {
  private static final String TABLE = "tokens §14.3 row ";
  private static final int LEAVE = AdjustDefault.LEAVE;
  private static final DaclArgument SAME = new DaclArgument.Leave();

  private final World world = new World();
  private final Handle handle =
      sure(() -> world.monitor.createToken(new CreateToken.Request(world.system(), Worked.spec("B"))));
  private final Token token = handle.token();

  @Test
  void row_1_refuses_a_handle_without_the_right() {
    Handle weak = world.handleOn(token, TokenRights.ALL_ACCESS & ~TokenRights.ADJUST_DEFAULT);
    refused(world.monitor, TABLE + 1, Errno.EACCES, () -> adjust(weak, new DaclArgument.LengthOnly(), 99, 99));
  }

  @Test
  void row_3_refuses_a_length_without_bytes_and_more_than_65536() {
    refused(world.monitor, TABLE + 3, Errno.EINVAL, () -> adjust(handle, new DaclArgument.LengthOnly(), 99, 99));
    refused(world.monitor, TABLE + 3, Errno.EINVAL, () -> adjust(handle, dacl(new byte[65537]), 99, 99));
    refused(world.monitor, TABLE + 5, Errno.EINVAL, () -> adjust(handle, dacl(new byte[65536]), 99, 99));
  }

  @Test
  void row_5_refuses_bytes_that_are_not_exactly_one_acl() {
    byte[] acl = Worked.descriptor("system-dacl").toByteArray();
    for (byte[] bytes : new byte[][] {{1}, Arrays.copyOf(acl, 51), Arrays.copyOf(acl, 56), new byte[8]}) {
      refused(world.monitor, TABLE + 5, Errno.EINVAL, () -> adjust(handle, dacl(bytes), 99, 99));
    }
  }

  @Test
  void row_6_refuses_an_owner_that_may_not_own() {
    for (int index : new int[] {1, 7, 8, 0xFFFE}) {
      refused(world.monitor, TABLE + 6, Errno.EINVAL, () -> adjust(handle, SAME, index, 99));
    }
  }

  @Test
  void row_7_refuses_a_group_that_is_none() {
    refused(world.monitor, TABLE + 7, Errno.EINVAL, () -> adjust(handle, new DaclArgument.Clear(), 0, 8));
    sure(() -> adjust(handle, SAME, LEAVE, 7));
    assertThat(token.primaryGroup()).isEqualTo(token.session().logonSid());
  }

  @Test
  void row_8_refuses_when_modified_id_cannot_grow() {
    World last = new World(new IdSeeds(-4L, 1000));
    Handle self = last.openSelf(last.caller(World.ALICE), TokenRights.ADJUST_DEFAULT);
    refused(last.monitor, "tokens §2", Errno.ERANGE, () -> adjust(self, SAME, 0, 0));
  }

  @Test
  void each_part_is_replaced_alone() throws Exception {
    sure(() -> adjust(handle, SAME, 0, LEAVE));
    assertThat(token.owner()).isEqualTo(World.ALICE);
    assertThat(token.primaryGroup()).isEqualTo(World.DOMAIN_USERS);
    sure(() -> adjust(handle, SAME, 5, LEAVE));
    assertThat(token.owner()).isEqualTo(World.TEAM);
    sure(() -> adjust(handle, new DaclArgument.Clear(), LEAVE, LEAVE));
    assertThat(token.state().defaults().dacl()).isNull();
    Bytes acl = Worked.descriptor("system-dacl");
    sure(() -> adjust(handle, new DaclArgument.Replace(acl), LEAVE, 0));
    assertThat(token.state().defaults().dacl()).isEqualTo(Acl.parse(acl.toByteArray()));
    assertThat(token.primaryGroup()).isEqualTo(World.ALICE);
    assertThat(token.modifiedId()).isEqualTo(token.id() + 4);
  }

  @Test
  void leaving_all_three_is_an_adjustment_too() {
    var before = token.blueprint();
    sure(() -> adjust(handle, SAME, LEAVE, LEAVE));
    assertThat(token.blueprint()).isEqualTo(before);
    assertThat(token.modifiedId()).isEqualTo(token.id() + 1);
  }

  @Test
  void an_owner_group_need_not_be_enabled() {
    AdjustGroups.Entry disable = new AdjustGroups.Entry(4, 0);
    sure(() -> world.monitor.adjustGroups(new AdjustGroups.Request(handle, 0, List.of(disable))));
    sure(() -> adjust(handle, SAME, 5, LEAVE));
    assertThat(token.owner()).isEqualTo(World.TEAM);
  }

  private static DaclArgument dacl(byte[] bytes) {
    return new DaclArgument.Replace(Bytes.of(bytes));
  }

  private void adjust(Handle on, DaclArgument dacl, int owner, int group) throws Refusal {
    world.monitor.adjustDefault(new AdjustDefault.Request(on, dacl, owner, group));
  }
}
