package dev.tokend.surface.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.Generator;
import dev.tokend.surface.Hex;
import org.junit.jupiter.api.Test;

class StatusTest {
  private static final byte[] BYTES =
      Hex.bytes(
          """
          34 12 00 00              ; pid
          fe ff ff ff              ; uid, unsigned
          01 00 00 00              ; machine-wide
          08 07 06 05 04 03 02 01  ; started at
          01 00 00 00              ; connections
          02 00 00 00              ; handles
          03 00 00 00              ; tokens
          04 00 00 00              ; sessions
          05 00 00 00              ; processes
          06 00 00 00              ; descriptors
          58 02 00 00              ; idle seconds
          05 00 30 2e 31 2e 30     ; "0.1.0"
          07 00 00 00 00 00 00 00  ; lines of the audit trail that were lost
          03 00 6f 66 66           ; "off"
          00 00                    ; no trouble
          """);

  private static final AuthorityStatus STATUS =
      new AuthorityStatus(0x1234, -2, true, 0x0102030405060708L, 1, 2, 3, 4, 5, 6, 600, "0.1.0", new AuditStatus("off", null, 7));

  @Test
  void has_the_layout_of_the_documentation() throws Exception {
    assertThat(STATUS.encode()).isEqualTo(BYTES);
    assertThat(AuthorityStatus.decode(BYTES)).isEqualTo(STATUS);
  }

  @Test
  void survives_a_round_trip() {
    Generator.cases(300, random -> {
      AuthorityStatus status = RandomMessages.status(random);
      assertThat(AuthorityStatus.decode(status.encode())).isEqualTo(status);
    });
  }

  @Test
  void machine_wide_is_1_or_0() throws Exception {
    byte[] bytes = BYTES.clone();
    bytes[8] = 0;
    assertThat(AuthorityStatus.decode(bytes).machineWide()).isFalse();
    bytes[8] = 2;
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> AuthorityStatus.decode(bytes))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(8));
  }

  @Test
  void a_version_that_runs_past_the_end_is_refused() {
    byte[] bytes = BYTES.clone();
    bytes[48] = 6;
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> AuthorityStatus.decode(bytes));
    bytes[49] = (byte) 0xFF;
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> AuthorityStatus.decode(bytes));
  }
}
