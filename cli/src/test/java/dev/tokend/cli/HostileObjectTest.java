package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sd} and {@code sid} on input that somebody made to do harm: a short message, and exit status 4. */
class HostileObjectTest {
  private static final int MALFORMED = 4;
  private static final int LONG = 1_000_000;

  private ObjectRuns runs;

  @TempDir private Path folder;

  @BeforeEach
  void runs() {
    runs = new ObjectRuns(folder);
  }

  private void assertRefused(String line, String reason) {
    Outcome outcome = runs.run(line, new byte[0]);
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(MALFORMED);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(reason).hasSizeLessThan(1000);
    assertThat(outcome.err().chars().allMatch(c -> c == '\n' || c >= ' ')).as(outcome.err()).isTrue();
  }

  private void assertFileRefused(byte[] bytes, String reason) {
    runs.file("hostile.sd", bytes);
    assertRefused("sd @hostile.sd", reason);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void a_descriptor_of_any_size_and_depth_is_refused() {
    assertFileRefused(ascii("D:" + "(A;;FA;;;WD)".repeat(LONG / 12)), "more than 65535 bytes");
    assertFileRefused(ascii("D:(XA;;FA;;;WD;" + "(".repeat(LONG)), "open parentheses");
    assertFileRefused(ascii("O:" + "x".repeat(LONG)), "unknown SID alias");
    assertFileRefused(ascii("O:S-1-5-" + "9".repeat(LONG)), "larger than 4294967295");
    assertFileRefused(ascii("01".repeat(LONG)), "1000000 bytes");
    byte[] binary = new byte[LONG];
    Arrays.fill(binary, (byte) 1);
    assertFileRefused(binary, "1000000 bytes");
  }

  @Test
  void a_descriptor_that_is_no_text_is_refused() {
    assertFileRefused(ascii("D:(A;;FA;;;WD)\0(A;;FA;;;BA)"), "found U+0000");
    assertFileRefused(ascii("D:(A;;\u001b[31mFA;;;WD)"), "found U+001b");
    assertFileRefused(new byte[] {'D', ':', (byte) 0xFF}, "neither text in UTF-8 nor the binary form");
    assertFileRefused("D:(A;;FA;;;WD)".getBytes(StandardCharsets.UTF_16), "neither text in UTF-8 nor the binary form");
  }

  @Test
  void a_byte_order_mark_of_an_editor_is_no_part_of_the_text() {
    runs.file("marked.sddl", "\uFEFFD:(A;;FA;;;WD)\r\n".getBytes(StandardCharsets.UTF_8));
    assertThat(runs.run("sd @marked.sddl --as sddl", new byte[0]).out()).isEqualTo("D:(A;;FA;;;WD)\n");
  }

  @Test
  void a_sid_of_any_length_is_refused_in_a_short_message() {
    assertRefused("sid S-1-" + "9".repeat(LONG) + "-1", "larger than 281474976710655");
    assertRefused("sid S-1-5" + "-1".repeat(LONG), "sub-authorit");
    assertRefused("sid S-1-5-4294967296", "larger than 4294967295");
    assertRefused("sid S-1-5-\u0663", "digit of a sub-authority expected");
    assertRefused("sid 'S-1-5\u001b[31m'", "\\u001b");
  }

  @Test
  void a_word_that_means_nothing_is_shown_shortened_and_harmless() {
    Outcome outcome = runs.run("sid " + "x".repeat(LONG), new byte[0]);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).hasSizeLessThan(2000);
    assertThat(runs.run("sid '\u001b[31mx'", new byte[0]).out()).doesNotContain("\u001b");
  }

  @Test
  void a_stream_of_anything_gets_an_answer_for_each_line() {
    Random random = new Random(1);
    List<byte[]> lines = new ArrayList<>();
    int size = 0;
    for (int line = 0; line < 300; line++) {
      byte[] bytes = new byte[line == 7 ? 5_000_000 : random.nextInt(300)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = bytes[i] == '\n' ? 0 : bytes[i];
      }
      lines.add(bytes);
      size += bytes.length + 1;
    }
    byte[] in = new byte[size];
    int at = 0;
    for (byte[] line : lines) {
      System.arraycopy(line, 0, in, at, line.length);
      at += line.length;
      in[at++] = '\n';
    }
    Outcome outcome = runs.run("sd --batch", in);
    assertThat(outcome.status()).isEqualTo(MALFORMED);
    assertThat(outcome.out().lines()).hasSameSizeAs(lines);
    assertThat(outcome.out().chars().allMatch(c -> c == '\n' || c >= ' ')).isTrue();
  }
}
