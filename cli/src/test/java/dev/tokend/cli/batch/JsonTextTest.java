package dev.tokend.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader of JSON against another one, which is slower: both take the same texts, and find the same in them. */
class JsonTextTest {
  private static final String PIECES = "{}[]:,\"\\ \t\n0123456789-+.eEtrufalsn/b\u0001\u00e9xX";

  private static JsonText json(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] within = new byte[bytes.length + 20];
    Arrays.fill(within, (byte) '"');
    System.arraycopy(bytes, 0, within, 7, bytes.length);
    return new JsonText(within, 7, 7 + bytes.length);
  }

  /** What a reader finds, as one line; null for a text that is not JSON. */
  private static String found(String text) {
    StringBuilder found = new StringBuilder();
    try {
      JsonText in = json(text);
      value(in, found);
      in.end();
      return found.toString();
    } catch (BadLineException e) {
      return null;
    }
  }

  private static void value(JsonText in, StringBuilder found) throws BadLineException {
    switch (in.peek()) {
      case '{' -> {
        in.beginObject();
        while (in.hasNext()) {
          found.append("name ").append(in.name()).append('|');
          value(in, found);
        }
        in.endObject();
        found.append("}|");
      }
      case '[' -> {
        in.beginArray();
        while (in.hasNext()) {
          value(in, found);
        }
        in.endArray();
        found.append("]|");
      }
      case '"' -> found.append("string ").append(in.string()).append('|');
      case '0' -> found.append("number ").append(in.number()).append('|');
      case 't' -> word(in, "true", found);
      case 'f' -> word(in, "false", found);
      case 'n' -> word(in, "null", found);
      default -> in.skip();
    }
  }

  private static void word(JsonText in, String word, StringBuilder found) throws BadLineException {
    in.word(word);
    found.append(word).append('|');
  }

  private static String foundByGson(String text) {
    StringBuilder found = new StringBuilder();
    JsonReader in = new JsonReader(new StringReader(text));
    in.setStrictness(Strictness.STRICT);
    try {
      value(in, found);
      return in.peek() == JsonToken.END_DOCUMENT ? found.toString() : null;
    } catch (IOException | IllegalStateException e) {
      return null;
    }
  }

  private static void value(JsonReader in, StringBuilder found) throws IOException {
    switch (in.peek()) {
      case BEGIN_OBJECT -> {
        in.beginObject();
        while (in.hasNext()) {
          found.append("name ").append(in.nextName()).append('|');
          value(in, found);
        }
        in.endObject();
        found.append("}|");
      }
      case BEGIN_ARRAY -> {
        in.beginArray();
        while (in.hasNext()) {
          value(in, found);
        }
        in.endArray();
        found.append("]|");
      }
      case STRING -> found.append("string ").append(in.nextString()).append('|');
      case NUMBER -> found.append("number ").append(in.nextString()).append('|');
      case BOOLEAN -> found.append(in.nextBoolean()).append('|');
      case NULL -> {
        in.nextNull();
        found.append("null|");
      }
      default -> throw new IllegalStateException("no value");
    }
  }

  private static boolean isSkipped(String text) {
    try {
      JsonText in = json(text);
      in.skip();
      in.end();
      return true;
    } catch (BadLineException e) {
      return false;
    }
  }

  private static JsonElement random(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth > 4 ? 4 : 6)) {
      case 0 -> com.google.gson.JsonNull.INSTANCE;
      case 1 -> new JsonPrimitive(random.nextBoolean());
      case 2 -> new JsonPrimitive(random.nextBoolean() ? random.nextLong() : random.nextInt(100));
      case 3 -> new JsonPrimitive(word(random));
      case 4 -> {
        com.google.gson.JsonArray array = new com.google.gson.JsonArray();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(random(random, depth + 1));
        }
        yield array;
      }
      default -> {
        com.google.gson.JsonObject object = new com.google.gson.JsonObject();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.add(random.nextBoolean() ? "sid" : word(random), random(random, depth + 1));
        }
        yield object;
      }
    };
  }

  private static String word(SplittableRandom random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      word.append(PIECES.charAt(random.nextInt(PIECES.length())));
    }
    return word.toString();
  }

  private static String damaged(String text, SplittableRandom random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0 && !damaged.isEmpty(); i--) {
      int at = random.nextInt(damaged.length());
      char piece = PIECES.charAt(random.nextInt(PIECES.length()));
      switch (random.nextInt(3)) {
        case 0 -> damaged.setCharAt(at, piece);
        case 1 -> damaged.insert(at, piece);
        default -> damaged.deleteCharAt(at);
      }
    }
    return damaged.toString();
  }

  @Test
  void what_is_json_is_read_as_another_reader_reads_it() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      String text = random(random, 0).toString();
      assertThat(found(text)).as("seed %d: %s", seed, text).isNotNull().isEqualTo(foundByGson(text));
      assertThat(isSkipped(text)).as("seed %d: %s", seed, text).isTrue();
    }
  }

  @Test
  void what_is_no_json_is_refused_as_another_reader_refuses_it() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 100_000; i++) {
      String text = damaged(random(random, 2).toString(), random);
      String found = found(text);
      assertThat(found).as("seed %d: %s", seed, text).isEqualTo(foundByGson(text));
      assertThat(isSkipped(text)).as("seed %d: %s", seed, text).isEqualTo(found != null);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", " ", "{", "[", "\"", "\"\\", "\"\\u12\"", "\"\\x\"", "01", "-", "1.", "1e", ".5", "+1", "tru", "nul", "nulll", "{\"a\"}",
      "{\"a\":}", "{a:1}", "{'a':1}", "[1,]", "[,1]", "[1 2]", "{\"a\":1,}", "1 2", "[1]]", "}", "]", ",", ":", "NaN", "// 1"})
  void broken_texts_are_no_json(String text) {
    assertThat(found(text)).isNull();
    assertThat(isSkipped(text)).isFalse();
  }

  @Test
  void a_path_leads_to_the_value_that_was_read() throws BadLineException {
    JsonText in = json("{\"a\":[1,{\"b\":\"c\"}]}");
    in.beginObject();
    assertThat(in.name()).isEqualTo("a");
    in.beginArray();
    assertThat(in.peek()).isEqualTo('0');
    assertThat(in.number()).isEqualTo("1");
    assertThat(in.path()).isEqualTo("$.a[0]");
    assertThat(in.peek()).isEqualTo('{');
    in.beginObject();
    in.name();
    assertThat(in.peek()).isEqualTo('"');
    assertThat(in.string()).isEqualTo("c");
    assertThat(in.path()).isEqualTo("$.a[1].b");
  }

  @Test
  void depth_has_a_bound() {
    String open = "[".repeat(JsonText.MAX_DEPTH);
    assertThat(found(open + "]".repeat(JsonText.MAX_DEPTH))).isNotNull();
    assertThatExceptionOfType(BadLineException.class)
        .isThrownBy(() -> json(open + "[]" + "]".repeat(JsonText.MAX_DEPTH)).skip())
        .satisfies(e -> assertThat(e.reason()).contains("128 deep"));
  }
}
