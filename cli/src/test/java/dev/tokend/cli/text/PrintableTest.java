package dev.tokend.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "alice", "Jürgen", "山田", "a b", "\\u001b"})
  void ordinary_text_stays(String text) {
    assertThat(Printable.text(text)).isSameAs(text);
  }

  @Test
  void controls_and_direction_marks_are_spelt_out() {
    assertThat(Printable.text("a\u001b[2J\n\t\u009b\u202e\u2066z\u007f"))
        .isEqualTo("a\\u001b[2J\\u000a\\u0009\\u009b\\u202e\\u2066z\\u007f");
  }
}
