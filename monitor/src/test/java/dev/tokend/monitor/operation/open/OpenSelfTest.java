package dev.tokend.monitor.operation.open;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.World;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HolderKind;
import dev.tokend.monitor.state.StoredDescriptor;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenSelfTest {
  private final World world = new World();

  @Test
  void row_1_refuses_an_unknown_flag() {
    Caller alice = world.caller(ALICE);
    refused(world.monitor, "tokens §9.1 row 1", Errno.EINVAL, () -> open(alice, 0x2, TokenRights.QUERY));
    refused(world.monitor, "tokens §9.1 row 1", Errno.EINVAL, () -> open(alice, 0x3, 0));
  }

  @Test
  void row_2_refuses_an_empty_mask_and_bits_that_no_token_has() {
    Caller alice = world.caller(ALICE);
    for (int mask : new int[] {0, AccessMask.SYNCHRONIZE, 0x200, 0x0CE0_0000, 0xF30F_01FF + 0x0010_0000}) {
      refused(world.monitor, "tokens §9.1 row 2", Errno.EINVAL, () -> open(alice, 0, mask));
    }
    refused(world.monitor, "tokens §9.1 row 2", Errno.EINVAL, () -> open(world.ended(), 0, 0));
  }

  @Test
  void every_single_accepted_bit_passes_row_2() {
    Caller system = world.system();
    for (int bit = 0; bit < 32; bit++) {
      int mask = 1 << bit;
      if ((mask & 0xF30F_01FF) != 0) {
        Handle handle = world.openSelf(system, mask);
        world.monitor.close(handle);
      }
    }
  }

  @Test
  void row_3_refuses_a_caller_without_tokens() {
    refused(world.monitor, "tokens §9.1 row 3", Errno.EACCES, () -> open(world.ended(), 0, TokenRights.QUERY));
  }

  @Test
  void row_4_refuses_what_the_descriptor_does_not_grant_and_names_it() {
    Caller alice = world.caller(ALICE);
    Refusal refusal =
        refused(
            world.monitor,
            "tokens §9.1 row 4",
            Errno.EACCES,
            () -> open(alice, 0, TokenRights.QUERY | TokenRights.DUPLICATE));
    assertThat(refusal.need()).isEqualTo(new Need.TokenRights(TokenRights.DUPLICATE));
    assertThat(refusal.targetUser()).isEqualTo(ALICE);
    assertThat(refusal.operation().label()).isEqualTo("open_self");
  }

  @Test
  void an_identification_level_token_cannot_open_itself_nor_the_primary() {
    Caller alice = world.caller(ALICE);
    world.impersonating(
        alice,
        world.user(ALICE).impersonation(ImpersonationLevel.IDENTIFICATION).build(World.minted(ALICE)));
    refused(world.monitor, "tokens §9.1 row 4", Errno.EACCES, () -> open(alice, 0, TokenRights.QUERY));
    refused(world.monitor, "tokens §9.1 row 4", Errno.EACCES, () -> open(alice, OpenSelf.REAL, TokenRights.QUERY));
  }

  @Test
  void real_opens_the_primary_token_with_the_effective_one_as_subject() {
    Caller alice = world.caller(ALICE);
    world.impersonating(
        alice, world.user(ALICE).impersonation(ImpersonationLevel.IMPERSONATION).build(World.minted(ALICE)));
    assertThat(world.openSelf(alice, TokenRights.QUERY).token()).isSameAs(alice.effective());
    Handle real = World.sure(() -> open(alice, OpenSelf.REAL, TokenRights.QUERY));
    assertThat(real.token()).isSameAs(alice.primary()).isNotSameAs(alice.effective());
    assertThat(real.mask()).isEqualTo(TokenRights.QUERY);
  }

  @Test
  void the_cached_mask_is_the_mapped_request() {
    Caller alice = world.caller(ALICE);
    assertThat(world.openSelf(alice, TokenRights.QUERY).mask()).isEqualTo(TokenRights.QUERY);
    assertThat(world.openSelf(alice, 0xE8).mask()).isEqualTo(0xE8);
    Caller system = world.system();
    assertThat(world.openSelf(system, AccessMask.GENERIC_READ).mask()).isEqualTo(0x0002_0008);
    assertThat(world.openSelf(system, AccessMask.GENERIC_WRITE).mask()).isEqualTo(0x0004_00E0);
    assertThat(world.openSelf(system, AccessMask.GENERIC_EXECUTE).mask()).isEqualTo(0x0000_0004);
    assertThat(world.openSelf(system, AccessMask.GENERIC_ALL).mask()).isEqualTo(0x000F_01FF);
    assertThat(world.openSelf(system, AccessMask.ACCESS_SYSTEM_SECURITY).mask())
        .isEqualTo(AccessMask.ACCESS_SYSTEM_SECURITY);
  }

  /** The table at the end of tokens §6.3, with MAXIMUM_ALLOWED. */
  @Test
  void what_an_unprivileged_subject_gets_from_the_default_descriptor() {
    StoredDescriptor byBob = DefaultSecurity.token(World.BOB, ALICE);
    StoredDescriptor byAlice = DefaultSecurity.token(ALICE, ALICE);
    assertThat(maximum(world.caller(ALICE), byBob)).isEqualTo(0x0000_00E8);
    assertThat(maximum(world.caller(ALICE), byAlice)).isEqualTo(0x0002_00E8);
    assertThat(maximum(world.caller(World.BOB), byBob)).isEqualTo(0x000F_01FF);
    assertThat(maximum(world.caller(WellKnown.SYSTEM), byBob)).isEqualTo(0x000F_01FF);
    assertThat(maximum(world.caller(WellKnown.SYSTEM), byAlice)).isEqualTo(0x000F_01FF);
    assertThat(maximum(world.caller(WellKnown.LOCAL_SERVICE), byBob)).isZero();
    assertThat(maximum(world.caller(WellKnown.LOCAL_SERVICE), byAlice)).isZero();
  }

  @Test
  void below_medium_no_write_up_leaves_at_most_reading() {
    StoredDescriptor byBob = DefaultSecurity.token(World.BOB, ALICE);
    StoredDescriptor byAlice = DefaultSecurity.token(ALICE, ALICE);
    Caller alice = world.caller(world.user(ALICE).integrityLevel(4096).build(World.minted(ALICE)));
    Caller bob = world.caller(world.user(World.BOB).integrityLevel(4096).build(World.minted(World.BOB)));
    assertThat(maximum(alice, byBob)).isEqualTo(0xE8 & 0x0002_000C);
    assertThat(maximum(alice, byAlice)).isEqualTo(0x0002_00E8 & 0x0002_000C);
    assertThat(maximum(bob, byBob)).isEqualTo(0x000F_01FF & 0x0002_000C);
  }

  @Test
  void a_write_restricted_token_cannot_open_itself_and_a_restricted_one_only_by_a_restricting_sid() {
    Caller writeRestricted =
        world.caller(
            world
                .user(ALICE)
                .restriction(new TokenSpec.Restriction(List.of(), true, true))
                .build(World.minted(ALICE)));
    refused(
        world.monitor, "tokens §9.1 row 4", Errno.EACCES, () -> open(writeRestricted, 0, TokenRights.QUERY));
    Caller elsewhere = world.restrictedCaller(ALICE, World.TEAM);
    refused(world.monitor, "tokens §9.1 row 4", Errno.EACCES, () -> open(elsewhere, 0, TokenRights.QUERY));
    Caller itself = world.restrictedCaller(ALICE, ALICE);
    assertThat(world.openSelf(itself, TokenRights.QUERY).mask()).isEqualTo(TokenRights.QUERY);
  }

  @Test
  void a_handle_holds_a_reference_until_it_is_closed() {
    Caller alice = world.caller(ALICE);
    Handle handle = world.openSelf(alice, TokenRights.QUERY);
    assertThat(handle.token().references(HolderKind.HANDLE)).isEqualTo(1);
    world.monitor.endProcess(alice.process().key());
    assertThat(world.monitor.tokens().find(handle.token().id())).isSameAs(handle.token());
    world.monitor.close(handle);
    world.monitor.close(handle);
    assertThat(world.monitor.tokens().find(handle.token().id())).isNull();
  }

  private int maximum(Caller subject, StoredDescriptor descriptor) {
    return world.openKept(subject, world.user(ALICE).build(descriptor), AccessMask.MAXIMUM_ALLOWED).mask();
  }

  private Handle open(Caller caller, int flags, int mask) throws Refusal {
    return world.monitor.openSelf(new OpenSelf.Request(caller, flags, mask));
  }
}
