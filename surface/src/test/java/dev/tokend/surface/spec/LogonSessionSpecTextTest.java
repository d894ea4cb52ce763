package dev.tokend.surface.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokend.kacs.token.LogonSessionSpec;
import dev.tokend.surface.Generator;
import dev.tokend.surface.Hex;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogonSessionSpecTextTest {
  /** The worked example of formats §10. */
  private static final byte[] WORKED = Hex.bytes("""
      02 09 00 4e 65 67 6f 74 69 61 74 65 1c 00 00 00 01 05 00 00 00 00 00 05
      15 00 00 00 0a 00 00 00 14 00 00 00 1e 00 00 00 e9 03 00 00""");

  @Test
  void the_worked_example_goes_both_ways() throws Exception {
    String text = """
        {
          "logon_type": "interactive",
          "auth_pkg": "Negotiate",
          "user_sid": "S-1-5-21-10-20-30-1001"
        }
        """;
    assertThat(LogonSessionSpecText.print(LogonSessionSpec.parse(WORKED), SpecStyle.PLAIN)).isEqualTo(text);
    assertThat(LogonSessionSpecText.parse(text).toByteArray()).isEqualTo(WORKED);
  }

  @Test
  void the_smallest_one_needs_no_package() throws Exception {
    String text = "{\"user_sid\": \"S-1-5\", \"logon_type\": \"Service\"} // the smallest";
    assertThat(LogonSessionSpecText.parse(text).toByteArray())
        .isEqualTo(Hex.bytes("05 00 00 08 00 00 00 01 00 00 00 00 00 00 05"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "{'logon_type': 'unlock', 'user_sid': 'WD'}  | 1 | 16 | logon_type | unknown logon type \"unlock\"",
    "{'logon_type': 7, 'user_sid': 'WD'}         | 1 | 16 | logon_type | expected one of the words interactive, network,",
    "{'logon_type': 'batch'}                     | 1 | 1  | ''         | the field user_sid is missing",
    "{'user_sid': 'WD'}                          | 1 | 1  | ''         | the field logon_type is missing",
    "{'logon_type': 'batch', 'user': 'WD'}       | 1 | 25 | user       | unknown field \"user\"",
    "{'logon_type':'batch','user_sid':'WD','auth_pkg':'\\ud800'} | 1 | 50 | auth_pkg | authentication package has a lone",
    "[]                                          | 1 | 1  | ''         | expected an object with the fields of a logon session"})
  void what_is_wrong_is_said_with_its_place(String json, int line, int column, String path, String reason) {
    SpecTextException e = catchThrowableOfType(
        SpecTextException.class, () -> LogonSessionSpecText.parse(json.replace('\'', '"')));
    assertThat(e.line()).isEqualTo(line);
    assertThat(e.column()).isEqualTo(column);
    assertThat(e.path()).isEqualTo(path);
    assertThat(e.reason()).startsWith(reason);
  }

  @Test
  void a_package_that_is_too_long_is_refused() {
    SpecTextException e = catchThrowableOfType(SpecTextException.class, () -> LogonSessionSpecText.parse(
        "{\"logon_type\": \"batch\", \"user_sid\": \"WD\", \"auth_pkg\": \"" + "x".repeat(4090) + "\"}"));
    assertThat(e.path()).isEqualTo("auth_pkg");
    assertThat(e.reason()).isEqualTo("logon session spec of 4109 bytes; at most 4096 are allowed");
  }

  @Test
  void every_spec_survives() {
    Generator.cases(2000, random -> {
      LogonSessionSpec spec = RandomSpecs.session(random);
      String text = LogonSessionSpecText.print(spec, new SpecStyle(random.nextBoolean(), null, random.nextBoolean()));
      LogonSessionSpec read = LogonSessionSpecText.parse(text);
      assertThat(read).isEqualTo(spec);
      assertThat(read.toByteArray()).isEqualTo(spec.toByteArray());
    });
  }

  @Test
  void any_text_gives_a_spec_or_the_one_failure() {
    Generator.cases(3000, random -> {
      String text = LogonSessionSpecText.print(RandomSpecs.session(random), SpecStyle.COMMENTED);
      byte[] bytes = TextMutations.mutate(random, text).getBytes(StandardCharsets.UTF_8);
      try {
        LogonSessionSpec spec = LogonSessionSpecText.parse(bytes);
        assertThat(LogonSessionSpec.parse(spec.toByteArray())).isEqualTo(spec);
      } catch (SpecTextException e) {
        assertThat(e.reason()).isNotEmpty();
      }
    });
  }
}
