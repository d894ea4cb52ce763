package dev.tokend.kacs.sd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.sd.DescriptorException.Reason;
import dev.tokend.kacs.sid.RandomSids;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class NewObjectTest {
  private static final Sid USER = Sid.of("S-1-5-21-10-20-30-1001");
  private static final Sid GROUP = Sid.of("S-1-5-21-10-20-30-513");
  private static final Sid OTHER = Sid.of("S-1-5-21-10-20-30-1002");
  private static final int OICI = AceFlags.OBJECT_INHERIT | AceFlags.CONTAINER_INHERIT;
  private static final Acl DEFAULT = Acl.of(Ace.allow(AccessMask.GENERIC_ALL, USER));
  private static final Acl SERVER = Acl.of(Ace.allow(AccessMask.GENERIC_READ, OTHER).withFlags(AceFlags.INHERITED));
  private static final IntUnaryOperator FILE = mask -> {
    int mapped = mask & ~AccessMask.GENERIC;
    mapped |= (mask & AccessMask.GENERIC_READ) != 0 ? 0x0012_0089 : 0;
    mapped |= (mask & AccessMask.GENERIC_ALL) != 0 ? 0x001F_01FF : 0;
    return mapped;
  };
  private static final int RELATIVE = SdControl.SELF_RELATIVE;

  private static final SecurityDescriptor PARENT = SecurityDescriptor.builder().owner(OTHER).group(OTHER)
      .dacl(Acl.of(
          Ace.allow(1, OTHER),
          Ace.allow(AccessMask.GENERIC_READ, WellKnown.USERS).withFlags(OICI),
          Ace.allow(AccessMask.GENERIC_ALL, WellKnown.CREATOR_OWNER).withFlags(OICI | AceFlags.INHERIT_ONLY)))
      .sacl(Acl.of(
          Ace.label(LabelPolicy.NO_WRITE_UP, 12288).withFlags(OICI),
          new BasicAce(AceType.SYSTEM_AUDIT, AceFlags.SUCCESSFUL_ACCESS, 1, WellKnown.EVERYONE)))
      .build();

  private static final Ace INHERITED_USERS = Ace.allow(0x0012_0089, WellKnown.USERS).withFlags(AceFlags.INHERITED);
  private static final Ace INHERITED_OWNER = Ace.allow(0x001F_01FF, USER).withFlags(AceFlags.INHERITED);

  private static NewObject object(SecurityDescriptor parent, SecurityDescriptor requested, Acl defaultDacl) {
    return new NewObject(
        parent, requested, new NewObject.Defaults(USER, GROUP, defaultDacl, SERVER), false, null, FILE);
  }

  private static SecurityDescriptorBuilder request() {
    return SecurityDescriptor.builder();
  }

  @Test
  void without_parent_and_request_everything_is_a_default() throws Exception {
    SecurityDescriptor sd = object(null, null, DEFAULT).descriptor();

    assertThat(sd.owner()).isEqualTo(USER);
    assertThat(sd.group()).isEqualTo(GROUP);
    assertThat(sd.dacl().aces()).containsExactly(Ace.allow(0x001F_01FF, USER));
    assertThat(sd.sacl()).isNull();
    assertThat(sd.control()).isEqualTo(RELATIVE | SdControl.OWNER_DEFAULTED | SdControl.GROUP_DEFAULTED
        | SdControl.DACL_DEFAULTED | SdControl.DACL_PRESENT);
  }

  @Test
  void without_a_default_dacl_either_it_is_null() throws Exception {
    SecurityDescriptor sd = object(null, null, null).descriptor();

    assertThat(sd.daclState()).isEqualTo(SecurityDescriptor.DaclState.NULL);
    assertThat(sd.hasControl(SdControl.DACL_DEFAULTED)).isFalse();
  }

  @Test
  void what_the_parent_passes_on_goes_before_the_default() throws Exception {
    SecurityDescriptor sd = object(PARENT, null, DEFAULT).descriptor();

    assertThat(sd.dacl().aces()).containsExactly(INHERITED_USERS, INHERITED_OWNER);
    assertThat(sd.sacl().aces())
        .containsExactly(Ace.label(LabelPolicy.NO_WRITE_UP, 12288).withFlags(AceFlags.INHERITED));
    assertThat(sd.control()).isEqualTo(RELATIVE | SdControl.OWNER_DEFAULTED | SdControl.GROUP_DEFAULTED
        | SdControl.DACL_PRESENT | SdControl.DACL_AUTO_INHERITED | SdControl.SACL_PRESENT
        | SdControl.SACL_AUTO_INHERITED);
  }

  @Test
  void a_parent_that_passes_nothing_on_leaves_the_default() throws Exception {
    SecurityDescriptor parent = request().dacl(Acl.of(Ace.allow(1, OTHER))).build();

    assertThat(object(parent, null, DEFAULT).descriptor().hasControl(SdControl.DACL_DEFAULTED)).isTrue();
    assertThat(object(request().build(), null, DEFAULT).descriptor().hasControl(SdControl.DACL_DEFAULTED)).isTrue();
  }

  @Test
  void a_request_without_a_dacl_is_as_none() throws Exception {
    SecurityDescriptor sd =
        object(PARENT, request().owner(OTHER).control(SdControl.DACL_PROTECTED).build(), DEFAULT).descriptor();

    assertThat(sd.owner()).isEqualTo(OTHER);
    assertThat(sd.hasControl(SdControl.OWNER_DEFAULTED)).isFalse();
    assertThat(sd.hasControl(SdControl.GROUP_DEFAULTED)).isTrue();
    assertThat(sd.dacl().aces())
        .containsExactly(INHERITED_USERS, Ace.allow(0x001F_01FF, OTHER).withFlags(AceFlags.INHERITED));
    assertThat(sd.hasControl(SdControl.DACL_PROTECTED)).isFalse();
  }

  @Test
  void a_requested_dacl_alone_is_taken_alone() throws Exception {
    Acl asked = Acl.of(Ace.allow(AccessMask.GENERIC_READ, OTHER).withFlags(AceFlags.INHERITED | OICI));

    SecurityDescriptor sd = object(PARENT, request().dacl(asked).build(), DEFAULT).descriptor();

    assertThat(sd.dacl().aces()).containsExactly(Ace.allow(0x0012_0089, OTHER).withFlags(OICI));
    assertThat(sd.hasControl(SdControl.DACL_AUTO_INHERITED)).isFalse();
  }

  @Test
  void a_requested_empty_dacl_stays_empty_and_never_becomes_null() throws Exception {
    for (int control : new int[] {0, SdControl.DACL_PROTECTED}) {
      SecurityDescriptor sd =
          object(PARENT, request().dacl(Acl.EMPTY).control(control).build(), DEFAULT).descriptor();
      assertThat(sd.daclState()).isEqualTo(SecurityDescriptor.DaclState.EMPTY);
    }
  }

  @Test
  void auto_inheritance_appends_what_the_parent_passes_on() throws Exception {
    Acl asked = Acl.of(Ace.deny(2, OTHER));
    int request = SdControl.DACL_AUTO_INHERIT_REQ;

    SecurityDescriptor sd = object(PARENT, request().dacl(asked).control(request).build(), DEFAULT).descriptor();
    assertThat(sd.dacl().aces()).containsExactly(Ace.deny(2, OTHER), INHERITED_USERS, INHERITED_OWNER);
    assertThat(sd.hasControl(SdControl.DACL_AUTO_INHERITED)).isTrue();
    assertThat(sd.hasControl(request)).isFalse();

    SecurityDescriptor alone = object(null, request().dacl(asked).control(request).build(), DEFAULT).descriptor();
    assertThat(alone.dacl().aces()).containsExactly(Ace.deny(2, OTHER));
    assertThat(alone.hasControl(SdControl.DACL_AUTO_INHERITED)).isFalse();
  }

  @Test
  void a_protected_request_inherits_nothing_and_stays_protected() throws Exception {
    SecurityDescriptor sd = object(PARENT,
        request().dacl(Acl.of(Ace.deny(2, OTHER))).sacl(Acl.EMPTY)
            .control(SdControl.DACL_PROTECTED | SdControl.DACL_AUTO_INHERIT_REQ | SdControl.SACL_PROTECTED).build(),
        DEFAULT).descriptor();

    assertThat(sd.dacl().aces()).containsExactly(Ace.deny(2, OTHER));
    assertThat(sd.sacl()).isEqualTo(Acl.EMPTY);
    assertThat(sd.control()).isEqualTo(RELATIVE | SdControl.OWNER_DEFAULTED | SdControl.GROUP_DEFAULTED
        | SdControl.DACL_PRESENT | SdControl.DACL_PROTECTED | SdControl.SACL_PRESENT | SdControl.SACL_PROTECTED);
  }

  @Test
  void the_sacl_follows_its_own_bits() throws Exception {
    Ace audit = new BasicAce(AceType.SYSTEM_AUDIT, AceFlags.FAILED_ACCESS, 1, OTHER);
    SecurityDescriptor sd = object(PARENT,
        request().sacl(Acl.of(audit)).control(SdControl.SACL_AUTO_INHERIT_REQ).build(), DEFAULT).descriptor();

    assertThat(sd.sacl().aces())
        .containsExactly(audit, Ace.label(LabelPolicy.NO_WRITE_UP, 12288).withFlags(AceFlags.INHERITED));
    assertThat(object(PARENT, request().sacl(Acl.of(audit)).build(), DEFAULT).descriptor().sacl().aces())
        .containsExactly(audit);
  }

  @Test
  void server_security_appends_the_primary_tokens_default_dacl() throws Exception {
    Ace server = Ace.allow(0x0012_0089, OTHER);
    SecurityDescriptor asking = request().control(SdControl.SERVER_SECURITY).build();

    assertThat(object(PARENT, asking, DEFAULT).descriptor().dacl().aces())
        .containsExactly(INHERITED_USERS, INHERITED_OWNER, server);
    assertThat(object(null, asking, DEFAULT).descriptor().dacl().aces())
        .containsExactly(Ace.allow(0x001F_01FF, USER), server);
    assertThat(object(null, asking, null).descriptor().dacl().aces()).containsExactly(server);
  }

  @Test
  void placeholders_become_owner_and_group_in_every_kind_of_entry() throws Exception {
    Bytes data = Bytes.of(WellKnown.CREATOR_OWNER.toByteArray());
    Acl asked = Acl.of(
        Ace.allow(1, WellKnown.CREATOR_OWNER), Ace.deny(1, WellKnown.CREATOR_GROUP),
        new CallbackAce(AceType.ACCESS_ALLOWED_CALLBACK, 0, 1, WellKnown.CREATOR_OWNER, data));

    SecurityDescriptor sd = object(null, request().dacl(asked).build(), DEFAULT).descriptor();

    assertThat(sd.dacl().aces()).containsExactly(Ace.allow(1, USER), Ace.deny(1, GROUP),
        new CallbackAce(AceType.ACCESS_ALLOWED_CALLBACK, 0, 1, USER, data));
  }

  @Test
  void without_a_group_its_placeholder_fails() throws Exception {
    NewObject.Defaults noGroup = new NewObject.Defaults(USER, null, null, null);
    SecurityDescriptor needsGroup = request().dacl(Acl.of(Ace.allow(1, WellKnown.CREATOR_GROUP))).build();

    assertThatExceptionOfType(DescriptorException.class)
        .isThrownBy(() -> new NewObject(null, needsGroup, noGroup, false, null, FILE).descriptor())
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_GROUP));
    assertThat(new NewObject(null, null, noGroup, false, null, FILE).descriptor().group()).isNull();
  }

  @Test
  void a_result_that_is_too_large_fails() {
    List<Ace> many = Collections.nCopies(3270, Ace.allow(1, WellKnown.CREATOR_OWNER).withFlags(OICI));
    SecurityDescriptor full = request().dacl(Acl.of(many)).build();
    Ace largest = new CallbackAce(
        AceType.ACCESS_ALLOWED_CALLBACK, 0, 1, WellKnown.CREATOR_OWNER, Bytes.of(new byte[65_500]));

    for (NewObject object : List.of(object(full, null, null), object(null, null, Acl.of(largest)))) {
      assertThatExceptionOfType(DescriptorException.class).isThrownBy(object::descriptor)
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }
  }

  @Test
  void opaque_entries_and_label_masks_stay_as_they_are() throws Exception {
    Ace opaque = new OpaqueAce(0x80, 0, Bytes.of(new byte[8]));
    Ace label = Ace.label(AccessMask.GENERIC_ALL, 8192);

    SecurityDescriptor sd =
        object(null, request().dacl(Acl.of(opaque)).sacl(Acl.of(label)).build(), null).descriptor();

    assertThat(sd.dacl().aces()).containsExactly(opaque);
    assertThat(sd.sacl().aces()).containsExactly(label);
  }

  @Test
  void any_parent_and_request_give_a_descriptor_that_parses() {
    Generator.cases(2000, random -> {
      NewObject object = new NewObject(
          random.nextInt(4) == 0 ? null : RandomDescriptors.descriptor(random),
          random.nextInt(4) == 0 ? null : RandomDescriptors.descriptor(random),
          new NewObject.Defaults(RandomSids.sid(random), RandomSids.sid(random),
              random.nextBoolean() ? null : RandomDescriptors.acl(random),
              random.nextBoolean() ? null : RandomDescriptors.acl(random)),
          random.nextBoolean(), random.nextBoolean() ? null : new Guid(1, random.nextLong()), FILE);
      SecurityDescriptor sd = object.descriptor();
      assertThat(SecurityDescriptor.parse(sd.toByteArray())).isEqualTo(sd);
      boolean inherited = sd.dacl() != null && sd.dacl().aces().stream().anyMatch(Ace::isInherited);
      assertThat(sd.hasControl(SdControl.DACL_AUTO_INHERITED)).isEqualTo(inherited);
      if (object.requested() != null && object.requested().dacl() != null) {
        assertThat(sd.dacl()).isNotNull();
      }
    });
  }

  @Test
  void propagation_renews_what_was_inherited_and_nothing_else() throws Exception {
    Ace own = Ace.deny(2, OTHER);
    SecurityDescriptor child = request().owner(USER).group(GROUP)
        .dacl(Acl.of(own, Ace.allow(7, OTHER).withFlags(AceFlags.INHERITED))).build();
    Propagation propagation = new Propagation(false, null, FILE);

    SecurityDescriptor renewed = propagation.apply(child, PARENT);
    assertThat(renewed.dacl().aces()).containsExactly(own, INHERITED_USERS, INHERITED_OWNER);
    assertThat(renewed.sacl().aces()).hasSize(1);
    assertThat(renewed.hasControl(SdControl.DACL_AUTO_INHERITED | SdControl.SACL_AUTO_INHERITED)).isTrue();
    assertThat(propagation.apply(renewed, PARENT)).isEqualTo(renewed);

    SecurityDescriptor orphan = propagation.apply(renewed, request().build());
    assertThat(orphan.dacl().aces()).containsExactly(own);
    assertThat(orphan.hasControl(SdControl.DACL_AUTO_INHERITED)).isFalse();
  }

  @Test
  void propagation_skips_protected_lists_and_does_not_narrow_a_null_dacl() throws Exception {
    Propagation propagation = new Propagation(false, null, FILE);
    SecurityDescriptor child = request().owner(USER).group(GROUP).dacl(Acl.EMPTY)
        .control(SdControl.DACL_PROTECTED | SdControl.SACL_PROTECTED).build();
    assertThat(propagation.apply(child, PARENT)).isEqualTo(child);

    SecurityDescriptor open = request().owner(USER).group(GROUP).control(SdControl.SACL_PROTECTED).build();
    assertThat(propagation.apply(open, PARENT)).isEqualTo(open);
  }
}
