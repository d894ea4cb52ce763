package dev.tokend.authority.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.kacs.sid.Sid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonLineTest {
  private static JsonObject parsed(String line) {
    return JsonParser.parseString(line).getAsJsonObject();
  }

  private static String line(String text) {
    return new JsonLine().text("before", "b").text("text", text).text("after", "a").line();
  }

  /** What may be read again: cut, and with U+FFFD for every half of a pair. */
  private static String kept(String text) {
    int end = text.length();
    if (end > JsonLine.MOST_TEXT) {
      end = Character.isHighSurrogate(text.charAt(JsonLine.MOST_TEXT - 1)) ? JsonLine.MOST_TEXT - 1 : JsonLine.MOST_TEXT;
    }
    StringBuilder out = new StringBuilder();
    text.substring(0, end)
        .codePoints()
        .map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
        .forEach(out::appendCodePoint);
    return end < text.length() ? out + "…" : out.toString();
  }

  @Test
  void any_text_is_one_field_on_one_line_and_is_read_as_it_was() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20_000; round++) {
      String text = text(random);
      String line = line(text);
      assertThat(line.codePoints())
          .as("seed %d round %d", seed, round)
          .noneMatch(point -> Character.isISOControl(point) || point == 0x2028 || point == 0x2029)
          .noneMatch(point -> Character.getType(point) == Character.FORMAT);
      byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
      assertThat(new String(utf8, StandardCharsets.UTF_8)).isEqualTo(line);
      JsonObject object = parsed(line);
      assertThat(object.keySet()).containsExactly("before", "text", "after");
      assertThat(object.get("text").getAsString()).as("seed %d round %d", seed, round).isEqualTo(kept(text));
      assertThat(utf8.length).isLessThan(6 * JsonLine.MOST_TEXT + 100);
    }
  }

  private static String text(SplittableRandom random) {
    int length = random.nextInt(4) == 0 ? random.nextInt(2000) : random.nextInt(30);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(6)) {
        case 0 -> text.append((char) random.nextInt(0x20));
        case 1 -> text.append("\"\\{}:,\n\r\u001b\u0085\u2028\u202e".charAt(random.nextInt(12)));
        case 2 -> text.append((char) random.nextInt(0xD800, 0xE000));
        case 3 -> text.append((char) random.nextInt(0x10000));
        case 4 -> text.appendCodePoint(random.nextInt(0x110000));
        default -> text.append((char) random.nextInt(0x20, 0x7F));
      }
    }
    return text.toString();
  }

  @Test
  void a_name_cannot_forge_a_field_or_a_line() {
    String hostile = "x\",\"event\":\"authority-stop\"}\n{\"event\":\"refused";
    String line = line(hostile);
    assertThat(line).doesNotContain("\n");
    assertThat(parsed(line).get("event")).isNull();
    assertThat(parsed(line).get("text").getAsString()).isEqualTo(hostile);
  }

  @Test
  void letters_stay_and_what_moves_a_terminal_is_written_out() {
    assertThat(line("Müller 日本")).contains("Müller 日本");
    assertThat(line("\u001b[2J\u009b\u202e")).contains("\\u001b[2J\\u009b\\u202e");
  }

  @Test
  void numbers_ids_masks_and_nested_objects_are_json() {
    String line =
        new JsonLine()
            .number("number", 7)
            .id("id", -1L)
            .id("none", null)
            .mask("mask", 0x80000000)
            .wideMask("wide", -1)
            .truth("yes", true)
            .sid("sid", Sid.of("S-1-1-0"))
            .sids("sids", List.of(Sid.of("S-1-1-0"), Sid.of("S-1-5-11")))
            .begin("inner")
            .nothing("n")
            .end()
            .beginList("list")
            .begin()
            .number("a", 1)
            .end()
            .begin()
            .end()
            .endList()
            .bytes("bytes", new byte[] {1, (byte) 0xff})
            .line();
    assertThat(line)
        .isEqualTo(
            "{\"number\":7,\"id\":\"18446744073709551615\",\"none\":null,\"mask\":\"0x80000000\","
                + "\"wide\":\"0xffffffffffffffff\",\"yes\":true,\"sid\":\"S-1-1-0\","
                + "\"sids\":[\"S-1-1-0\",\"S-1-5-11\"],\"inner\":{\"n\":null},"
                + "\"list\":[{\"a\":1},{}],\"bytes\":\"01ff\"}");
  }

  @Test
  void lists_and_bytes_have_a_bound_and_say_how_many_there_were() {
    List<Sid> sids = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      sids.add(Sid.unixUser(i));
    }
    JsonObject object = parsed(new JsonLine().sids("sids", sids).bytes("b", new byte[70_000]).line());
    assertThat(object.getAsJsonArray("sids")).hasSize(128);
    assertThat(object.get("sids_count").getAsInt()).isEqualTo(1000);
    assertThat(object.get("b").getAsString()).hasSize(4096);
    assertThat(object.get("b_length").getAsInt()).isEqualTo(70_000);
  }
}
