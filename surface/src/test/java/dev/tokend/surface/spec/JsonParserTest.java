package dev.tokend.surface.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokend.surface.Generator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON of RFC 8259 and two kinds of comment. */
class JsonParserTest {
  private static String show(JsonValue value) {
    return switch (value) {
      case JsonValue.Text text -> "'" + text.value() + "'";
      case JsonValue.Numeral number -> number.digits();
      case JsonValue.Truth truth -> Boolean.toString(truth.value());
      case JsonValue.Nothing nothing -> "null";
      case JsonValue.Items items -> items.values().stream().map(JsonParserTest::show).toList().toString();
      case JsonValue.Members members -> {
        StringBuilder shown = new StringBuilder("{");
        members.members().forEach((name, member) ->
            shown.append(shown.length() == 1 ? "" : ", ").append(name).append('=').append(show(member.value())));
        yield shown.append('}').toString();
      }
    };
  }

  @Test
  void every_kind_of_value_is_read() throws Exception {
    JsonValue value = JsonParser.parse("""
        { "a": [1, -0, 1.5e+10, 0.25E-3, -12], "b": true, "c": false, "": null,
          "d": {}, "e": [], "f": "\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00e9 \\uD83D\\uDE00 \u00e9 /* no comment */ // neither" }
        """);
    assertThat(show(value)).isEqualTo("{a=[1, -0, 1.5e+10, 0.25E-3, -12], b=true, c=false, =null, d={}, e=[], "
        + "f='\" \\ / \b\f\n\r\t \u00e9 \ud83d\ude00 \u00e9 /* no comment */ // neither'}");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "// first\n[1]", "/* first */[1]// last", "[/**/1/***/]", "[1 // x ] \n]", "\ufeff[1]", "[1]//", "\r[\t1\r\n]\n",
    "/* // */ [1 /* * / \n */ ] // /*", "//\r[1]"})
  void comments_and_spaces_mean_nothing(String text) throws Exception {
    assertThat(show(JsonParser.parse(text))).isEqualTo("[1]");
  }

  static List<String[]> mistakes() {
    return List.of(
        new String[] {"", "line 1, column 1: expected a value, found the end of the text"},
        new String[] {"  \n ", "line 2, column 2: expected a value, found the end of the text"},
        new String[] {"[1,\n 2 3]", "line 2, column 4: expected ',' or ']', found '3'"},
        new String[] {"[1,]", "line 1, column 3: no comma stands before ']'"},
        new String[] {"{\"a\": 1,}", "line 1, column 8: no comma stands before '}'"},
        new String[] {"[,1]", "line 1, column 2, [0]: expected a value, found ','"},
        new String[] {"[1", "line 1, column 3: expected ',' or ']', found the end of the text"},
        new String[] {"{", "line 1, column 2: expected a name in double quotes, found the end of the text"},
        new String[] {"{a: 1}", "line 1, column 2: expected a name in double quotes, found 'a'"},
        new String[] {"{'a': 1}", "line 1, column 2: expected a name in double quotes, found '''"},
        new String[] {"{\"a\" 1}", "line 1, column 6, a: expected ':' after the name, found '1'"},
        new String[] {"{\"a\" = 1}", "line 1, column 6, a: expected ':' after the name, found '='"},
        new String[] {"{\"a\":}", "line 1, column 6, a: expected a value, found '}'"},
        new String[] {"{\"a\": 1; \"b\": 2}", "line 1, column 8: expected ',' or '}', found ';'"},
        new String[] {"[tru]", "line 1, column 2, [0]: expected a value; words stand in double quotes"},
        new String[] {"[True]", "line 1, column 2, [0]: expected a value; words stand in double quotes"},
        new String[] {"[NaN]", "line 1, column 2, [0]: expected a value; words stand in double quotes"},
        new String[] {"[1] 2", "line 1, column 5: expected the end of the text, found '2'"},
        new String[] {"# x\n[1]", "line 1, column 1: expected a value, found '#'"},
        new String[] {"[1] /* x", "line 1, column 5: a comment that is not closed"},
        new String[] {"[1] /*/", "line 1, column 5: a comment that is not closed"},
        new String[] {"[1 / 2]", "line 1, column 4: expected ',' or ']', found '/'"},
        new String[] {"[\"a", "line 1, column 2, [0]: a text that is not closed on its line"},
        new String[] {"[\"a\n\"]", "line 1, column 2, [0]: a text that is not closed on its line"},
        new String[] {"[\"a\tb\"]", "line 1, column 4, [0]: a control character inside of a text; write \\u0009"},
        new String[] {"[\"\\x\"]", "line 1, column 3, [0]: a backslash stands before one of \" \\ / b f n r t, or u and four hex digits"},
        new String[] {"[\"\\u12g4\"]", "line 1, column 3, [0]: \\u needs four hex digits"},
        new String[] {"[\"\\u\uff11234\"]", "line 1, column 3, [0]: \\u needs four hex digits"},
        new String[] {"[\"\\", "line 1, column 3, [0]: a backslash stands before one of \" \\ / b f n r t, or u and four hex digits"},
        new String[] {"[01]", "line 1, column 2, [0]: a number does not begin with 0"},
        new String[] {"[-]", "line 1, column 2, [0]: a number that is not complete"},
        new String[] {"[1.]", "line 1, column 2, [0]: a number that is not complete"},
        new String[] {"[1e+]", "line 1, column 2, [0]: a number that is not complete"},
        new String[] {"[+1]", "line 1, column 2, [0]: expected a value, found '+'"},
        new String[] {"[\u0661]", "line 1, column 2, [0]: expected a value, found \\u0661"},
        new String[] {"[\u00a01]", "line 1, column 2, [0]: expected a value, found \\u00a0"},
        new String[] {"[\"\ud83d\ude00\", \ud83d\ude00]", "line 1, column 7, [1]: expected a value, found \ud83d\ude00"},
        new String[] {"\ufeff[x]", "line 1, column 2, [0]: expected a value; words stand in double quotes"},
        new String[] {"\n\r\n\r[x]", "line 4, column 2, [0]: expected a value; words stand in double quotes"},
        new String[] {"[[1], {\"a\": [0, {\"b\": x}]}]",
            "line 1, column 23, [1].a[1].b: expected a value; words stand in double quotes"},
        new String[] {"[".repeat(9), "line 1, column 9, [0][0][0][0][0][0][0][0]: more than 8 lists and objects in each other"},
        new String[] {"{\"a\": 1, \"a\": 1}", "line 1, column 10, a: the field stands here twice, first in line 1"});
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_said_with_its_place(String text, String message) {
    SpecTextException e = catchThrowableOfType(SpecTextException.class, () -> JsonParser.parse(text));
    assertThat(e).as(text).hasMessage(message);
  }

  @Test
  void deep_and_wide_texts_cost_no_more_than_their_size() {
    for (String piece : List.of("[", "{\"a\":", "[0,", "/*", "\"", "//")) {
      String text = piece.repeat(1_000_000 / piece.length());
      assertThat(catchThrowableOfType(SpecTextException.class, () -> JsonParser.parse(text))).as(piece).isNotNull();
    }
  }

  @Test
  void many_names_in_one_object_are_compared_fast() throws Exception {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 80_000; i++) {
      text.append('"').append(Integer.toString(i, 36)).append("\":0,");
    }
    assertThat(JsonParser.parse(text.append("\"\":0}").toString())).isInstanceOf(JsonValue.Members.class);
  }

  @Test
  void any_text_gives_a_value_or_the_one_failure() {
    Generator.cases(20_000, random -> {
      String alphabet = "{}[]\",:\\/*\n\r 019.-+eEtrufalsn\u0000\ud800\udc00\ufeff";
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        assertThat(show(JsonParser.parse(text.toString()))).isNotNull();
      } catch (SpecTextException e) {
        assertThat(e.line()).isBetween(1, text.length() + 1);
        assertThat(e.column()).isBetween(1, text.length() + 1);
      }
    });
  }
}
