package dev.tokend.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.cli.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a line is, it gets exactly one answer. */
class CheckLinesTest {
  private static final String SYNTAX = "{}[]\",:0123456789-eE.\\untrfalse ";
  private static final CheckLines WORK = new CheckLines(null);

  private static String answer(byte[] line) {
    LineBlock block = LineBlock.of(line, line.length);
    LineOutput out = new LineOutput(16);
    WORK.answer(block, out);
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }

  private static void isOneAnswer(byte[] line, long seed) {
    String answer = answer(line);
    String said = "seed %d, line %s, answer %s".formatted(seed, new String(line, StandardCharsets.ISO_8859_1), answer);
    assertThat(answer).as(said).endsWith("}\n").containsOnlyOnce("\n");
    JsonObject json = JsonParser.parseString(answer).getAsJsonObject();
    assertThat(json.keySet()).as(said)
        .containsExactly("id", "granted", "allowed", "error", "detail", "node_granted", "privileges_used");
    if (!json.get("error").isJsonNull()) {
      assertThat(json.get("error").getAsString()).as(said)
          .isIn("bad-line", "access-denied", "invalid-parameter", "invalid-sd", "malformed-sd");
      assertThat(json.get("granted").getAsString()).as(said).isEqualTo("0x00000000");
      assertThat(json.get("allowed").getAsBoolean()).as(said).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void a_vector_with_damage_gets_one_answer(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> vectors = Vectors.lines();
    for (int i = 0; i < 3_000; i++) {
      byte[] line = vectors.get(random.nextInt(vectors.size())).getBytes(StandardCharsets.US_ASCII);
      for (int damage = random.nextInt(4); damage >= 0; damage--) {
        int at = random.nextInt(line.length);
        switch (random.nextInt(4)) {
          case 0 -> line[at] = notNewline(random.nextInt(256));
          case 1 -> line[at] = (byte) SYNTAX.charAt(random.nextInt(SYNTAX.length()));
          case 2 -> line = Arrays.copyOf(line, Math.max(1, at));
          default -> {
            int from = random.nextInt(line.length);
            System.arraycopy(line, from, line, at, Math.min(random.nextInt(40), line.length - Math.max(at, from)));
          }
        }
      }
      isOneAnswer(line, seed);
    }
  }

  private static byte notNewline(int b) {
    return (byte) (b == '\n' ? ' ' : b);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void any_bytes_get_one_answer(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 5_000; i++) {
      byte[] line = new byte[1 + random.nextInt(60)];
      for (int at = 0; at < line.length; at++) {
        line[at] = notNewline(random.nextInt(256));
      }
      isOneAnswer(line, seed);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000, 100_000})
  void nesting_of_any_depth_gets_one_answer(int depth) {
    String deep = "{\"id\":\"deep\",\"note\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    isOneAnswer(deep.getBytes(StandardCharsets.US_ASCII), 0);
    isOneAnswer(("[".repeat(depth)).getBytes(StandardCharsets.US_ASCII), 0);
    String condition = "{\"desired\":1,\"token\":{\"user\":\"S-1-1-0\"},\"sd_sddl\":\"O:SYD:(XA;;FA;;;WD;"
        + "(".repeat(depth) + "\"}";
    isOneAnswer(condition.getBytes(StandardCharsets.US_ASCII), 0);
  }
}
