package dev.tokend.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNamesTest {
  @ParameterizedTest
  @CsvSource({"'', '', 0", "a, '', 1", "abc, abc, 0", "abc, acb, 1", "abc, abd, 1", "abcd, bcd, 1", "kitten, sitting, 3"})
  void distance_counts_edits_and_swaps(String a, String b, int expected) {
    assertThat(NearNames.distance(a, b)).isEqualTo(expected);
    assertThat(NearNames.distance(b, a)).isEqualTo(expected);
  }

  @Test
  void the_nearest_comes_first_and_at_most_three() {
    assertThat(NearNames.of("group", List.of("groups", "group", "grou", "groupy", "user")))
        .containsExactly("group", "groups", "grou");
  }

  @Test
  void a_prefix_is_near_whatever_its_length() {
    assertThat(NearNames.of("integ", List.of("user", "integrity"))).containsExactly("integrity");
  }

  @Test
  void a_part_of_a_name_is_near_and_a_name_with_something_around_it() {
    assertThat(NearNames.of("debug", List.of("SeBackup", "SeDebug", "SeRelabel"))).containsExactly("SeDebug");
    assertThat(NearNames.of("token_integrity", List.of("user", "integrity"))).containsExactly("integrity");
  }

  @Test
  void nothing_is_near_a_stranger() {
    assertThat(NearNames.of("xylophone", List.of("user", "groups"))).isEmpty();
  }
}
