package dev.tokend.kacs.sd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.Hex;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.AceLayout;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AclTest {
  private static final String EVERYONE = "01 01 00 00 00 00 00 01 00 00 00 00 ";

  @Test
  void reads_and_builds_the_default_dacl_of_the_system() throws Exception {
    Acl built = Acl.of(
        Ace.allow(AccessMask.GENERIC_ALL, WellKnown.SYSTEM),
        Ace.allow(AccessMask.GENERIC_ALL, WellKnown.ADMINISTRATORS));

    assertThat(Acl.parse(WorkedDescriptors.SYSTEM_DEFAULT_DACL)).isEqualTo(built).hasSameHashCodeAs(built);
    assertThat(built.toByteArray()).isEqualTo(WorkedDescriptors.SYSTEM_DEFAULT_DACL);
    assertThat(built.size()).isEqualTo(52);
  }

  @ParameterizedTest
  @EnumSource(AceType.class)
  void every_type_has_the_layout_of_the_specification(AceType type) throws Exception {
    String header = "%02x c3 ".formatted(type.value());
    String mask = "01 00 e0 0c ";
    String guid = "ba 7a 96 bf e6 0d d0 11 a2 85 00 aa 00 30 49 e2 ";
    AceLayout layout = AceBody.isOpaque(type.value()) ? AceLayout.OPAQUE : type.layout();
    String hex = switch (layout) {
      case BASIC -> header + "14 00 " + mask + EVERYONE;
      case OBJECT -> header + "38 00 " + mask + "07 00 00 00 " + guid + guid + EVERYONE;
      case CALLBACK -> type == AceType.SYSTEM_RESOURCE_ATTRIBUTE
          ? header + "28 00 " + mask + EVERYONE + "10 00 00 00 06 00 01 02 00 00 00 00 00 00 00 00 00 00 ee ff"
          : header + "18 00 " + mask + EVERYONE + "de ad be ef ";
      case CALLBACK_OBJECT -> header + "2c 00 " + mask + "fd ff ff ff " + guid + EVERYONE + "de ad be ef ";
      case OPAQUE -> header + "0c 00 " + mask + "de ad be ef ";
    };

    Ace ace = AceReader.read(new ByteReader("ACE", Hex.bytes(hex)));

    assertThat(ace.typeCode()).isEqualTo(type.value());
    assertThat(ace.flags()).isEqualTo(0xC3);
    assertThat(ace.size()).isEqualTo(Hex.bytes(hex).length);
    ByteWriter out = new ByteWriter();
    ace.writeTo(out);
    assertThat(out.toByteArray()).isEqualTo(Hex.bytes(hex));
    if (ace instanceof MaskedAce masked) {
      assertThat(masked.type()).isEqualTo(type);
      assertThat(masked.mask()).isEqualTo(0x0CE0_0001);
      assertThat(masked.sid()).isEqualTo(WellKnown.EVERYONE);
    }
    if (ace instanceof ObjectScopedAce object) {
      assertThat(object.objectType()).hasToString("bf967aba-0de6-11d0-a285-00aa003049e2");
      assertThat(object.inheritedObjectType()).isEqualTo(layout == AceLayout.OBJECT ? object.objectType() : null);
    }
    if (ace instanceof ConditionalAce conditional) {
      assertThat(conditional.applicationData()).hasToString("deadbeef");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x04, 0x15, 0x16, 0x7F, 0x80, 0xFF})
  void types_without_a_meaning_are_kept_as_bytes(int type) throws Exception {
    byte[] acl = Hex.bytes("07 aa 10 00 01 00 bb cc %02x ff 08 00 ff ff ff ff".formatted(type));

    Acl parsed = Acl.parse(acl);

    assertThat(parsed.aces()).containsExactly(new OpaqueAce(type, 0xFF, Bytes.of(Hex.bytes("ff ff ff ff"))));
    assertThat(parsed.toByteArray()).isEqualTo(acl);
    assertThat(parsed.revision()).isEqualTo(7);
  }

  static Stream<Arguments> malformed() {
    String basic = "02 00 1c 00 01 00 00 00 ";
    return Stream.of(
        Arguments.of("nothing", "", 0),
        Arguments.of("half a header", "02 00 08 00", 4),
        Arguments.of("size 7", "02 00 07 00 00 00 00 00", 2),
        Arguments.of("bytes after it", "02 00 08 00 00 00 00 00 00", 8),
        Arguments.of("bytes left in it", "02 00 0c 00 00 00 00 00 00 00 00 00", 8),
        Arguments.of("a count with no entries", "02 00 08 00 ff ff 00 00", 8),
        Arguments.of("ACE of 0 bytes", basic + "00 00 00 00 01 00 00 00 " + EVERYONE, 10),
        Arguments.of("ACE of 19 bytes", basic + "00 00 13 00 01 00 00 00 " + EVERYONE, 10),
        Arguments.of("ACE past the end", basic + "00 00 18 00 01 00 00 00 " + EVERYONE, 10),
        Arguments.of("ACE too short for a SID", "02 00 14 00 01 00 00 00 00 00 0c 00 01 00 00 00 01 01 00 00", 16),
        Arguments.of("SID that ends before its ACE",
            "02 00 20 00 01 00 00 00 00 00 18 00 01 00 00 00 " + EVERYONE + "00 00 00 00", 28),
        Arguments.of("SID past its ACE", basic + "00 00 14 00 01 00 00 00 01 02 00 00 00 00 00 01 00 00 00 00", 17),
        Arguments.of("object ACE with the GUID of a SID",
            "04 00 20 00 01 00 00 00 05 00 18 00 01 00 00 00 01 00 00 00 " + EVERYONE, 20),
        Arguments.of("MAXIMUM_ALLOWED", basic + "00 00 14 00 00 00 00 02 " + EVERYONE, 12),
        Arguments.of("MAXIMUM_ALLOWED, inherit-only audit", basic + "02 08 14 00 00 00 00 02 " + EVERYONE, 12),
        Arguments.of("resource attribute of another SID",
            "02 00 30 00 01 00 00 00 12 00 28 00 00 00 00 00 01 01 00 00 00 00 00 01 01 00 00 00"
                + "10 00 00 00 06 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00", 16),
        Arguments.of("resource attribute without a claim", basic + "12 00 14 00 00 00 00 00 " + EVERYONE, 28));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void refuses(String what, String hex, int offset) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Acl.parse(Hex.bytes(hex)))
        .satisfies(e -> assertThat(e.offset()).as(e.getMessage()).isEqualTo(offset));
  }

  @Test
  void a_label_may_have_any_mask() throws Exception {
    byte[] acl = Hex.bytes("02 00 1c 00 01 00 00 00 11 00 14 00 ff ff ff ff 01 01 00 00 00 00 00 10 00 20 00 00");

    assertThat(Acl.parse(acl).toByteArray()).isEqualTo(acl);
  }

  @Test
  void the_revision_is_the_lowest_that_fits() {
    Ace basic = Ace.allow(1, WellKnown.EVERYONE);
    Ace label = Ace.label(LabelPolicy.NO_WRITE_UP, 8192);
    Ace callback = new CallbackAce(AceType.ACCESS_ALLOWED_CALLBACK, 0, 1, WellKnown.EVERYONE, Bytes.EMPTY);
    Ace object = new ObjectAce(AceType.SYSTEM_AUDIT_OBJECT, 0, 1, 0, null, null, WellKnown.EVERYONE);

    assertThat(Acl.of(basic, label).revision()).isEqualTo(2);
    assertThat(Acl.of(basic, callback).revision()).isEqualTo(4);
    assertThat(Acl.of(object).revision()).isEqualTo(4);
    assertThat(Acl.of(new OpaqueAce(0x15, 0, Bytes.EMPTY)).revision()).isEqualTo(2);
  }

  @Test
  void a_rewritten_list_keeps_reserved_fields_and_the_revision_that_opaque_entries_may_need() throws Exception {
    Acl old = Acl.parse(Hex.bytes("07 aa 0c 00 01 00 bb cc 80 00 04 00"));
    Ace basic = Ace.allow(1, WellKnown.EVERYONE);

    assertThat(old.withAces(List.of(basic)).toByteArray()).startsWith(Hex.bytes("02 aa 1c 00 01 00 bb cc"));
    assertThat(old.withAces(List.of(basic, old.aces().get(0))).toByteArray())
        .startsWith(Hex.bytes("07 aa 20 00 02 00 bb cc"));
  }

  @Test
  void sizes_are_limited() {
    Bytes most = Bytes.of(new byte[Ace.MAX_SIZE - 20]);
    Ace largest = new CallbackAce(AceType.ACCESS_ALLOWED_CALLBACK, 0, 1, WellKnown.EVERYONE, most);

    assertThat(largest.size()).isEqualTo(65532);
    assertThatIllegalArgumentException().isThrownBy(() -> Acl.of(largest));
    assertThatIllegalArgumentException().isThrownBy(() -> new CallbackAce(
        AceType.ACCESS_ALLOWED_CALLBACK, 0, 1, WellKnown.EVERYONE, Bytes.of(new byte[Ace.MAX_SIZE - 16])));
    assertThatIllegalArgumentException().isThrownBy(() -> new CallbackAce(
        AceType.ACCESS_ALLOWED_CALLBACK, 0, 1, WellKnown.EVERYONE, Bytes.of(new byte[3])));
  }

  @Test
  void a_layout_takes_its_own_types_only() {
    Sid sid = WellKnown.EVERYONE;
    assertThatIllegalArgumentException().isThrownBy(() -> new BasicAce(AceType.ACCESS_ALLOWED_OBJECT, 0, 1, sid));
    assertThatIllegalArgumentException().isThrownBy(() -> new BasicAce(AceType.ACCESS_ALLOWED, 256, 1, sid));
    assertThatIllegalArgumentException().isThrownBy(
        () -> new CallbackAce(AceType.SYSTEM_RESOURCE_ATTRIBUTE, 0, 1, sid, Bytes.EMPTY));
    assertThatIllegalArgumentException().isThrownBy(
        () -> new CallbackAce(AceType.SYSTEM_ACCESS_FILTER, 0, 1, sid, Bytes.EMPTY));
    assertThatIllegalArgumentException().isThrownBy(() -> new OpaqueAce(0, 0, Bytes.EMPTY));
    assertThatIllegalArgumentException().isThrownBy(
        () -> new ObjectAce(AceType.ACCESS_ALLOWED_OBJECT, 0, 1, 1, null, null, sid));
  }

  @Test
  void a_resource_attribute_keeps_its_bytes_and_shows_its_claim() throws Exception {
    Claim claim = new Claim("on", ClaimType.BOOLEAN, 0, List.of(new ClaimValue.Bool(1)));
    ResourceAttributeAce ace = ResourceAttributeAce.of(0, claim);

    assertThat(ace.size() % 4).isZero();
    assertThat(ace.claim()).isEqualTo(claim);
    assertThat(Acl.parse(Acl.of(ace).toByteArray()).aces()).containsExactly(ace);
    assertThat(ResourceAttributeAce.of(1, 2, ace.entry()).with(3, WellKnown.EVERYONE).mask()).isEqualTo(3);
    assertThatIllegalArgumentException().isThrownBy(() -> ace.with(0, WellKnown.USERS));
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> ResourceAttributeAce.of(0, 0, Bytes.EMPTY));
  }

  @Test
  void every_list_survives() {
    Generator.cases(1000, random -> {
      Acl acl = RandomDescriptors.acl(random);
      Acl again = Acl.parse(acl.toByteArray());
      assertThat(again).isEqualTo(acl);
      assertThat(again.toByteArray()).isEqualTo(acl.toByteArray());
    });
  }

  @Test
  void any_bytes_give_a_list_or_the_one_failure() {
    Generator.cases(5000, random -> {
      byte[] bytes = Generator.mutate(random, RandomDescriptors.acl(random).toByteArray());
      try {
        assertThat(Acl.parse(bytes).toByteArray()).isEqualTo(bytes);
      } catch (MalformedException e) {
        assertThat(e.offset()).isBetween(0, bytes.length);
      }
    });
  }
}
