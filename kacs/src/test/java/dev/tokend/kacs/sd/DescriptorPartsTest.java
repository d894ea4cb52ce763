package dev.tokend.kacs.sd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimFlags;
import dev.tokend.kacs.sd.DescriptorException.Reason;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptorPartsTest {
  private static final int OWNER = SecurityInformation.OWNER;
  private static final int GROUP = SecurityInformation.GROUP;
  private static final int DACL = SecurityInformation.DACL;
  private static final int SACL = SecurityInformation.SACL;
  private static final int LABEL = SecurityInformation.LABEL;
  private static final Sid USER = Sid.of("S-1-5-21-10-20-30-1001");
  private static final Ace AUDIT =
      new BasicAce(AceType.SYSTEM_AUDIT, AceFlags.SUCCESSFUL_ACCESS, 1, WellKnown.EVERYONE);
  private static final Ace MEDIUM = Ace.label(LabelPolicy.NO_WRITE_UP, 8192);
  private static final Ace HIGH = Ace.label(LabelPolicy.NO_READ_UP, 12288);
  private static final Ace CHILD_LABEL = Ace.label(1, 4096).withFlags(AceFlags.INHERIT_ONLY | AceFlags.OBJECT_INHERIT);

  private static final SecurityDescriptor FULL = SecurityDescriptor.builder()
      .owner(USER).group(WellKnown.USERS).dacl(Acl.of(Ace.allow(1, USER))).sacl(Acl.of(CHILD_LABEL, AUDIT, MEDIUM))
      .control(0xFFFF).resourceManagerControl(0x77).build();

  private static SecurityDescriptorBuilder some() {
    return SecurityDescriptor.builder();
  }

  @Test
  void some_sets_of_parts_cannot_be_asked_for() {
    assertThat(SecurityInformation.isValid(OWNER | GROUP | DACL | SACL)).isTrue();
    assertThat(SecurityInformation.isValid(LABEL)).isTrue();
    assertThat(SecurityInformation.isValid(0)).isFalse();
    assertThat(SecurityInformation.isValid(SACL | LABEL)).isFalse();
    assertThat(SecurityInformation.isValid(0x20 | OWNER)).isFalse();
    assertThat(SecurityInformation.isValid(0x8000_0001)).isFalse();
  }

  @Test
  void each_part_needs_its_rights() {
    assertThat(SecurityInformation.readAccess(OWNER)).isEqualTo(AccessMask.READ_CONTROL);
    assertThat(SecurityInformation.readAccess(LABEL)).isEqualTo(AccessMask.READ_CONTROL);
    assertThat(SecurityInformation.readAccess(SACL)).isEqualTo(AccessMask.ACCESS_SYSTEM_SECURITY);
    assertThat(SecurityInformation.readAccess(SACL | DACL))
        .isEqualTo(AccessMask.ACCESS_SYSTEM_SECURITY | AccessMask.READ_CONTROL);
    assertThat(SecurityInformation.writeAccess(OWNER)).isEqualTo(AccessMask.WRITE_OWNER);
    assertThat(SecurityInformation.writeAccess(GROUP)).isEqualTo(AccessMask.WRITE_OWNER);
    assertThat(SecurityInformation.writeAccess(LABEL)).isEqualTo(AccessMask.WRITE_OWNER);
    assertThat(SecurityInformation.writeAccess(DACL)).isEqualTo(AccessMask.WRITE_DAC);
    assertThat(SecurityInformation.writeAccess(SACL)).isEqualTo(AccessMask.ACCESS_SYSTEM_SECURITY);
  }

  @Test
  void selects_parts_with_their_control_bits_alone() throws Exception {
    SecurityDescriptor owner = DescriptorParts.select(FULL, OWNER);
    assertThat(owner).isEqualTo(some().owner(USER).control(SdControl.OWNER_DEFAULTED).build());

    SecurityDescriptor dacl = DescriptorParts.select(FULL, DACL);
    assertThat(dacl.dacl()).isEqualTo(FULL.dacl());
    assertThat(dacl.control()).isEqualTo(0x8000 | 0x1000 | 0x400 | 0x100 | 0x80 | 0x40 | 0x8 | 0x4);

    SecurityDescriptor sacl = DescriptorParts.select(FULL, SACL | GROUP);
    assertThat(sacl.sacl()).isEqualTo(FULL.sacl());
    assertThat(sacl.group()).isEqualTo(WellKnown.USERS);
    assertThat(sacl.control()).isEqualTo(0x8000 | 0x2000 | 0x800 | 0x200 | 0x20 | 0x10 | 0x2);
  }

  @Test
  void selects_the_label_that_counts() {
    assertThat(DescriptorParts.select(FULL, LABEL)).isEqualTo(some().sacl(Acl.of(MEDIUM)).build());
    assertThat(DescriptorParts.select(some().sacl(Acl.of(CHILD_LABEL, AUDIT)).build(), LABEL))
        .isEqualTo(some().build());
    assertThat(DescriptorParts.select(some().build(), LABEL | OWNER)).isEqualTo(some().build());
  }

  @Test
  void replaces_the_named_parts_and_their_control_bits_and_nothing_else() throws Exception {
    SecurityDescriptor input = some().owner(WellKnown.SYSTEM).dacl(Acl.EMPTY).control(SdControl.DACL_PROTECTED).build();

    SecurityDescriptor changed = DescriptorParts.replace(FULL, input, DACL);
    assertThat(changed.dacl()).isEqualTo(Acl.EMPTY);
    assertThat(changed.owner()).isEqualTo(USER);
    assertThat(changed.sacl()).isEqualTo(FULL.sacl());
    assertThat(changed.resourceManagerControl()).isEqualTo(0x77);
    assertThat(changed.control()).isEqualTo(
        0x8000 | 0x4000 | 0x2000 | 0x1000 | 0x800 | 0x200 | 0x20 | 0x10 | 0x4 | 0x2 | 0x1);

    SecurityDescriptor owner = DescriptorParts.replace(FULL, input, OWNER | GROUP);
    assertThat(owner.owner()).isEqualTo(WellKnown.SYSTEM);
    assertThat(owner.group()).isNull();
    assertThat(owner.dacl()).isEqualTo(FULL.dacl());
    assertThat(owner.hasControl(SdControl.OWNER_DEFAULTED)).isFalse();
  }

  @Test
  void setting_a_dacl_that_is_not_there_makes_it_null_not_empty() throws Exception {
    assertThat(DescriptorParts.replace(FULL, some().build(), DACL).daclState())
        .isEqualTo(SecurityDescriptor.DaclState.NULL);
    assertThat(DescriptorParts.replace(FULL, some().dacl(Acl.EMPTY).build(), DACL).daclState())
        .isEqualTo(SecurityDescriptor.DaclState.EMPTY);
  }

  @Test
  void the_result_keeps_an_owner() {
    refuses(FULL, some().build(), OWNER, Reason.NO_OWNER);
    refuses(some().build(), FULL, DACL, Reason.NO_OWNER);
  }

  @Test
  void a_label_takes_the_place_of_the_one_that_counts() throws Exception {
    SecurityDescriptor input = some().sacl(Acl.of(HIGH)).build();

    assertThat(DescriptorParts.replace(FULL, input, LABEL).sacl().aces()).containsExactly(CHILD_LABEL, AUDIT, HIGH);
    SecurityDescriptor twice = FULL.toBuilder().sacl(Acl.of(MEDIUM, AUDIT, MEDIUM)).build();
    assertThat(DescriptorParts.replace(twice, input, LABEL).sacl().aces()).containsExactly(HIGH, AUDIT);
    SecurityDescriptor none = some().owner(USER).build();
    SecurityDescriptor labelled = DescriptorParts.replace(none, input, LABEL);
    assertThat(labelled.sacl()).isEqualTo(Acl.of(HIGH));
    assertThat(DescriptorParts.replace(labelled, some().build(), LABEL)).isEqualTo(none);
    assertThat(DescriptorParts.replace(FULL, some().build(), LABEL).sacl().aces()).containsExactly(CHILD_LABEL, AUDIT);
    assertThat(DescriptorParts.replace(FULL, input, LABEL).control()).isEqualTo(FULL.control());
  }

  @Test
  void a_label_has_one_shape() {
    List<Acl> wrong = List.of(
        Acl.EMPTY, Acl.of(AUDIT), Acl.of(CHILD_LABEL), Acl.of(MEDIUM, MEDIUM), Acl.of(MEDIUM, AUDIT),
        Acl.of(new BasicAce(AceType.SYSTEM_MANDATORY_LABEL, 0, 1, Sid.of("S-1-16-1-2"))),
        Acl.of(new BasicAce(AceType.SYSTEM_MANDATORY_LABEL, 0, 1, WellKnown.EVERYONE)));
    for (Acl acl : wrong) {
      refuses(FULL, some().sacl(acl).build(), LABEL, Reason.LABEL_SHAPE);
    }
  }

  @Test
  void a_result_that_is_too_large_is_refused() {
    Acl full = Acl.of(Collections.nCopies(3200, AUDIT));
    SecurityDescriptor big = some().owner(USER).sacl(full).build();

    refuses(big, some().dacl(full).build(), DACL, Reason.TOO_LARGE);
    SecurityDescriptor fuller = some().owner(USER).sacl(Acl.of(Collections.nCopies(3273, AUDIT))).build();
    refuses(fuller, some().sacl(Acl.of(HIGH)).build(), LABEL, Reason.TOO_LARGE);
  }

  private static void refuses(SecurityDescriptor current, SecurityDescriptor input, int parts, Reason reason) {
    assertThatExceptionOfType(DescriptorException.class)
        .isThrownBy(() -> DescriptorParts.replace(current, input, parts))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void a_mandatory_attribute_must_reappear_byte_for_byte() {
    Ace mandatory = ResourceAttributeAce.of(0, new Claim("m", ClaimType.INT64, ClaimFlags.MANDATORY, List.of()));
    Ace free = ResourceAttributeAce.of(0, new Claim("f", ClaimType.INT64, 0, List.of()));
    Acl current = Acl.of(mandatory, free);

    assertThat(DescriptorParts.dropsMandatoryAttribute(null, null)).isFalse();
    assertThat(DescriptorParts.dropsMandatoryAttribute(Acl.of(free), null)).isFalse();
    assertThat(DescriptorParts.dropsMandatoryAttribute(current, null)).isTrue();
    assertThat(DescriptorParts.dropsMandatoryAttribute(current, Acl.of(free))).isTrue();
    assertThat(DescriptorParts.dropsMandatoryAttribute(current, Acl.of(AUDIT, mandatory))).isFalse();
    assertThat(DescriptorParts.dropsMandatoryAttribute(current, Acl.of(mandatory.withFlags(1)))).isTrue();
    assertThat(DescriptorParts.dropsMandatoryAttribute(Acl.of(mandatory, mandatory), Acl.of(mandatory))).isTrue();
  }

  @Test
  void the_highest_label_counts_inherit_only_ones_and_compares_unsigned() throws Exception {
    assertThat(MandatoryLabels.highest(null)).isEqualTo(-1);
    assertThat(MandatoryLabels.highest(Acl.of(AUDIT))).isEqualTo(-1);
    assertThat(MandatoryLabels.highest(Acl.of(MEDIUM, HIGH.withFlags(AceFlags.INHERIT_ONLY)))).isEqualTo(12288);
    assertThat(MandatoryLabels.highest(Acl.of(Ace.label(0, -1), MEDIUM))).isEqualTo(0xFFFF_FFFFL);
    assertThatExceptionOfType(DescriptorException.class).isThrownBy(() -> MandatoryLabels.highest(
        Acl.of(new BasicAce(AceType.SYSTEM_MANDATORY_LABEL, 0, 1, WellKnown.EVERYONE))));
  }

  @Test
  void an_owner_is_the_user_or_a_group_that_may_own_even_when_off() {
    List<SidAndAttributes> groups = List.of(
        new SidAndAttributes(WellKnown.USERS, GroupAttributes.ENABLED),
        new SidAndAttributes(WellKnown.ADMINISTRATORS, GroupAttributes.OWNER));

    assertThat(DescriptorParts.mayBecomeOwner(USER, USER, List.of())).isTrue();
    assertThat(DescriptorParts.mayBecomeOwner(WellKnown.ADMINISTRATORS, USER, groups)).isTrue();
    assertThat(DescriptorParts.mayBecomeOwner(WellKnown.USERS, USER, groups)).isFalse();
    assertThat(DescriptorParts.mayBecomeOwner(WellKnown.SYSTEM, USER, groups)).isFalse();
  }

  @Test
  void what_is_selected_can_be_put_back() {
    Generator.cases(1000, random -> {
      SecurityDescriptor sd = RandomDescriptors.descriptor(random).toBuilder().owner(USER).build();
      int parts = random.nextInt(1, 16);
      assertThat(DescriptorParts.replace(sd, DescriptorParts.select(sd, parts), parts)).isEqualTo(sd);
    });
  }

  @Test
  void canonical_order_is_stable_and_complete() {
    Guid guid = new Guid(1, 2);
    Ace denyObject = new ObjectAce(AceType.ACCESS_DENIED_OBJECT, 0, 1, 1, guid, null, USER);
    Ace allowObject = new ObjectAce(AceType.ACCESS_ALLOWED_OBJECT, 0, 1, 1, guid, null, USER);
    Ace allowAll = new ObjectAce(AceType.ACCESS_ALLOWED_OBJECT, 0, 1, 2, null, guid, USER);
    Ace opaque = new OpaqueAce(0x80, 0, Bytes.EMPTY);
    List<Ace> canonical = List.of(
        Ace.deny(1, USER), Ace.deny(2, USER), denyObject, Ace.allow(1, USER), allowAll, allowObject, opaque, AUDIT,
        Ace.deny(1, USER).withFlags(AceFlags.INHERITED), Ace.allow(2, USER).withFlags(AceFlags.INHERITED));

    assertThat(CanonicalOrder.sort(canonical)).isEqualTo(canonical);
    assertThat(CanonicalOrder.isSorted(canonical)).isTrue();
    Generator.cases(200, random -> {
      List<Ace> shuffled = new java.util.ArrayList<>(canonical);
      Collections.shuffle(shuffled, new java.util.Random(random.nextLong()));
      List<Ace> sorted = CanonicalOrder.sort(shuffled);
      assertThat(sorted).containsExactlyInAnyOrderElementsOf(canonical);
      assertThat(CanonicalOrder.isSorted(sorted)).isTrue();
      assertThat(CanonicalOrder.isSorted(shuffled)).isEqualTo(sorted.equals(shuffled));
    });
  }
}
