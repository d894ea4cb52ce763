package dev.tokend.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.cli.Vectors;
import dev.tokend.cli.object.DescriptorOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines of a batch, of checks and of descriptors: each has exactly one answer, whatever it is. */
class LinesFuzzTest {
  private static final int EVERY = 12;

  static List<byte[]> checks() {
    List<byte[]> seeds = new ArrayList<>();
    List<String> vectors = Vectors.lines();
    for (int i = 0; i < vectors.size(); i += EVERY) {
      seeds.add(utf8(vectors.get(i)));
    }
    seeds.add(utf8("\n{}\r\n[1e5, \"\\ud83d\\ude00\"]"));
    return seeds;
  }

  static List<byte[]> descriptors() {
    return List.of(
        utf8("O:SYG:SYD:(A;;FR;;;WD)\nD:"), utf8("01000080000000000000000000000000"),
        utf8("AQAAgAAAAAAAAAAAAAAAAA=="), utf8("D:(XA;;GA;;;WD;(@User.a > 2))"), utf8("\r\n\u00e9"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @MethodSource("checks")
  @FuzzTest
  void check(byte[] input) {
    for (String line : answers(input, new CheckLines(null))) {
      JsonObject answer = JsonParser.parseString(line).getAsJsonObject();
      assertThat(answer.keySet()).isNotEmpty();
    }
  }

  @MethodSource("descriptors")
  @FuzzTest
  void descriptor(byte[] input) {
    for (DescriptorOutput form : DescriptorOutput.values()) {
      for (String line : answers(input, new DescriptorLines(form, true))) {
        assertThat(JsonParser.parseString(line).getAsJsonObject().has("error")).isTrue();
      }
      assertThat(answers(input, new DescriptorLines(form, false))).isNotNull();
    }
  }

  private static List<String> answers(byte[] input, LineWork work) {
    LineOutput out = new LineOutput(1024);
    int bad = work.answer(LineBlock.of(input, input.length), out);
    String answers = new String(out.toByteArray(), StandardCharsets.UTF_8);
    List<String> lines = answers.isEmpty() ? List.of() : List.of(answers.split("\n", -1));
    int asked = count(input);
    assertThat(answers.isEmpty() || answers.endsWith("\n")).isTrue();
    assertThat(lines.isEmpty() ? 0 : lines.size() - 1).isEqualTo(asked);
    assertThat(bad).isBetween(0, asked);
    return lines.isEmpty() ? lines : lines.subList(0, lines.size() - 1);
  }

  private static int count(byte[] input) {
    int lines = 0;
    for (int i = 0; i < input.length; i++) {
      lines += input[i] == '\n' || i == input.length - 1 ? 1 : 0;
    }
    return lines;
  }
}
