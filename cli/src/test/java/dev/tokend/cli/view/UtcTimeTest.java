package dev.tokend.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtcTimeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01 00:00:00 UTC",
    "951782400, 2000-02-29 00:00:00 UTC",
    "1893456000, 2030-01-01 00:00:00 UTC",
    "253402300799, 9999-12-31 23:59:59 UTC",
    "253402300800, 253402300800",
    "-1, 18446744073709551615"})
  void seconds_become_dates(long seconds, String text) {
    assertThat(UtcTime.text(seconds)).isEqualTo(text);
  }

  @Test
  void every_date_is_that_of_the_standard_library() {
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 100_000; round++) {
      long seconds = random.nextLong(253_402_300_800L);
      assertThat(UtcTime.iso(seconds)).as("seed %s round %s", seed, round).isEqualTo(Instant.ofEpochSecond(seconds).toString());
    }
  }
}
