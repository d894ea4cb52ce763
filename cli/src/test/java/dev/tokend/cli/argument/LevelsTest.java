package dev.tokend.cli.argument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.IntegrityLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelsTest {
  @ParameterizedTest
  @EnumSource(ImpersonationLevel.class)
  void impersonation_levels_are_known_by_the_words_that_are_printed(ImpersonationLevel level) {
    assertThat(Levels.impersonation(FlagNames.word(level))).isEqualTo(level);
  }

  @Test
  void another_word_for_one_does_not_pass_the_parser() {
    assertThatThrownBy(() -> Levels.impersonation("none")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(IntegrityLevel.class)
  void integrity_levels_are_known_by_the_words_that_are_printed(IntegrityLevel level) throws UsageException {
    assertThat(Levels.integrity(FlagNames.word(level), "run")).isEqualTo(level.value());
    assertThat(Levels.integrity(Integer.toString(level.value()), "run")).isEqualTo(level.value());
  }

  @ParameterizedTest
  @CsvSource({"MEDIUM,8192", "mediumplus,8448", "Medium-Plus,8448", "0x1000,4096", "4294967295,-1", "0xffffffff,-1"})
  void case_and_hyphens_and_the_base_do_not_matter(String word, int level) throws UsageException {
    assertThat(Levels.integrity(word, "run")).isEqualTo(level);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lo", "0x", "0x100000000", "4294967296", "-1", "+1", "0x+1", "medium ", "\u0663"})
  void what_is_none_is_refused(String word) {
    UsageException refused = catchThrowableOfType(UsageException.class, () -> Levels.integrity(word, "run"));
    assertThat(refused).as(word).isNotNull();
    assertThat(refused.what()).isEqualTo("unknown integrity level");
  }

  @Test
  void a_near_word_is_told() {
    assertThat(catchThrowableOfType(UsageException.class, () -> Levels.integrity("meduim", "run")).near())
        .contains("medium");
  }
}
