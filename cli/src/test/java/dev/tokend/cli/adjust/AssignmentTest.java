package dev.tokend.cli.adjust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokend.cli.command.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {
  private static UsageException refused(String... words) {
    return catchThrowableOfType(UsageException.class, () -> Assignment.parse(List.of(words), "NAME=STATE"));
  }

  @Test
  void the_state_is_behind_the_last_equals_sign() throws UsageException {
    assertThat(Assignment.parse(List.of("SeTcb=on", "odd=name=off", "3="), "NAME=STATE"))
        .containsExactly(new Assignment("SeTcb", "on"), new Assignment("odd=name", "off"), new Assignment("3", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SeTcb", "=", "=on"})
  void what_is_none_is_refused(String word) {
    assertThat(refused("SeTcb=on", word).what()).isEqualTo("not of the form NAME=STATE");
    assertThat(refused("SeTcb=on", word).why()).isEqualTo(word);
  }

  @Test
  void none_at_all_is_refused() {
    assertThat(refused().what()).isEqualTo("nothing to adjust");
  }

  @Test
  void a_state_that_is_none_is_told_with_those_that_are() {
    UsageException bad = new Assignment("SeTcb", "enable").badState(List.of("enabled", "disabled"));
    assertThat(bad.why()).isEqualTo("enable for SeTcb, expected enabled, disabled");
    assertThat(bad.near()).contains("enabled");
  }
}
