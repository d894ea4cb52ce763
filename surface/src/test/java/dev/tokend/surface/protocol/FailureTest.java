package dev.tokend.surface.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.Generator;
import dev.tokend.surface.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
  private static final byte[] BYTES =
      Hex.bytes(
          """
          0d 00 00 00                ; EACCES
          01 00 00 00                ; token rights
          08 00 00 00                ; TOKEN_QUERY
          00 00 00 00                ; no detail
          05 00 71 75 65 72 79       ; "query"
          04 00 c2 a7 32 34          ; "§24"
          02 00 6e 6f                ; "no"
          10 01 02 00 00 00 00 00 16 01 00 00 00 e8 03 00 00
          """);

  private static final Failure FAILURE =
      new Failure(Errno.EACCES, "query", "\u00a724", "no", new Need.TokenRights(8), Sid.unixUser(1000), 0);

  private static Failure with(Need need) {
    return new Failure(Errno.ERANGE, "query", "", "", need, null, 70_000);
  }

  private static Failure withReason(String reason) {
    return new Failure(Errno.EPERM, "stop", "row 1", reason, null, null, 0);
  }

  @Test
  void has_the_layout_of_the_documentation() throws Exception {
    assertThat(FAILURE.encode()).isEqualTo(BYTES);
    assertThat(Failure.decode(BYTES)).isEqualTo(FAILURE);
  }

  @Test
  void needs_are_numbered_as_documented() {
    assertThat(with(null).encode()).startsWith(Hex.bytes("22 00 00 00  00 00 00 00  00 00 00 00  70 11 01 00"));
    assertThat(with(new Need.TokenRights(-1)).encode()).startsWith(Hex.bytes("22 00 00 00 01 00 00 00 ff ff ff ff"));
    assertThat(with(new Need.ProcessRights(0x400)).encode())
        .startsWith(Hex.bytes("22 00 00 00 02 00 00 00 00 04 00 00"));
    assertThat(with(new Need.PrivilegeNeeded(Privilege.SE_DEBUG)).encode())
        .startsWith(Hex.bytes("22 00 00 00 03 00 00 00 14 00 00 00"));
  }

  @Test
  void a_user_that_is_not_told_has_length_0() {
    assertThat(withReason("no").encode()).endsWith(Hex.bytes("02 00 6e 6f 00"));
  }

  @Test
  void survives_a_round_trip() {
    Generator.cases(300, random -> {
      Failure failure = RandomMessages.failure(random);
      assertThat(Failure.decode(failure.encode())).isEqualTo(failure);
    });
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00, 0, no errno",
    "1, 10, 0, an errno that there is not",
    "4, 04, 4, an unknown need",
    "7, 80, 4, a negative need",
    "17, 09, 18, a text of more than 2048 bytes",
    "33, 0f, 1, a SID shorter than itself",
    "33, 11, 34, a SID past the end",
    "33, 00, 34, a SID after a length of 0",
  })
  void a_field_out_of_its_bounds_is_refused(int at, String value, int offset, String what) {
    byte[] bytes = BYTES.clone();
    bytes[at] = Hex.bytes(value)[0];

    assertThatExceptionOfType(MalformedException.class)
        .as(what)
        .isThrownBy(() -> Failure.decode(bytes))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(offset));
  }

  @Test
  void a_privilege_that_there_is_not_is_refused() {
    byte[] bytes = with(new Need.PrivilegeNeeded(Privilege.SE_DEBUG)).encode();
    bytes[8] = 99;

    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Failure.decode(bytes));
  }

  @Test
  void a_longer_text_is_cut_between_two_characters() throws Exception {
    assertThat(Failure.decode(withReason("r".repeat(3000)).encode()).reason()).isEqualTo("r".repeat(2048));
    String cut = Failure.decode(withReason("r" + "\u20ac".repeat(1000)).encode()).reason();
    assertThat(cut).isEqualTo("r" + "\u20ac".repeat(682));
    String pairs = Failure.decode(withReason("rr" + "\ud83d\ude00".repeat(1000)).encode()).reason();
    assertThat(pairs).isEqualTo("rr" + "\ud83d\ude00".repeat(511));
  }
}
