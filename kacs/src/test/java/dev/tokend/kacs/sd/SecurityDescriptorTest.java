package dev.tokend.kacs.sd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.Hex;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.SharedFiles;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.sd.SecurityDescriptor.DaclState;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecurityDescriptorTest {
  private static final Sid USER = Sid.of("S-1-5-21-10-20-30-1001");
  private static final int DEFAULTED = SdControl.OWNER_DEFAULTED | SdControl.GROUP_DEFAULTED | SdControl.DACL_DEFAULTED;

  @Test
  void reads_and_builds_the_descriptor_of_a_token_of_another_user() throws Exception {
    SecurityDescriptor built = SecurityDescriptor.builder()
        .owner(WellKnown.SYSTEM).group(WellKnown.SYSTEM).control(DEFAULTED)
        .dacl(Acl.of(Ace.allow(0xE8, USER), Ace.allow(0xF01FF, WellKnown.SYSTEM), Ace.allow(0xF01FF, WellKnown.SYSTEM)))
        .build();

    assertWorked(built, WorkedDescriptors.TOKEN_OF_ANOTHER_USER);
  }

  @Test
  void reads_and_builds_the_descriptor_of_a_token_of_its_creator() throws Exception {
    SecurityDescriptor built = SecurityDescriptor.builder()
        .owner(USER).group(USER).control(DEFAULTED)
        .dacl(Acl.of(Ace.allow(AccessMask.READ_CONTROL, WellKnown.OWNER_RIGHTS), Ace.allow(0xE8, USER),
            Ace.allow(0xF01FF, WellKnown.SYSTEM)))
        .build();

    assertWorked(built, WorkedDescriptors.TOKEN_OF_ITS_CREATOR);
  }

  @Test
  void reads_and_builds_the_descriptor_of_a_process() throws Exception {
    SecurityDescriptor built = SecurityDescriptor.builder()
        .owner(USER).group(Sid.of("S-1-5-21-10-20-30-513")).control(DEFAULTED | SdControl.SACL_DEFAULTED)
        .sacl(Acl.of(Ace.label(LabelPolicy.NO_WRITE_UP, 8192)))
        .dacl(Acl.of(
            Ace.allow(AccessMask.GENERIC_ALL, USER), Ace.allow(AccessMask.GENERIC_ALL, WellKnown.ADMINISTRATORS),
            Ace.allow(AccessMask.GENERIC_ALL, WellKnown.SYSTEM), Ace.allow(0x1000, WellKnown.EVERYONE)))
        .build();

    assertWorked(built, WorkedDescriptors.PROCESS);
  }

  @Test
  void reads_and_builds_the_descriptor_of_the_sessions_listing() throws Exception {
    SecurityDescriptor built = SecurityDescriptor.builder()
        .owner(WellKnown.SYSTEM).group(WellKnown.SYSTEM).control(DEFAULTED)
        .dacl(Acl.of(Ace.allow(1, WellKnown.ADMINISTRATORS), Ace.allow(1, WellKnown.SYSTEM)))
        .build();

    assertWorked(built, WorkedDescriptors.SESSIONS_LISTING);
  }

  private static void assertWorked(SecurityDescriptor built, byte[] worked) throws MalformedException {
    SecurityDescriptor parsed = SecurityDescriptor.parse(worked);
    assertThat(parsed.toByteArray()).isEqualTo(worked);
    assertThat(built.toByteArray()).isEqualTo(worked);
    assertThat(parsed).isEqualTo(built).hasSameHashCodeAs(built);
    assertThat(parsed.owner()).isEqualTo(built.owner());
    assertThat(parsed.group()).isEqualTo(built.group());
    assertThat(parsed.sacl()).isEqualTo(built.sacl());
    assertThat(parsed.dacl()).isEqualTo(built.dacl());
    assertThat(parsed.control()).isEqualTo(built.control());
  }

  @Test
  void a_null_dacl_and_an_empty_one_are_opposites() throws Exception {
    SecurityDescriptor none = SecurityDescriptor.builder().build();
    SecurityDescriptor empty = SecurityDescriptor.builder().dacl(Acl.EMPTY).build();
    SecurityDescriptor filled = SecurityDescriptor.builder().dacl(Acl.of(Ace.deny(1, USER))).build();

    for (SecurityDescriptor sd : List.of(none, empty, filled)) {
      SecurityDescriptor again = SecurityDescriptor.parse(sd.toByteArray());
      assertThat(again.daclState()).isEqualTo(sd.daclState());
      assertThat(again.dacl()).isEqualTo(sd.dacl());
      assertThat(again.toBuilder().build().daclState()).isEqualTo(sd.daclState());
    }
    assertThat(none.daclState()).isEqualTo(DaclState.NULL);
    assertThat(none.dacl()).isNull();
    assertThat(none.hasControl(SdControl.DACL_PRESENT)).isFalse();
    assertThat(empty.daclState()).isEqualTo(DaclState.EMPTY);
    assertThat(empty.dacl()).isEqualTo(Acl.EMPTY);
    assertThat(empty.hasControl(SdControl.DACL_PRESENT)).isTrue();
    assertThat(filled.daclState()).isEqualTo(DaclState.FILLED);
  }

  @Test
  void present_with_offset_0_is_neither_null_nor_empty_but_refused() {
    byte[] present = Hex.bytes("01 00 04 80 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00");
    byte[] sacl = Hex.bytes("01 00 10 80 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00");

    assertRefused(present, 16);
    assertRefused(sacl, 12);
  }

  static Stream<Arguments> malformed() {
    String rest = " 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00";
    String empty = " 02 00 08 00 00 00 00 00";
    return Stream.of(
        Arguments.of("19 bytes", "01 00 00 80 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00", 0),
        Arguments.of("revision 0", "00 00 00 80" + rest, 0),
        Arguments.of("revision 2", "02 00 00 80" + rest, 0),
        Arguments.of("not self-relative", "01 00 00 00" + rest, 2),
        Arguments.of("owner inside the header", "01 00 00 80 13 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00" + empty,
            4),
        Arguments.of("owner at the end", "01 00 00 80 14 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00", 4),
        Arguments.of("group past the end", "01 00 00 80 00 00 00 00 ff ff ff ff 00 00 00 00 00 00 00 00", 8),
        Arguments.of("owner cut off",
            "01 00 00 80 14 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 01 00 00 00 00 00 05", 21),
        Arguments.of("DACL offset without the bit",
            "01 00 00 80 00 00 00 00 00 00 00 00 00 00 00 00 14 00 00 00" + empty, 16),
        Arguments.of("SACL offset without the bit",
            "01 00 00 80 00 00 00 00 00 00 00 00 14 00 00 00 00 00 00 00" + empty, 12),
        Arguments.of("ACL of 7 bytes",
            "01 00 04 80 00 00 00 00 00 00 00 00 00 00 00 00 14 00 00 00 02 00 07 00 00 00 00 00", 22),
        Arguments.of("ACL past the end",
            "01 00 04 80 00 00 00 00 00 00 00 00 00 00 00 00 14 00 00 00 02 00 09 00 00 00 00 00", 22),
        Arguments.of("SACL and DACL shared", "01 00 14 80 00 00 00 00 00 00 00 00 14 00 00 00 14 00 00 00" + empty, 20),
        Arguments.of("owner and group shared",
            "01 00 00 80 14 00 00 00 14 00 00 00 00 00 00 00 00 00 00 00 01 00 00 00 00 00 00 05", 20));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void refuses(String what, String hex, int offset) {
    assertRefused(Hex.bytes(hex), offset);
  }

  private static void assertRefused(byte[] bytes, int offset) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> SecurityDescriptor.parse(bytes))
        .satisfies(e -> assertThat(e.offset()).as(e.getMessage()).isEqualTo(offset));
  }

  @Test
  void keeps_component_order_gaps_trailing_bytes_and_the_second_byte() throws Exception {
    Acl dacl = Acl.of(Ace.allow(1, USER));
    ByteWriter out = new ByteWriter().u8(1).u8(0x5A).u16(0xC004).i32(21 + dacl.size() + 3).i32(0).i32(0).i32(21);
    out.u8(0xEE);
    dacl.writeTo(out);
    out.bytes(new byte[] {7, 7, 7});
    USER.writeTo(out);
    out.bytes(new byte[] {1, 2, 3, 4, 5});
    byte[] odd = out.toByteArray();

    SecurityDescriptor sd = SecurityDescriptor.parse(odd);

    assertThat(sd.toByteArray()).isEqualTo(odd);
    assertThat(sd.owner()).isEqualTo(USER);
    assertThat(sd.dacl()).isEqualTo(dacl);
    assertThat(sd.resourceManagerControl()).isEqualTo(0x5A);
    SecurityDescriptor packed = sd.packed();
    assertThat(packed).isNotEqualTo(sd);
    assertThat(packed.size()).isEqualTo(20 + USER.size() + dacl.size());
    assertThat(packed.control()).isEqualTo(sd.control());
    assertThat(packed.resourceManagerControl()).isEqualTo(0x5A);
  }

  @Test
  void shares_no_array_with_its_maker_or_its_users() throws Exception {
    byte[] bytes = WorkedDescriptors.PROCESS.clone();
    SecurityDescriptor sd = SecurityDescriptor.parse(bytes);
    bytes[0] = 9;
    sd.toByteArray()[0] = 9;

    assertThat(sd.toByteArray()).isEqualTo(WorkedDescriptors.PROCESS);
  }

  @Test
  void is_at_most_65535_bytes() throws Exception {
    Ace big = new CallbackAce(
        AceType.ACCESS_ALLOWED_CALLBACK, 0, 1, USER, Bytes.paddedToFour(new byte[60_000]));
    Acl acl = Acl.of(big);
    assertThat(SecurityDescriptor.parse(SecurityDescriptor.builder().dacl(acl).build().toByteArray()).dacl())
        .isEqualTo(acl);

    assertThatIllegalArgumentException().isThrownBy(() -> SecurityDescriptor.builder().dacl(acl).sacl(acl).build());
    byte[] trailing = Arrays.copyOf(SecurityDescriptor.builder().build().toByteArray(), 65536);
    assertRefused(trailing, 0);
    assertThat(SecurityDescriptor.parse(Arrays.copyOf(trailing, 65535)).size()).isEqualTo(65535);
  }

  static Stream<Arguments> vectors() {
    Pattern fields = Pattern.compile(
        "\"id\":\"([^\"]+)\".*?\"sd_base64\":\"([^\"]*)\".*\"expected_error\":(?:null|\"([^\"]*)\")");
    try (var in = SecurityDescriptorTest.class.getResourceAsStream("/vectors/access-check.jsonl")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(fields::matcher).filter(Matcher::find)
          .map(m -> Arguments.of(m.group(1), m.group(2), "AC-025".equals(m.group(1))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void finds_the_vectors() {
    assertThat(vectors()).hasSizeGreaterThanOrEqualTo(270);
  }

  /** AC-025 is the one vector whose bytes are malformed; the trust label of AC-132 is the access check's to refuse. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void the_vectors_survive_bit_for_bit_or_are_refused(String id, String base64, boolean malformed) throws Exception {
    byte[] bytes = Base64.getDecoder().decode(base64);
    if (malformed) {
      assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> SecurityDescriptor.parse(bytes));
      return;
    }
    SecurityDescriptor sd = SecurityDescriptor.parse(bytes);
    assertThat(sd.toByteArray()).isEqualTo(bytes);
    assertThat(sd.packed().toByteArray()).isEqualTo(bytes);
  }

  @Test
  void the_vectors_are_the_shared_ones() throws Exception {
    SharedFiles.assertSame("/vectors/access-check.jsonl", "vectors/access-check.jsonl");
  }

  @Test
  void every_descriptor_survives() {
    Generator.cases(1000, random -> {
      SecurityDescriptor sd = RandomDescriptors.descriptor(random);
      SecurityDescriptor again = SecurityDescriptor.parse(sd.toByteArray());
      assertThat(again).isEqualTo(sd);
      assertThat(again.sacl()).isEqualTo(sd.sacl());
      assertThat(again.dacl()).isEqualTo(sd.dacl());
      assertThat(again.packed()).isEqualTo(sd);
    });
  }

  @Test
  void any_bytes_give_a_descriptor_or_the_one_failure() {
    Generator.cases(5000, random -> {
      byte[] bytes = Generator.mutate(random, RandomDescriptors.descriptor(random).toByteArray());
      try {
        SecurityDescriptor sd = SecurityDescriptor.parse(bytes);
        assertThat(sd.toByteArray()).isEqualTo(bytes);
        SecurityDescriptor packed = sd.packed();
        assertThat(SecurityDescriptor.parse(packed.toByteArray())).isEqualTo(packed);
      } catch (MalformedException e) {
        assertThat(e.offset()).isBetween(0, bytes.length);
      }
    });
  }
}
