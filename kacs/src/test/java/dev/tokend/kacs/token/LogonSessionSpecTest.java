package dev.tokend.kacs.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.Hex;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.claim.RandomClaims;
import dev.tokend.kacs.sid.RandomSids;
import dev.tokend.kacs.sid.Sid;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LogonSessionSpecTest {
  private static final byte[] WORKED = Hex.bytes(
      "02 09 00 4e 65 67 6f 74 69 61 74 65 1c 00 00 00 01 05 00 00 00 00 00 05 15 00 00 00 0a 00 00 00 14 00 00 00"
          + "1e 00 00 00 e9 03 00 00");

  @Test
  void reads_and_writes_the_worked_specs() throws Exception {
    LogonSessionSpec worked =
        new LogonSessionSpec(LogonType.INTERACTIVE, "Negotiate", Sid.of("S-1-5-21-10-20-30-1001"));
    byte[] smallest = Hex.bytes("05 00 00 08 00 00 00 01 00 00 00 00 00 00 05");

    assertThat(LogonSessionSpec.parse(WORKED)).isEqualTo(worked);
    assertThat(worked.toByteArray()).isEqualTo(WORKED);
    assertThat(LogonSessionSpec.parse(smallest))
        .isEqualTo(new LogonSessionSpec(LogonType.SERVICE, "", Sid.of("S-1-5")));
    assertThat(new LogonSessionSpec(LogonType.SERVICE, "", Sid.of("S-1-5")).toByteArray()).isEqualTo(smallest);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 07", "0, 00", "0, 01", "0, 0a", "0, ff", "1, 0a", "1, 08", "1, ff ff", "12, 1b", "12, 1d", "12, ff ff ff ff",
    "3, 4b ff", "11, c3", "3, ed a0 80", "3, c0 80", "16, 02", "17, 04", "17, 06", "17, 10",
  })
  void refuses_a_change_at(int at, String hex) {
    byte[] bytes = WORKED.clone();
    byte[] change = Hex.bytes(hex);
    System.arraycopy(change, 0, bytes, at, change.length);

    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> LogonSessionSpec.parse(bytes));
  }

  @Test
  void refuses_one_byte_more_or_less_and_sizes_out_of_range() {
    for (int size : new int[] {0, 14, WORKED.length - 1, WORKED.length + 1, 4097}) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> LogonSessionSpec.parse(Arrays.copyOf(WORKED, size)));
    }
  }

  @Test
  void takes_4096_bytes_and_not_one_more() throws Exception {
    Sid user = Sid.of("S-1-5-18");
    LogonSessionSpec largest = new LogonSessionSpec(LogonType.NETWORK, "x".repeat(4096 - 7 - 12), user);

    assertThat(largest.toByteArray()).hasSize(4096);
    assertThat(LogonSessionSpec.parse(largest.toByteArray())).isEqualTo(largest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogonSessionSpec(LogonType.NETWORK, "x".repeat(4096 - 7 - 11), user));
  }

  @ParameterizedTest
  @EnumSource(LogonType.class)
  void takes_the_logon_types_of_kacs_only(LogonType type) throws Exception {
    byte[] bytes = WORKED.clone();
    bytes[0] = (byte) type.value();
    if (type.validInKacs()) {
      assertThat(LogonSessionSpec.parse(bytes).logonType()).isEqualTo(type);
    } else {
      assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> LogonSessionSpec.parse(bytes));
      assertThatIllegalArgumentException().isThrownBy(() -> new LogonSessionSpec(type, "", Sid.of("S-1-5-18")));
    }
  }

  @Test
  void a_package_with_a_lone_surrogate_has_no_bytes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogonSessionSpec(LogonType.BATCH, "\ud800", Sid.of("S-1-5-18")));
  }

  @Test
  void every_spec_survives_and_any_bytes_give_a_spec_or_the_one_failure() {
    LogonType[] types = Arrays.stream(LogonType.values()).filter(LogonType::validInKacs).toArray(LogonType[]::new);
    Generator.cases(2000, random -> {
      LogonSessionSpec spec = new LogonSessionSpec(
          types[random.nextInt(types.length)], RandomClaims.text(random, 20), RandomSids.sid(random));
      assertThat(LogonSessionSpec.parse(spec.toByteArray())).isEqualTo(spec);
      byte[] bytes = Generator.mutate(random, spec.toByteArray());
      try {
        assertThat(LogonSessionSpec.parse(bytes).toByteArray()).isEqualTo(bytes);
      } catch (MalformedException e) {
        assertThat(e.offset()).isBetween(0, bytes.length);
      }
    });
  }
}
