package dev.tokend.kacs.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.Hex;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.sid.WellKnown;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimCodecTest {
  private static final String CLEARANCE =
      "14 00 00 00 01 00 00 00 00 00 00 00 01 00 00 00 28 00 00 00 63 00 6c 00 65 00 61 00 72 00 61 00 6e 00 63 00"
          + "65 00"
          + "00 00 03 00 00 00 00 00 00 00";

  static Stream<Arguments> workedEntries() {
    return Stream.of(
        Arguments.of(
            new Claim("dept", ClaimType.STRING, 2, List.of(new ClaimValue.Text("eng"), new ClaimValue.Text("ops"))),
            """
            0000  18 00 00 00 03 00 00 00 02 00 00 00 02 00 00 00
            0010  22 00 00 00 26 00 00 00 64 00 65 00 70 00 74 00
            0020  00 00 2a 00 00 00 32 00 00 00 65 00 6e 00 67 00
            0030  00 00 6f 00 70 00 73 00 00 00
            """),
        Arguments.of(new Claim("clearance", ClaimType.INT64, 0, List.of(new ClaimValue.Int64(3))), CLEARANCE),
        Arguments.of(
            new Claim("serial", ClaimType.OCTET, 0, List.of(new ClaimValue.Octets(Bytes.of(Hex.bytes("de ad be ef"))))),
            "14 00 00 00 10 00 00 00 00 00 00 00 01 00 00 00 22 00 00 00 73 00 65 00 72 00 69 00 61 00 6c 00 00 00"
                + "26 00 00 00 04 00 00 00 de ad be ef"),
        Arguments.of(
            new Claim("owner", ClaimType.SID, 0, List.of(new ClaimValue.SidValue(WellKnown.SYSTEM))),
            "14 00 00 00 05 00 00 00 00 00 00 00 01 00 00 00 20 00 00 00 6f 00 77 00 6e 00 65 00 72 00 00 00 24 00"
                + "00 00"
                + "01 01 00 00 00 00 00 05 12 00 00 00"),
        Arguments.of(
            new Claim("empty", ClaimType.UINT64, 0, List.of()),
            "10 00 00 00 02 00 00 00 00 00 00 00 00 00 00 00 65 00 6d 00 70 00 74 00 79 00 00 00"));
  }

  @ParameterizedTest
  @MethodSource("workedEntries")
  void reads_and_writes_the_worked_entries(Claim claim, String hex) throws Exception {
    assertThat(ClaimCodec.readEntry(Hex.bytes(hex))).isEqualTo(claim);
    assertThat(ClaimCodec.writeEntry(claim)).isEqualTo(Hex.bytes(hex));
  }

  @Test
  void an_array_puts_the_length_before_each_entry() throws Exception {
    Claim claim = new Claim("clearance", ClaimType.INT64, 0, List.of(new ClaimValue.Int64(3)));
    byte[] array = Hex.bytes("30 00 00 00" + CLEARANCE + "30 00 00 00" + CLEARANCE);

    assertThat(ClaimCodec.readArray(array)).containsExactly(claim, claim);
    assertThat(ClaimCodec.writeArray(List.of(claim, claim))).isEqualTo(array);
    assertThat(ClaimCodec.readArray(new byte[0])).isEmpty();
    assertThat(ClaimCodec.writeArray(List.of())).isEmpty();
  }

  static Stream<Arguments> invalidEntries() {
    return Stream.of(
        Arguments.of("no bytes", ""),
        Arguments.of("header cut off", "10 00 00 00 02 00 00 00 00 00 00 00 00 00 00"),
        Arguments.of("name outside",
            "1c 00 00 00 02 00 00 00 00 00 00 00 00 00 00 00 65 00 6d 00 70 00 74 00 79 00 00 00"),
        Arguments.of("name offset wraps", "ff ff ff ff 02 00 00 00 00 00 00 00 00 00 00 00 61 00 00 00"),
        Arguments.of("name without NUL", "10 00 00 00 02 00 00 00 00 00 00 00 00 00 00 00 65 00 6d 00"),
        Arguments.of("name with half a unit left", "10 00 00 00 02 00 00 00 00 00 00 00 00 00 00 00 65 00 6d"),
        Arguments.of("lone high surrogate", "10 00 00 00 02 00 00 00 00 00 00 00 00 00 00 00 00 d8 41 00 00 00"),
        Arguments.of("lone low surrogate", "10 00 00 00 02 00 00 00 00 00 00 00 00 00 00 00 00 dc 00 00"),
        Arguments.of("FQBN", "10 00 00 00 04 00 00 00 00 00 00 00 00 00 00 00 61 00 00 00"),
        Arguments.of("unknown type without values", "10 00 00 00 07 00 00 00 00 00 00 00 00 00 00 00 61 00 00 00"),
        Arguments.of("type 0", "10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 61 00 00 00"),
        Arguments.of("count without offsets", "10 00 00 00 02 00 00 00 00 00 00 00 02 00 00 00 61 00 00 00"),
        Arguments.of("count of 2^32-1", "10 00 00 00 02 00 00 00 00 00 00 00 ff ff ff ff 61 00 00 00"),
        Arguments.of("value outside", "14 00 00 00 02 00 00 00 00 00 00 00 01 00 00 00 18 00 00 00 61 00 00 00"),
        Arguments.of("value cut off", "14 00 00 00 02 00 00 00 00 00 00 00 01 00 00 00 14 00 00 00 61 00 00 00"),
        Arguments.of("string offset outside",
            "14 00 00 00 03 00 00 00 00 00 00 00 01 00 00 00 14 00 00 00 ff 00 00 00"),
        Arguments.of("SID of revision 2",
            "14 00 00 00 05 00 00 00 00 00 00 00 01 00 00 00 18 00 00 00 61 00 00 00 1c 00 00 00 02 00 00 00 00 00"
                + "00 05"),
        Arguments.of("octets of 2^32-1",
            "14 00 00 00 10 00 00 00 00 00 00 00 01 00 00 00 18 00 00 00 61 00 00 00 1c 00 00 00 ff ff ff ff"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalidEntries")
  void refuses_an_entry_with(String what, String hex) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> ClaimCodec.readEntry(Hex.bytes(hex)));
    byte[] entry = Hex.bytes(hex);
    byte[] array = new ByteWriter().i32(entry.length).bytes(entry).toByteArray();
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> ClaimCodec.readArray(array));
  }

  @Test
  void refuses_an_array_whose_lengths_do_not_fill_it() {
    for (String hex : List.of("00 00 00 00", "31 00 00 00" + CLEARANCE, "30 00 00 00" + CLEARANCE + "00",
        "ff ff ff ff")) {
      assertThatExceptionOfType(MalformedException.class).as(hex)
          .isThrownBy(() -> ClaimCodec.readArray(Hex.bytes(hex)));
    }
  }

  @Test
  void offsets_may_overlap_repeat_and_be_unaligned_and_the_rest_is_ignored() throws Exception {
    byte[] entry = Hex.bytes(
        "19 00 00 00 03 00 ff ff 00 00 00 80 02 00 00 00 1d 00 00 00 1d 00 00 00 ee 61 00 00 00 19 00 00 00 ee");

    Claim claim = ClaimCodec.readEntry(entry);

    assertThat(claim.name()).isEqualTo("a");
    assertThat(claim.flags()).isEqualTo(0x8000_0000);
    assertThat(claim.values()).containsExactly(new ClaimValue.Text("a"), new ClaimValue.Text("a"));
  }

  @Test
  void overlapping_values_cannot_unfold_without_bound() {
    int count = 1024;
    int textUnits = 30_000;
    ByteWriter out = new ByteWriter();
    int name = 16 + 4 * count;
    int slot = name + 2;
    int text = slot + 4;
    out.i32(name).u16(3).u16(0).i32(0).i32(count);
    for (int i = 0; i < count; i++) {
      out.i32(slot);
    }
    out.u16(0).i32(text);
    for (int i = 0; i < textUnits; i++) {
      out.u16('x');
    }
    out.u16(0);

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> ClaimCodec.readEntry(out.toByteArray()))
        .withMessageContaining("unfold");
  }

  @Test
  void a_name_of_255_units_is_the_longest() throws Exception {
    Claim longest = new Claim("x".repeat(255), ClaimType.INT64, 0, List.of());
    byte[] entry = ClaimCodec.writeEntry(longest);
    assertThat(ClaimCodec.readEntry(entry)).isEqualTo(longest);

    ByteWriter tooLong = new ByteWriter().bytes(java.util.Arrays.copyOf(entry, entry.length - 2)).u16('x').u16(0);
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> ClaimCodec.readEntry(tooLong.toByteArray()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Claim("x".repeat(256), ClaimType.INT64, 0, List.of()));
  }

  @Test
  void takes_1024_values_and_not_one_more() throws Exception {
    Claim most = new Claim("n", ClaimType.INT64, 0, Collections.nCopies(1024, new ClaimValue.Int64(-1)));
    byte[] entry = ClaimCodec.writeEntry(most);
    assertThat(ClaimCodec.readEntry(entry)).isEqualTo(most);

    entry[12]++;
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> ClaimCodec.readEntry(entry));
    assertThatIllegalArgumentException().isThrownBy(
        () -> new Claim("n", ClaimType.INT64, 0, Collections.nCopies(1025, new ClaimValue.Int64(-1))));
  }

  @Test
  void a_claim_holds_only_what_the_format_can() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Claim("a\0b", ClaimType.INT64, 0, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Claim("a\ud800", ClaimType.INT64, 0, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Claim("a", ClaimType.FQBN, 0, List.of()));
    assertThatIllegalArgumentException().isThrownBy(
        () -> new Claim("a", ClaimType.INT64, 0, List.of(new ClaimValue.UInt64(1))));
    assertThatIllegalArgumentException().isThrownBy(() -> new ClaimValue.Text("\0"));
    assertThatIllegalArgumentException().isThrownBy(() -> new ClaimValue.Text("\udc00x"));
  }

  @Test
  void a_truth_value_keeps_its_number() throws Exception {
    Claim claim = new Claim("on", ClaimType.BOOLEAN, 0, List.of(new ClaimValue.Bool(256), new ClaimValue.Bool(0)));

    Claim read = ClaimCodec.readEntry(ClaimCodec.writeEntry(claim));

    assertThat(read).isEqualTo(claim);
    assertThat(((ClaimValue.Bool) read.values().get(0)).isTrue()).isTrue();
    assertThat(((ClaimValue.Bool) read.values().get(1)).isTrue()).isFalse();
  }

  @Test
  void names_fold_code_point_by_code_point() {
    assertThat(AttributeName.same("Dept", "dEPT")).isTrue();
    assertThat(AttributeName.same("\u03a3", "\u03c2")).isFalse();
    assertThat(AttributeName.fold("A\u03a3")).isEqualTo("a\u03c3");
    assertThat(AttributeName.fold("x\u0130y")).isEqualTo("xi\u0307y");
    assertThat(AttributeName.same("\ud801\udc00", "\ud801\udc28")).isTrue();
    assertThat(AttributeName.fold("already")).isSameAs("already");
  }

  @Test
  void every_claim_survives_writing() {
    Generator.cases(2000, random -> {
      List<Claim> claims = RandomClaims.claims(random);
      assertThat(ClaimCodec.readArray(ClaimCodec.writeArray(claims))).isEqualTo(claims);
    });
  }

  @Test
  void any_bytes_give_claims_or_the_one_failure() {
    Generator.cases(5000, random -> {
      byte[] bytes = Generator.mutate(random, ClaimCodec.writeArray(RandomClaims.claims(random)));
      try {
        List<Claim> claims = ClaimCodec.readArray(bytes);
        assertThat(ClaimCodec.readArray(ClaimCodec.writeArray(claims))).isEqualTo(claims);
      } catch (MalformedException e) {
        assertThat(e.offset()).isBetween(0, bytes.length);
      }
    });
  }
}
