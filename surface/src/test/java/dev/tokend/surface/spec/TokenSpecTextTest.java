package dev.tokend.surface.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.WellKnownSids;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.surface.Generator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSpecTextTest {
  private static final List<SpecStyle> STYLES = List.of(
      SpecStyle.COMMENTED,
      SpecStyle.PLAIN,
      new SpecStyle(true, WellKnownSids::label, false),
      new SpecStyle(true, null, true),
      new SpecStyle(false, sid -> "*/ \n// \" \u202e \u2028 \r " + sid, true));

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c"})
  void the_worked_examples_are_printed_as_recorded(String example) throws Exception {
    TokenSpec spec = TokenSpec.parse(WorkedSpecs.bytes(example));
    WorkedSpecs.matches("token-" + example + ".json", TokenSpecText.print(spec, SpecStyle.COMMENTED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void the_text_of_a_packed_worked_example_gives_its_bytes(String example) throws Exception {
    TokenSpec spec = TokenSpecText.parse(WorkedSpecs.text("token-" + example + ".json"));
    assertThat(spec.toByteArray()).isEqualTo(WorkedSpecs.bytes(example));
  }

  @Test
  void the_text_of_example_c_gives_the_same_spec_with_its_sections_in_header_order() throws Exception {
    TokenSpec spec = TokenSpecText.parse(WorkedSpecs.text("token-c.json"));
    byte[] original = WorkedSpecs.bytes("c");
    assertThat(spec).isEqualTo(TokenSpec.parse(original));
    assertThat(spec.toByteArray()).hasSameSizeAs(original).isNotEqualTo(original);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c"})
  void the_worked_examples_written_by_hand_are_the_same_specs(String example) throws Exception {
    assertThat(TokenSpecText.parse(WorkedSpecs.text("token-" + example + "-by-hand.json")))
        .isEqualTo(TokenSpec.parse(WorkedSpecs.bytes(example)));
  }

  @Test
  void every_spec_survives_in_every_style() {
    Generator.cases(2000, random -> {
      TokenSpec spec = RandomSpecs.token(random);
      for (SpecStyle style : STYLES) {
        String text = TokenSpecText.print(spec, style, List.of("a remark", "\n */ {"));
        TokenSpec read = TokenSpecText.parse(text);
        assertThat(read).as(text).isEqualTo(spec);
        assertThat(read.toByteArray()).isEqualTo(spec.toByteArray());
        assertThat(TokenSpecText.parse(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(spec);
        assertThat(TokenSpecText.print(read, style, List.of("a remark", "\n */ {"))).isEqualTo(text);
      }
    });
  }

  @Test
  void a_printed_text_cannot_drive_a_terminal() {
    Generator.cases(500, random -> {
      for (SpecStyle style : STYLES) {
        assertThat(TokenSpecText.print(RandomSpecs.token(random), style))
            .doesNotMatch("(?s).*[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\ufeff].*");
      }
    });
  }

  @Test
  void any_text_gives_a_spec_or_the_one_failure() {
    Generator.cases(5000, random -> {
      String text = switch (random.nextInt(4)) {
        case 0 -> WorkedSpecs.text("token-b.json");
        case 1 -> WorkedSpecs.text("token-c-by-hand.json");
        default -> TokenSpecText.print(RandomSpecs.token(random), STYLES.get(random.nextInt(STYLES.size())));
      };
      byte[] bytes = random.nextInt(20) == 0
          ? Generator.bytes(random, 200)
          : TextMutations.mutate(random, text).getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(4) == 0) {
        bytes = Generator.mutate(random, bytes);
      }
      try {
        TokenSpec spec = TokenSpecText.parse(bytes);
        assertThat(TokenSpec.parse(spec.toByteArray())).isEqualTo(spec);
      } catch (SpecTextException e) {
        String read = new String(bytes, StandardCharsets.UTF_8);
        assertThat(e.line()).isBetween(1, read.split("\r\n|\r|\n", -1).length);
        assertThat(e.column()).isBetween(1, read.length() + 1);
        assertThat(e.reason()).isNotEmpty();
      }
    });
  }

  @Test
  void the_largest_specs_have_a_text_that_can_be_read() throws Exception {
    SidAndAttributes shortest = new SidAndAttributes(Sid.of(Sid.MAX_AUTHORITY), -1);
    SidAndAttributes named = new SidAndAttributes(Sid.of("S-1-5"), -1);
    for (SidAndAttributes entry : List.of(shortest, named)) {
      largest(TokenSpec.builder(Sid.of("S-1-5"), 1).restriction(
          new TokenSpec.Restriction(Collections.nCopies((TokenSpec.MAX_SIZE - 200) / 16, entry), true, true)).build());
    }
    List<Integer> gids = Collections.nCopies((TokenSpec.MAX_SIZE - 200) / 4, -1);
    largest(TokenSpec.builder(Sid.of("S-1-5"), 1).projection(new TokenSpec.Projection(1, 1, gids)).build());
  }

  private static void largest(TokenSpec spec) throws Exception {
    assertThat(spec.toByteArray()).hasSizeGreaterThan(TokenSpec.MAX_SIZE - 16);
    for (SpecStyle style : STYLES) {
      String text = TokenSpecText.print(spec, style);
      assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(TokenSpecText.MAX_SIZE);
      assertThat(TokenSpecText.parse(text)).isEqualTo(spec);
    }
  }

  @Test
  void comments_are_left_out_where_the_text_would_be_too_large_with_them() throws Exception {
    SpecStyle talkative = new SpecStyle(false, sid -> "é".repeat(400), false);
    List<SidAndAttributes> groups =
        Collections.nCopies(1023, new SidAndAttributes(Sid.of("S-1-5-21-1-2-3-4"), 7));
    TokenSpec spec = TokenSpec.builder(Sid.of("S-1-5"), 1)
        .groups(groups)
        .restriction(new TokenSpec.Restriction(groups.subList(0, 500), false, false))
        .build();
    String text = TokenSpecText.print(spec, talkative, List.of("remark"));
    assertThat(text).doesNotContain("//");
    assertThat(TokenSpecText.parse(text)).isEqualTo(spec);
  }

  @Test
  void a_left_out_field_is_what_the_page_says() throws Exception {
    TokenSpec spec = TokenSpecText.parse("{\"user_sid\": \"S-1-5-21-1-2-3-1001\", \"logon_session_id\": \"1000\"}");
    assertThat(spec).isEqualTo(TokenSpec.builder(Sid.of("S-1-5-21-1-2-3-1001"), 1000).build());
  }

  @Test
  void a_text_is_told_from_a_binary_spec() throws Exception {
    for (String text : List.of("{", "  {", "\ufeff{", "// x\n{", "\r\n\t/* */ {")) {
      assertThat(TokenSpecText.isText(text.getBytes(StandardCharsets.UTF_8))).as(text).isTrue();
    }
    for (String example : List.of("a", "b", "c")) {
      assertThat(TokenSpecText.isText(WorkedSpecs.bytes(example))).isFalse();
    }
    for (String text : List.of("", " ", "[", "\ufeff")) {
      assertThat(TokenSpecText.isText(text.getBytes(StandardCharsets.UTF_8))).as(text).isFalse();
    }
  }

  @Test
  void every_field_is_printed_once() throws Exception {
    String text = TokenSpecText.print(TokenSpec.parse(WorkedSpecs.bytes("c")), SpecStyle.PLAIN);
    List<String> printed = new ArrayList<>();
    java.util.regex.Matcher name = java.util.regex.Pattern.compile("(?m)^  \"(\\w+)\":").matcher(text);
    while (name.find()) {
      printed.add(name.group(1));
    }
    assertThat(printed).containsExactlyElementsOf(TokenSpecField.names());
  }

  @Test
  void a_field_is_found_by_the_offset_of_any_of_its_bytes() {
    assertThat(TokenSpecField.atOffset(0)).isEqualTo(TokenSpecField.VERSION);
    assertThat(TokenSpecField.atOffset(96)).isEqualTo(TokenSpecField.GROUPS);
    assertThat(TokenSpecField.atOffset(159)).isEqualTo(TokenSpecField.ISOLATION_BOUNDARY);
    for (int reserved : new int[] {6, 7, 32, 35, 188, 191, 192, -1}) {
      assertThat(TokenSpecField.atOffset(reserved)).isNull();
    }
    int named = 0;
    for (int at = 0; at < 192; at++) {
      named += TokenSpecField.atOffset(at) == null ? 0 : 1;
    }
    assertThat(named).as("all but 10 reserved bytes").isEqualTo(182);
  }
}
