package dev.tokend.monitor.operation.adjust;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimFlags;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.AceFlags;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.ResourceAttributeAce;
import dev.tokend.kacs.sd.SdControl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.World;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.IdSeeds;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetSecurityTest {
  private static final String TABLE = "tokens §16 set row ";
  private static final int OWNER = 1;
  private static final int GROUP = 2;
  private static final int DACL = 4;
  private static final int SACL = 8;
  private static final int LABEL = 16;

  private static final int SD_RIGHTS = AccessMask.READ_CONTROL | AccessMask.WRITE_DAC | AccessMask.WRITE_OWNER;
  private static final ResourceAttributeAce MANDATORY =
      ResourceAttributeAce.of(
          0, new Claim("dept", ClaimType.UINT64, ClaimFlags.MANDATORY, List.of()));
  private static final SecurityDescriptor BEFORE =
      SecurityDescriptor.builder()
          .owner(WellKnown.SYSTEM)
          .group(WellKnown.SYSTEM)
          .sacl(Acl.of(MANDATORY, Ace.label(2, 4096)))
          .dacl(Acl.of(Ace.allow(SD_RIGHTS, ALICE), Ace.allow(TokenRights.ALL_ACCESS, WellKnown.SYSTEM)))
          .control(SdControl.DACL_PROTECTED)
          .build();

  private final World world = new World();
  private final Handle handle = world.handleOn(world.user(BOB).build(BEFORE), TokenRights.QUERY);
  private final Caller alice = world.caller(ALICE);

  @Test
  void row_1_refuses_no_buffer_and_one_of_a_wrong_size() {
    Caller gone = world.ended();
    refused(world.monitor, TABLE + 1, Errno.EINVAL, () -> setBytes(gone, 1, 0, null));
    refused(world.monitor, TABLE + 1, Errno.EINVAL, () -> setBytes(gone, 1, 0, Bytes.EMPTY));
    refused(world.monitor, TABLE + 1, Errno.EINVAL, () -> setBytes(gone, 1, 0, Bytes.of(new byte[65536])));
  }

  @Test
  void row_2_refuses_flags_and_parts() {
    Caller gone = world.ended();
    refused(world.monitor, TABLE + 2, Errno.EINVAL, () -> setBytes(gone, 1, OWNER, Bytes.of((byte) 1)));
    for (int parts : new int[] {0, 0x20, SACL | LABEL}) {
      refused(world.monitor, TABLE + 2, Errno.EINVAL, () -> setBytes(gone, 0, parts, Bytes.of((byte) 1)));
    }
  }

  @Test
  void row_3_asks_for_the_right_of_each_part() {
    Caller plain = world.caller(BOB);
    int[][] needs = {
      {OWNER, AccessMask.WRITE_OWNER},
      {GROUP, AccessMask.WRITE_OWNER},
      {LABEL, AccessMask.WRITE_OWNER},
      {DACL, AccessMask.WRITE_DAC},
      {SACL, AccessMask.ACCESS_SYSTEM_SECURITY},
      {OWNER | DACL, AccessMask.WRITE_OWNER | AccessMask.WRITE_DAC}
    };
    for (int[] need : needs) {
      Refusal refusal =
          refused(world.monitor, TABLE + 3, Errno.EACCES, () -> setBytes(plain, 0, need[0], Bytes.of((byte) 1)));
      assertThat(refusal.need()).isEqualTo(new Need.TokenRights(need[1]));
    }
    Caller gone = world.ended();
    refused(world.monitor, TABLE + 3, Errno.EACCES, () -> setBytes(gone, 0, DACL, Bytes.of((byte) 1)));
  }

  @Test
  void row_3_lets_SeRestore_write_and_marks_it() {
    Caller restorer = world.caller(BOB, Privilege.SE_RESTORE);
    sure(() -> set(restorer, DACL, SecurityDescriptor.builder().dacl(Acl.EMPTY).build()));
    assertThat(restorer.primary().privileges().used()).isEqualTo(Privilege.SE_RESTORE.mask());
    assertThat(now().dacl()).isEqualTo(Acl.EMPTY);
  }

  @Test
  void row_4_refuses_bytes_that_are_no_descriptor() {
    refused(world.monitor, TABLE + 4, Errno.EINVAL, () -> setBytes(alice, 0, DACL, Bytes.of(new byte[20])));
  }

  @Test
  void row_5_refuses_a_missing_owner() {
    refused(
        world.monitor, TABLE + 5, Errno.EINVAL, () -> set(alice, OWNER, SecurityDescriptor.builder().build()));
  }

  @Test
  void row_5a_lets_the_caller_give_itself_or_an_owner_group_of_any_state() {
    Refusal refusal = refused(world.monitor, TABLE + "5a", Errno.EACCES, () -> set(alice, OWNER, owner(BOB)));
    assertThat(refusal.need()).isEqualTo(new Need.PrivilegeNeeded(Privilege.SE_RESTORE));
    refused(
        world.monitor, TABLE + "5a", Errno.EACCES, () -> set(alice, OWNER, owner(World.DOMAIN_USERS)));
    sure(() -> set(alice, OWNER, owner(ALICE)));
    assertThat(now().owner()).isEqualTo(ALICE);
    sure(() -> set(alice, OWNER, owner(World.TEAM)));
    assertThat(now().owner()).isEqualTo(World.TEAM);
    assertThat(now().group()).isEqualTo(WellKnown.SYSTEM);
    assertThat(alice.primary().privileges().used()).isZero();
  }

  @Test
  void row_5a_yields_to_SeRestore_which_is_marked() {
    Caller restorer = world.caller(ALICE, Privilege.SE_RESTORE);
    sure(() -> set(restorer, OWNER, owner(BOB)));
    assertThat(now().owner()).isEqualTo(BOB);
    assertThat(restorer.primary().privileges().used()).isEqualTo(Privilege.SE_RESTORE.mask());
  }

  @Test
  void row_6_keeps_mandatory_attributes_byte_for_byte() {
    Caller auditor = world.caller(ALICE, Privilege.SE_SECURITY);
    // Reaching row 6 takes SeSecurity, which the access check of row 3 marks used by itself.
    sure(() -> set(auditor, SACL, sacl(MANDATORY)));
    for (SecurityDescriptor without :
        List.of(
            SecurityDescriptor.builder().build(),
            sacl(),
            sacl(MANDATORY.withFlags(AceFlags.INHERIT_ONLY)),
            sacl(ResourceAttributeAce.of(0, new Claim("dept", ClaimType.UINT64, 0, List.of()))))) {
      Refusal refusal =
          refused(world.monitor, TABLE + 6, Errno.EACCES, () -> set(auditor, SACL, without));
      assertThat(refusal.need()).isEqualTo(new Need.PrivilegeNeeded(Privilege.SE_TCB));
    }
    Caller tcb = world.caller(ALICE, Privilege.SE_SECURITY, Privilege.SE_TCB);
    sure(() -> set(tcb, SACL, sacl(MANDATORY)));
    assertThat(tcb.primary().privileges().used()).isEqualTo(Privilege.SE_SECURITY.mask());
    sure(() -> set(tcb, SACL, SecurityDescriptor.builder().build()));
    assertThat(tcb.primary().privileges().used())
        .isEqualTo(Privilege.SE_SECURITY.mask() | Privilege.SE_TCB.mask());
    assertThat(now().sacl()).isNull();
  }

  @Test
  void row_7_holds_every_label_to_the_callers_integrity() {
    Refusal refusal =
        refused(world.monitor, TABLE + 7, Errno.EACCES, () -> set(alice, LABEL, sacl(Ace.label(2, 12288))));
    assertThat(refusal.need()).isEqualTo(new Need.PrivilegeNeeded(Privilege.SE_RELABEL));
    Caller auditor = world.caller(ALICE, Privilege.SE_SECURITY);
    sure(() -> set(auditor, SACL, sacl(MANDATORY)));
    refused(
        world.monitor,
        TABLE + 7,
        Errno.EACCES,
        () -> set(auditor, SACL, sacl(MANDATORY, Ace.label(2, 8192), Ace.label(2, 8193))));
    Caller relabeller = world.caller(ALICE, Privilege.SE_RELABEL);
    sure(() -> set(relabeller, LABEL, sacl(Ace.label(2, 12288))));
    assertThat(relabeller.primary().privileges().used()).isEqualTo(Privilege.SE_RELABEL.mask());
  }

  @Test
  void row_7_wants_exactly_one_label_that_takes_effect() {
    for (SecurityDescriptor shape :
        List.of(
            sacl(),
            sacl(Ace.label(2, 0), Ace.label(2, 0)),
            sacl(Ace.label(2, 0).withFlags(AceFlags.INHERIT_ONLY)),
            sacl(MANDATORY),
            sacl(Ace.label(2, 0).with(2, WellKnown.EVERYONE)))) {
      refused(world.monitor, TABLE + 7, Errno.EINVAL, () -> set(alice, LABEL, shape));
    }
  }

  @Test
  void the_label_is_replaced_or_cleared_and_the_rest_of_the_sacl_stays() {
    sure(() -> set(alice, LABEL, sacl(Ace.label(2, 8192))));
    assertThat(now().sacl().aces()).containsExactlyInAnyOrder(MANDATORY, Ace.label(2, 8192));
    sure(() -> set(alice, LABEL, SecurityDescriptor.builder().build()));
    assertThat(now().sacl().aces()).containsExactly(MANDATORY);
    assertThat(now().dacl()).isEqualTo(BEFORE.dacl());
    assertThat(now().control()).isEqualTo(BEFORE.control());
  }

  @Test
  void a_label_is_given_to_a_descriptor_without_a_sacl_and_taken_away_again() {
    Caller own = world.ownCaller(ALICE);
    Handle self = world.openSelf(own, TokenRights.QUERY);
    Bytes label = Bytes.of(sacl(Ace.label(2, 4096)).toByteArray());
    sure(() -> world.monitor.setSecurity(new SetSecurity.Request(own, self, 0, LABEL, label)));
    assertThat(self.token().descriptor().descriptor().sacl()).isEqualTo(Acl.of(Ace.label(2, 4096)));
    Bytes none = Bytes.of(SecurityDescriptor.builder().build().toByteArray());
    sure(() -> world.monitor.setSecurity(new SetSecurity.Request(own, self, 0, LABEL, none)));
    assertThat(self.token().descriptor().descriptor().sacl()).isNull();
    sure(() -> world.monitor.setSecurity(new SetSecurity.Request(own, self, 0, LABEL, none)));
    assertThat(self.token().descriptor().descriptor().sacl()).isNull();
  }

  @Test
  void every_privilege_that_was_needed_is_marked() {
    Caller able =
        world.caller(
            ALICE, Privilege.SE_SECURITY, Privilege.SE_TCB, Privilege.SE_RELABEL, Privilege.SE_RESTORE);
    SecurityDescriptor input =
        owner(BOB).toBuilder().sacl(Acl.of(Ace.label(2, 12288))).build();
    sure(() -> set(able, OWNER | SACL, input));
    assertThat(able.primary().privileges().used())
        .isEqualTo(
            Privilege.SE_SECURITY.mask()
                | Privilege.SE_TCB.mask()
                | Privilege.SE_RELABEL.mask()
                | Privilege.SE_RESTORE.mask());
  }

  @Test
  void owner_and_label_together_mark_both() {
    Caller able = world.caller(ALICE, Privilege.SE_RELABEL, Privilege.SE_RESTORE);
    SecurityDescriptor input = owner(BOB).toBuilder().sacl(Acl.of(Ace.label(2, 12288))).build();
    sure(() -> set(able, OWNER | LABEL, input));
    assertThat(able.primary().privileges().used())
        .isEqualTo(Privilege.SE_RELABEL.mask() | Privilege.SE_RESTORE.mask());
  }

  @Test
  void only_the_named_parts_change_with_their_control_bits() {
    SecurityDescriptor input =
        SecurityDescriptor.builder()
            .owner(ALICE)
            .group(World.TEAM)
            .dacl(Acl.of(Ace.allow(SD_RIGHTS, ALICE)))
            .control(SdControl.OWNER_DEFAULTED | SdControl.GROUP_DEFAULTED | SdControl.DACL_AUTO_INHERITED)
            .build();
    sure(() -> set(alice, GROUP | DACL, input));
    assertThat(now())
        .isEqualTo(
            SecurityDescriptor.builder()
                .owner(WellKnown.SYSTEM)
                .group(World.TEAM)
                .sacl(BEFORE.sacl())
                .dacl(input.dacl())
                .control(SdControl.GROUP_DEFAULTED | SdControl.DACL_AUTO_INHERITED)
                .build());
    assertThat(handle.token().modifiedId()).isEqualTo(handle.token().id() + 1);
  }

  @Test
  void a_null_dacl_stays_apart_from_an_empty_one() {
    sure(() -> set(alice, DACL, SecurityDescriptor.builder().build()));
    assertThat(now().daclState()).isEqualTo(SecurityDescriptor.DaclState.NULL);
    sure(() -> set(alice, DACL, SecurityDescriptor.builder().dacl(Acl.EMPTY).build()));
    assertThat(now().daclState()).isEqualTo(SecurityDescriptor.DaclState.EMPTY);
  }

  @Test
  void a_result_that_would_be_too_large_is_refused() {
    Acl large = Acl.of(Collections.nCopies(1000, Ace.allow(1, ALICE)));
    SecurityDescriptor small = SecurityDescriptor.builder().dacl(large).build();
    Caller tcb = world.caller(ALICE, Privilege.SE_SECURITY, Privilege.SE_TCB);
    Acl audit = Acl.of(Collections.nCopies(1000, Ace.allow(1, ALICE)));
    sure(() -> set(tcb, SACL, SecurityDescriptor.builder().sacl(audit).build()));
    Refusal refusal =
        refused(world.monitor, "tokens §16 set effect", Errno.EINVAL, () -> set(alice, DACL, small));
    assertThat(refusal.reason()).contains("65535");
  }

  @Test
  void modified_id_that_cannot_grow_refuses_the_call() {
    World last = new World(new IdSeeds(-4L, 1000));
    Caller edge = last.ownCaller(ALICE);
    Handle self = last.openSelf(edge, TokenRights.QUERY);
    refused(
        last.monitor,
        "tokens §2",
        Errno.ERANGE,
        () ->
            last.monitor.setSecurity(
                new SetSecurity.Request(edge, self, 0, DACL, Bytes.of(BEFORE.toByteArray()))));
  }

  @Test
  void a_derived_process_that_changed_its_own_descriptor_is_bound() {
    Caller own = world.ownCaller(ALICE);
    Handle self = world.openSelf(own, TokenRights.QUERY);
    assertThat(own.process().isBound()).isFalse();
    sure(
        () ->
            world.monitor.setSecurity(
                new SetSecurity.Request(own, self, 0x1000, DACL, Bytes.of(BEFORE.toByteArray()))));
    assertThat(own.process().isBound()).isTrue();
  }

  private static SecurityDescriptor owner(Sid sid) {
    return SecurityDescriptor.builder().owner(sid).group(BOB).build();
  }

  private static SecurityDescriptor sacl(Ace... aces) {
    return SecurityDescriptor.builder().sacl(Acl.of(aces)).build();
  }

  private SecurityDescriptor now() {
    return handle.token().descriptor().descriptor();
  }

  private void set(Caller caller, int parts, SecurityDescriptor input) throws Refusal {
    setBytes(caller, 0, parts, Bytes.of(input.toByteArray()));
  }

  private void setBytes(Caller caller, int flags, int parts, Bytes input) throws Refusal {
    world.monitor.setSecurity(new SetSecurity.Request(caller, handle, flags, parts, input));
  }
}
