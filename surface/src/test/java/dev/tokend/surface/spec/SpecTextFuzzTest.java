package dev.tokend.surface.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.token.LogonSessionSpec;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.surface.Oracle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.provider.MethodSource;

/** Specs as text: what is read is printed in every style as something that reads the same, else its place is told. */
class SpecTextFuzzTest {
  private static final int SEEDS = 12;
  private static final List<SpecStyle> STYLES =
      List.of(SpecStyle.PLAIN, SpecStyle.COMMENTED, new SpecStyle(true, null, true));

  static List<byte[]> tokenSpecs() throws MalformedException {
    List<byte[]> seeds = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      TokenSpec spec = RandomSpecs.token(new SplittableRandom(seed));
      seeds.add(utf8(TokenSpecText.print(spec, STYLES.get(seed % STYLES.size()))));
    }
    seeds.add(utf8("{\"user_sid\": \"SY\", \"logon_session_id\": 999, \"groups\": [{\"sid\": \"BA\"}]} // \ud83d\ude00"));
    return seeds;
  }

  static List<byte[]> sessionSpecs() {
    List<byte[]> seeds = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      LogonSessionSpec spec = RandomSpecs.session(new SplittableRandom(seed));
      seeds.add(utf8(LogonSessionSpecText.print(spec, STYLES.get(seed % STYLES.size()))));
    }
    return seeds;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @MethodSource("tokenSpecs")
  @FuzzTest
  void tokenSpec(byte[] input) throws Exception {
    try {
      byte[] binary = Oracle.bounded(input, bytes -> TokenSpecText.parse(bytes).toByteArray());
      TokenSpec spec = TokenSpec.parse(binary);
      for (SpecStyle style : STYLES) {
        assertThat(TokenSpecText.parse(TokenSpecText.print(spec, style))).isEqualTo(spec);
      }
    } catch (SpecTextException e) {
      pointsInto(input, e);
    }
  }

  @MethodSource("sessionSpecs")
  @FuzzTest
  void sessionSpec(byte[] input) throws Exception {
    try {
      byte[] binary = Oracle.bounded(input, bytes -> LogonSessionSpecText.parse(bytes).toByteArray());
      LogonSessionSpec spec = LogonSessionSpec.parse(binary);
      for (SpecStyle style : STYLES) {
        assertThat(LogonSessionSpecText.parse(LogonSessionSpecText.print(spec, style))).isEqualTo(spec);
      }
    } catch (SpecTextException e) {
      pointsInto(input, e);
    }
  }

  private static void pointsInto(byte[] input, SpecTextException e) {
    List<String> lines = new String(input, StandardCharsets.UTF_8).lines().toList();
    assertThat(e.line()).as(e.getMessage()).isBetween(1, lines.size() + 1);
    int length = e.line() > lines.size() ? 0 : lines.get(e.line() - 1).length();
    assertThat(e.column()).as(e.getMessage()).isBetween(1, length + 1);
    assertThat(e.reason()).isNotBlank();
    assertThat(e.getMessage()).hasSizeLessThan(2000);
  }
}
