package dev.tokend.monitor.operation.query;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.AceFlags;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.SdControl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.World;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import org.junit.jupiter.api.Test;

class GetSecurityTest {
  private static final String TABLE = "tokens §16 get row ";
  private static final int OWNER = 1;
  private static final int GROUP = 2;
  private static final int DACL = 4;
  private static final int SACL = 8;
  private static final int LABEL = 16;

  private static final Acl FULL_SACL =
      Acl.of(
          Ace.label(2, 4096).withFlags(AceFlags.INHERIT_ONLY), Ace.label(2, 8192), Ace.label(2, 12288));
  private static final SecurityDescriptor DESCRIPTOR =
      SecurityDescriptor.builder()
          .owner(WellKnown.SYSTEM)
          .group(World.DOMAIN_USERS)
          .sacl(FULL_SACL)
          .dacl(Acl.of(Ace.allow(AccessMask.READ_CONTROL, ALICE), Ace.allow(TokenRights.ALL_ACCESS, WellKnown.SYSTEM)))
          .control(
              SdControl.OWNER_DEFAULTED
                  | SdControl.GROUP_DEFAULTED
                  | SdControl.DACL_PROTECTED
                  | SdControl.SACL_AUTO_INHERITED)
          .build();

  private final World world = new World();
  private final Caller alice = world.caller(ALICE, Privilege.SE_SECURITY);
  private final Handle handle = world.handleOn(world.user(ALICE).build(DESCRIPTOR), TokenRights.QUERY);

  @Test
  void row_1_refuses_an_unknown_flag() {
    refused(world.monitor, TABLE + 1, Errno.EINVAL, () -> get(alice, 0x2000, 0));
    refused(world.monitor, TABLE + 1, Errno.EINVAL, () -> get(alice, 0x1, OWNER));
    sure(() -> get(alice, 0x1100, OWNER));
  }

  @Test
  void row_2_refuses_no_parts_unknown_parts_and_sacl_with_label() {
    Caller gone = world.ended();
    for (int parts : new int[] {0, 0x20, SACL | LABEL, -1}) {
      refused(world.monitor, TABLE + 2, Errno.EINVAL, () -> get(gone, 0, parts));
    }
  }

  @Test
  void row_3_checks_the_descriptor_live_whatever_the_handle_carries() {
    Caller bob = world.caller(World.BOB);
    Refusal refusal = refused(world.monitor, TABLE + 3, Errno.EACCES, () -> get(bob, 0, DACL));
    assertThat(refusal.need()).isEqualTo(new Need.TokenRights(AccessMask.READ_CONTROL));
    Caller gone = world.ended();
    refused(world.monitor, TABLE + 3, Errno.EACCES, () -> get(gone, 0, DACL));
    Caller plain = world.caller(ALICE);
    Refusal sacl = refused(world.monitor, TABLE + 3, Errno.EACCES, () -> get(plain, 0, SACL | DACL));
    assertThat(sacl.need()).isEqualTo(new Need.TokenRights(AccessMask.ACCESS_SYSTEM_SECURITY));
    assertThat(plain.primary().privileges().used()).isZero();
  }

  @Test
  void the_parts_asked_for_come_with_their_control_bits_and_nothing_else() {
    assertThat(sure(() -> get(alice, 0, OWNER)))
        .isEqualTo(
            SecurityDescriptor.builder().owner(WellKnown.SYSTEM).control(SdControl.OWNER_DEFAULTED).build());
    assertThat(sure(() -> get(alice, 0, GROUP | DACL)))
        .isEqualTo(
            SecurityDescriptor.builder()
                .group(World.DOMAIN_USERS)
                .dacl(DESCRIPTOR.dacl())
                .control(SdControl.GROUP_DEFAULTED | SdControl.DACL_PROTECTED)
                .build());
    assertThat(sure(() -> get(alice, 0, OWNER | GROUP | DACL | SACL))).isEqualTo(DESCRIPTOR);
  }

  @Test
  void the_label_is_the_effective_one_alone() {
    SecurityDescriptor label = sure(() -> get(alice, 0, LABEL));
    assertThat(label).isEqualTo(SecurityDescriptor.builder().sacl(Acl.of(Ace.label(2, 8192))).build());
    Handle bare = world.handleOn(world.userToken(ALICE));
    Caller system = world.system();
    SecurityDescriptor none =
        sure(() -> world.monitor.getSecurity(new GetSecurity.Request(system, bare, 0, LABEL)));
    assertThat(none).isEqualTo(SecurityDescriptor.builder().build());
  }

  @Test
  void SeSecurity_that_gave_the_sacl_is_marked_used() {
    sure(() -> get(alice, 0, DACL));
    assertThat(alice.primary().privileges().used()).isZero();
    sure(() -> get(alice, 0, SACL));
    assertThat(alice.primary().privileges().used()).isEqualTo(Privilege.SE_SECURITY.mask());
  }

  private SecurityDescriptor get(Caller caller, int flags, int parts) throws Refusal {
    return world.monitor.getSecurity(new GetSecurity.Request(caller, handle, flags, parts));
  }
}
