package dev.tokend.kacs.sid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.Hex;
import dev.tokend.kacs.MalformedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SidTest {
  @ParameterizedTest
  @CsvSource({
    "S-1-5, 01 00 00 00 00 00 00 05",
    "S-1-1-0, 01 01 00 00 00 00 00 01 00 00 00 00",
    "S-1-3-4, 01 01 00 00 00 00 00 03 04 00 00 00",
    "S-1-5-7, 01 01 00 00 00 00 00 05 07 00 00 00",
    "S-1-5-18, 01 01 00 00 00 00 00 05 12 00 00 00",
    "S-1-5-32-544, 01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00",
    "S-1-5-21-10-20-30-1001,"
        + "01 05 00 00 00 00 00 05 15 00 00 00 0a 00 00 00 14 00 00 00 1e 00 00 00 e9 03 00 00",
    "S-1-16-8192, 01 01 00 00 00 00 00 10 00 20 00 00",
    "S-1-5-5-0-999, 01 03 00 00 00 00 00 05 05 00 00 00 00 00 00 00 e7 03 00 00",
    "S-1-5-5-287454020-1432778632, 01 03 00 00 00 00 00 05 05 00 00 00 44 33 22 11 88 77 66 55",
    "S-1-0x0001000000ff-7, 01 01 00 01 00 00 00 ff 07 00 00 00",
  })
  void has_the_bytes_and_the_text_of_the_specification(String text, String hex) throws Exception {
    Sid sid = Sid.parse(text);

    assertThat(sid.toByteArray()).isEqualTo(Hex.bytes(hex));
    assertThat(Sid.readExact(Hex.bytes(hex))).isEqualTo(sid).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "s-1-5-18, S-1-5-18",
    "S-1-0X5-18, S-1-5-18",
    "S-1-0xABcdef012345, S-1-0xabcdef012345",
    "S-1-4294967295, S-1-4294967295",
    "S-1-4294967296, S-1-0x000100000000",
    "S-1-281474976710655, S-1-0xffffffffffff",
    "S-1-0000000000000000005-0000000000000000000018, S-1-5-18",
    "S-1-5-4294967295, S-1-5-4294967295",
    "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15, S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15",
  })
  void parses_every_accepted_spelling(String text, String printed) throws Exception {
    assertThat(Sid.parse(text)).hasToString(printed);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "'' | 0", "S | 0", "S-1 | 0", "S-1- | 4", "S-2-5-18 | 0", "S-01-5 | 0", "X-1-5 | 0", "' S-1-5' | 0",
    "S-1-5- | 6", "S-1-5--18 | 6", "S-1-5-+18 | 6", "S-1-5- 18 | 6", "'S-1-5-18 ' | 8", "S-1-5-18x | 8",
    "S-1-5-4294967296 | 6", "S-1-5-99999999999999999999999999 | 6", "S-1-281474976710656 | 4",
    "S-1-99999999999999999999999999 | 4", "S-1-0x | 6", "S-1-0xg | 6", "S-1-0x0123456789abc | 6", "S-1-0x1-0x1 | 9",
    "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16 | 41", "S-1-\u0665 | 4", "S-1-5-\uff11 | 6", "S-1-0x\uff11 | 6",
  })
  void refuses_everything_else_and_names_the_character(String text, int offset) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Sid.parse(text))
        .satisfies(e -> assertThat(e.offset()).as(e.getMessage()).isEqualTo(offset));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "01", "01 00 00 00 00 00 00", "00 00 00 00 00 00 00 05", "02 00 00 00 00 00 00 05",
    "01 10 00 00 00 00 00 05", "01 ff 00 00 00 00 00 05", "01 01 00 00 00 00 00 05 12 00 00",
    "01 00 00 00 00 00 00 05 00",
  })
  void refuses_bytes_that_are_not_one_whole_sid(String hex) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Sid.readExact(Hex.bytes(hex)));
  }

  @Test
  void a_body_past_the_limit_is_refused_although_the_buffer_goes_on() {
    byte[] buffer = Hex.bytes("01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00 00 00");

    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Sid.read(buffer, 0, 15));
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Sid.read(buffer, 2, 18));
  }

  @Test
  void reads_a_prefix_and_leaves_the_rest() throws Exception {
    byte[] buffer = Hex.bytes("aa 01 01 00 00 00 00 00 05 12 00 00 00 ff ff");

    assertThat(Sid.read(buffer, 1, buffer.length)).isEqualTo(WellKnown.SYSTEM);
  }

  @Test
  void shares_no_array_with_its_maker_or_its_users() throws Exception {
    byte[] buffer = WellKnown.SYSTEM.toByteArray();
    Sid sid = Sid.readExact(buffer);
    buffer[8] = 99;
    sid.toByteArray()[8] = 99;

    assertThat(sid).isEqualTo(WellKnown.SYSTEM);
    int[] parts = {32, 544};
    Sid administrators = Sid.of(5, parts);
    parts[1] = 545;
    assertThat(administrators).isEqualTo(WellKnown.ADMINISTRATORS);
  }

  @Test
  void derives_logon_integrity_and_unix_sids() {
    assertThat(Sid.logon(0x1122_3344_5566_7788L)).hasToString("S-1-5-5-287454020-1432778632");
    assertThat(Sid.logon(-1)).hasToString("S-1-5-5-4294967295-4294967295");
    assertThat(Sid.integrity(8448)).hasToString("S-1-16-8448");
    assertThat(Sid.unixUser(1000)).hasToString("S-1-22-1-1000");
    assertThat(Sid.unixGroup(-2)).hasToString("S-1-22-2-4294967294");
  }

  @Test
  void has_parts() {
    Sid sid = Sid.of("S-1-0x0001000000ff-7-8");

    assertThat(sid.authority()).isEqualTo(0x1_0000_00FFL);
    assertThat(sid.subAuthorityCount()).isEqualTo(2);
    assertThat(sid.subAuthority(0)).isEqualTo(7);
    assertThat(sid.rid()).isEqualTo(8);
    assertThat(sid.size()).isEqualTo(16);
    assertThatThrownBy(() -> Sid.of("S-1-5").rid()).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> sid.subAuthority(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void a_wrong_literal_is_a_mistake_of_the_program() {
    assertThatThrownBy(() -> Sid.of("S-1-x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sid.of(1L << 48)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sid.of(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sid.of(5, new int[16])).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void compares_a_region_without_leaving_the_array() {
    byte[] buffer = Hex.bytes("00 01 01 00 00 00 00 00 05 12 00 00 00");

    assertThat(WellKnown.SYSTEM.regionEquals(buffer, 1)).isTrue();
    assertThat(WellKnown.SYSTEM.regionEquals(buffer, 0)).isFalse();
    assertThat(WellKnown.SYSTEM.regionEquals(buffer, 2)).isFalse();
    assertThat(WellKnown.SYSTEM.regionEquals(buffer, -1)).isFalse();
    assertThat(WellKnown.SYSTEM.regionEquals(buffer, Integer.MAX_VALUE)).isFalse();
  }

  @Test
  void sorts_by_number_and_unsigned() {
    List<Sid> sids = new ArrayList<>(List.of(
        Sid.of("S-1-5-4294967295"), Sid.of("S-1-5-18"), Sid.of("S-1-0x010000000000"), Sid.of("S-1-5"),
        Sid.of("S-1-1-0"), Sid.of("S-1-5-18-0")));
    sids.sort(null);

    assertThat(sids).extracting(Sid::toString).containsExactly(
        "S-1-1-0", "S-1-5", "S-1-5-18", "S-1-5-18-0", "S-1-5-4294967295", "S-1-0x010000000000");
  }

  @Test
  void every_sid_survives_text_and_bytes() {
    Generator.cases(2000, random -> {
      Sid sid = RandomSids.sid(random);
      assertThat(Sid.parse(sid.toString())).isEqualTo(sid).hasSameHashCodeAs(sid);
      assertThat(Sid.readExact(sid.toByteArray())).isEqualTo(sid).isEqualByComparingTo(sid);
      Sid other = RandomSids.sid(random);
      assertThat(sid.compareTo(other) == 0).isEqualTo(sid.equals(other));
      assertThat(Integer.signum(sid.compareTo(other))).isEqualTo(-Integer.signum(other.compareTo(sid)));
    });
  }

  @Test
  void any_bytes_and_any_text_give_a_sid_or_the_one_failure() {
    Generator.cases(5000, random -> {
      byte[] bytes = random.nextBoolean()
          ? Generator.bytes(random, 80)
          : Generator.mutate(random, RandomSids.sid(random).toByteArray());
      try {
        assertThat(Sid.readExact(bytes).toByteArray()).isEqualTo(bytes);
      } catch (MalformedException e) {
        assertThat(e.offset()).isBetween(0, bytes.length);
      }
      StringBuilder text = new StringBuilder(RandomSids.sid(random).toString());
      text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x2000));
      try {
        Sid sid = Sid.parse(text.toString());
        assertThat(Sid.parse(sid.toString())).isEqualTo(sid);
      } catch (MalformedException e) {
        assertThat(e.offset()).isBetween(0, text.length());
      }
    });
  }
}
