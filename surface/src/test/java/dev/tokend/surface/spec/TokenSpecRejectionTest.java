package dev.tokend.surface.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokend.kacs.token.TokenSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said with its line, its column and its field. */
class TokenSpecRejectionTest {
  private static SpecTextException refused(String text) {
    SpecTextException e = catchThrowableOfType(SpecTextException.class, () -> TokenSpecText.parse(text));
    assertThat(e).as(text).isNotNull();
    return e;
  }

  /** A recorded text in which the value of one field is another; the field alone in its line. */
  private static String changed(String example, String field, String value) {
    String text = WorkedSpecs.text("token-" + example + ".json");
    String changed = text.replaceFirst("(?m)^  \"" + field + "\": .*?(,?)(?:  //.*)?$", "  \"" + field + "\": "
        + java.util.regex.Matcher.quoteReplacement(value) + "$1");
    assertThat(changed).isNotEqualTo(text);
    return changed;
  }

  private static int line(String text, String field) {
    return text.substring(0, text.indexOf("\n  \"" + field + "\":") + 1).split("\n", -1).length;
  }

  /** The rows of formats §9.7 that text can say: the same base, the same change. */
  @ParameterizedTest(name = "{0}: {1} is {2}")
  @CsvSource(delimiter = '|', value = {
    "a | version             | 1                     | this is not version 2 of the token spec",
    "a | token_type          | 3                     | expected one of the words primary, impersonation, found a number",
    "a | impersonation_level | \"impersonation\"     | a primary token has impersonation level anonymous",
    "a | mandatory_policy    | \"0x4\"               | mandatory policy 0x4 has bits besides 0x3",
    "a | privs_enabled       | \"0x80\"              | privileges 0x80 are enabled but not present",
    "a | projected_uid       | 0                     | only S-1-5-18 is projected to uid 0, not S-1-5-21-10-20-30-1001",
    "a | audit_policy        | \"0x10\"              | audit policy 0x10 has bits besides 0xf",
    "a | owner_sid_index     | 1                     | owner index 1 with 0 groups",
    "a | user_sid            | null                  | expected a SID, found null",
    "a | isolation_boundary  | true                  | an isolation boundary needs a confinement SID",
    "a | write_restricted    | true                  | a write-restricted token is user-deny-only too",
    "a | confinement_exempt  | 2                     | expected true or false, found a number",
    "b | owner_sid_index     | 1   | owner index 1 is a group without SE_GROUP_OWNER: S-1-5-21-10-20-30-513",
    "b | primary_group_index | 7                     | primary group index 7 with 6 groups"})
  void the_rejections_of_the_format_are_rejections_of_the_text(
      String example, String field, String value, String reason) {
    String text = changed(example, field, value);
    SpecTextException e = refused(text);
    assertThat(e.reason()).isEqualTo(reason);
    assertThat(e.path()).isEqualTo(field);
    assertThat(e.line()).isEqualTo(line(text, field));
    assertThat(e.column()).isEqualTo(field.length() + 7);
    assertThat(e).hasMessage("line " + e.line() + ", column " + e.column() + ", " + field + ": " + reason);
  }

  @Test
  void a_missing_user_or_session_is_refused() {
    assertThat(refused("{\"logon_session_id\": 1}").reason()).isEqualTo("the field user_sid is missing");
    assertThat(refused("\n {\"user_sid\": \"SY\"}"))
        .hasMessage("line 2, column 2: the field logon_session_id is missing");
  }

  @Test
  void the_limits_hold_for_text_as_for_bytes() {
    String group = "{\"sid\": \"S-1-5-21-10-20-30-2001\", \"attributes\": \"0x7\"}";
    assertThat(groups(group, 1023)).isNull();
    SpecTextException e = groups(group, 1024);
    assertThat(e.path()).isEqualTo("groups[1023]");
    assertThat(e.reason()).isEqualTo("more than 1023 entries");

    String large = "{\"sid\": \"S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15\", \"attributes\": \"0x7\"}";
    assertThat(groups(large, 859)).isNull();
    assertThat(groups(large, 860)).hasMessage(
        "line 1, column 1: the spec would have 65580 bytes; at most 65536 are allowed");
  }

  private static SpecTextException groups(String group, int count) {
    String text = "{\"user_sid\": \"S-1-5-21-10-20-30-1001\", \"logon_session_id\": 1000, \"groups\": ["
        + String.join(", ", java.util.Collections.nCopies(count, group)) + "]}";
    return catchThrowableOfType(SpecTextException.class, () -> TokenSpecText.parse(text));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
    "groups | [{'sid': 'WD'}] | groups[0] | the field attributes is missing",
    "groups | [{'sid': 'WD', 'attributes': 7}] | groups[0].attributes | expected a list of words, or \"0x...\", found a number",
    "groups | [{'sid': 'WD', 'attributes': ['on']}] | groups[0].attributes[0] | unknown group attribute \"on\"",
    "groups | [{'sid': 'WD', 'attributes': [7]}] | groups[0].attributes[0] | expected a word, or \"0x...\", found a number",
    "groups | [{'sid': 'WD', 'attributes': '7'}] | groups[0].attributes | expected a list of words, or \"0x...\", found text",
    "groups | [{'sid': 'WD', 'attributes': '0x100000000'}] | groups[0].attributes | \"0x100000000\" has more than 32 bits",
    "groups | [{'sid': 'WD', 'attributes': '0x'}] | groups[0].attributes | expected hex digits after 0x",
    "groups | [{'sid': 'WD', 'attributes': ['0xg']}] | groups[0].attributes[0] | expected hex digits after 0x in \"0xg\"",
    "groups | ['WD'] | groups[0] | expected an object with sid and attributes, found text",
    "groups | {} | groups | expected a list of SIDs with attributes, found an object",
    "groups | [{'sid': 'WD', 'attributes': [], 'name': 'x'}] | groups[0].name | unknown field \"name\"",
    "user_sid | 'XX' | user_sid | no SID: \"XX\", unknown SID alias XX (character 0)",
    "user_sid | 'DA' | user_sid | no SID: \"DA\", the alias DA needs the SID of the domain (character 0)",
    "user_sid | 'S-1-5-' | user_sid | no SID: \"S-1-5-\", digit of a sub-authority expected (character 6)",
    "user_sid | 'alice' | user_sid | unknown SID \"alice\"",
    "user_sid | '' | user_sid | unknown SID \"\"",
    "privs_present | ['SeTcbPrivilge'] | privs_present[0] | unknown privilege \"SeTcbPrivilge\"",
    "privs_present | ['bit-64'] | privs_present[0] | unknown privilege \"bit-64\"",
    "privs_present | '0x10000000000000000' | privs_present | \"0x10000000000000000\" has more than 64 bits",
    "integrity_rid | 'hgih' | integrity_rid | unknown integrity level \"hgih\"",
    "integrity_rid | -1 | integrity_rid | \"-1\" is not in the range 0 to 4294967295",
    "integrity_rid | 4294967296 | integrity_rid | \"4294967296\" is not in the range 0 to 4294967295",
    "integrity_rid | 1.5 | integrity_rid | expected a whole number, found \"1.5\"",
    "integrity_rid | '8192x' | integrity_rid | expected a whole number, found \"8192x\"",
    "integrity_rid | true | integrity_rid | expected a whole number, found true",
    "logon_session_id | 18446744073709551616 | logon_session_id | \"18446744073709551616\" is not in the range 0 to 18446744073709551615",
    "logon_session_id | '' | logon_session_id | expected a whole number, found \"\"",
    "logon_session_id | 1e3 | logon_session_id | expected a whole number, found \"1e3\"",
    "logon_session_id | null | logon_session_id | expected a whole number, found null",
    "source_name | 'ninebytes' | source_name | more than 8 bytes: \"ninebytes\"",
    "source_name | 'a\\\\y' | source_name | a backslash in a source name stands before another one, or x and two hex digits",
    "source_name | 'a\\\\x1' | source_name | a backslash in a source name stands before another one, or x and two hex digits",
    "token_type | 'impersonation' | token_type | an impersonation token needs the field impersonation_level",
    "default_dacl | 'D:(A;;GA;;;XX)' | default_dacl | SDDL: unknown SID alias XX (position 11)",
    "default_dacl | 'S:' | default_dacl | SDDL: expected D:, found 'S' (position 0)",
    "default_dacl | 'D:(A;;0x2000000;;;WD)' | default_dacl | ACE: MAXIMUM_ALLOWED in the mask of an ACE (position 12)",
    "default_dacl | '0200' | default_dacl | ACL: needs 2 bytes, has 0 (position 2)",
    "default_dacl | '020' | default_dacl | expected bytes of two hex digits each, found something else at character 2",
    "default_dacl | 7 | default_dacl | expected SDDL such as \"D:(A;;GA;;;SY)\", the bytes of an ACL in hex, or null, found a number",
    "user_claims | [{'name': 'a', 'type': 'fqbn', 'values': []}] | user_claims[0].type | unknown claim type \"fqbn\"",
    "user_claims | [{'name': 'a', 'type': 'int64'}] | user_claims[0] | the field values is missing",
    "user_claims | [{'type': 'int64', 'values': []}] | user_claims[0] | the field name is missing",
    "user_claims | [{'name': 'a', 'type': 'int64', 'values': [9223372036854775808]}] | user_claims[0].values[0] | \"9223372036854775808\" is not in the range -9223372036854775808 to 9223372036854775807",
    "user_claims | [{'name': 'a', 'type': 'int64', 'values': [-9223372036854775809]}] | user_claims[0].values[0] | \"-9223372036854775809\" is not in the range -9223372036854775808 to 9223372036854775807",
    "user_claims | [{'name': 'a', 'type': 'boolean', 'values': ['yes']}] | user_claims[0].values[0] | expected a whole number, found \"yes\"",
    "user_claims | [{'name': 'a', 'type': 'string', 'values': ['\\u0000']}] | user_claims[0].values[0] | a NUL or a lone surrogate in a claim's value",
    "user_claims | [{'name': '\\ud800', 'type': 'string', 'values': []}] | user_claims[0].name | a NUL or a lone surrogate in a claim's name",
    "user_claims | [{'name': 'a', 'type': 'octet', 'values': ['0g']}] | user_claims[0].values[0] | expected bytes of two hex digits each, found something else at character 0",
    "supp_gids | [1, 'x'] | supp_gids[1] | expected a whole number, found \"x\"",
    "supp_gids | 7 | supp_gids | expected a list of gids, found a number",
    "schema | 'token/2' | schema | expected \"token/1\"",
    "uid | 7 | uid | unknown field \"uid\""})
  void a_bad_value_is_refused_at_its_field(String field, String json, String path, String reason) {
    StringBuilder text = new StringBuilder("{\n");
    if (!field.equals("user_sid")) {
      text.append("  'user_sid': 'S-1-5-21-1-2-3-4',\n");
    }
    if (!field.equals("logon_session_id")) {
      text.append("  'logon_session_id': '1000',\n");
    }
    text.append("  '").append(field).append("': ").append(json).append("\n}\n");
    SpecTextException e = refused(text.toString().replace('\'', '"').replace("claim\"s", "claim's"));
    assertThat(e.reason()).isEqualTo(reason);
    assertThat(e.path()).isEqualTo(path);
    assertThat(e.line()).isEqualTo(text.toString().split("\n").length - 1);
  }

  @Test
  void a_field_that_stands_twice_is_refused_at_the_second() {
    SpecTextException e = refused("{\"user_sid\": \"SY\",\n \"logon_session_id\": 1,\n \"user_sid\": \"SY\"}");
    assertThat(e).hasMessage("line 3, column 2, user_sid: the field stands here twice, first in line 1");
    e = refused("{\"groups\": [{\"sid\": \"WD\", \"\\u0073id\": \"WD\"}]}");
    assertThat(e).hasMessage("line 1, column 27, groups[0].sid: the field stands here twice, first in line 1");
  }

  @Test
  void an_unknown_word_comes_with_those_that_are_known() {
    SpecTextException e =
        refused("{\"user_sid\": \"SY\", \"logon_session_id\": 1, \"audit_policy\": [\"object-access\"]}");
    assertThat(e.word()).isEqualTo("object-access");
    assertThat(e.known()).containsExactly(
        "object-access-success", "object-access-failure", "privilege-use-success", "privilege-use-failure");
    e = refused("{\"user_sid\": \"SY\", \"grops\": []}");
    assertThat(e.word()).isEqualTo("grops");
    assertThat(e.known()).contains("groups", "logon_session_id").doesNotContain("user_sid");
  }

  @Test
  void a_long_word_is_shown_in_part_and_is_no_mistyped_one() {
    SpecTextException e = refused("{\"" + "\ud83d\ude00x".repeat(300_000) + "\": 1}");
    assertThat(e.getMessage()).hasSizeLessThan(200);
    assertThat(e.word()).isEmpty();
    assertThat(e.known()).isEmpty();
  }

  @Test
  void a_claim_may_not_have_more_than_the_format_holds() {
    List<String> values = new ArrayList<>(java.util.Collections.nCopies(1025, "0"));
    String claim = "{\"user_sid\": \"SY\", \"logon_session_id\": 1, \"user_claims\": [{\"name\": \"%s\", "
        + "\"type\": \"int64\", \"values\": %s}]}";
    assertThat(refused(claim.formatted("a", values)).reason()).isEqualTo("a claim has at most 1024 values");
    assertThat(refused(claim.formatted("a".repeat(256), "[]")).reason())
        .isEqualTo("a claim's name has at most 255 UTF-16 units");
  }

  @Test
  void a_text_larger_than_a_mebibyte_is_refused_whatever_is_in_it() throws Exception {
    String spec = "{\"user_sid\": \"SY\", \"logon_session_id\": 1}";
    String largest = spec + " ".repeat(TokenSpecText.MAX_SIZE - spec.length());
    TokenSpec read = TokenSpecText.parse(largest);
    assertThat(read.logonSessionId()).isEqualTo(1);
    assertThat(refused(largest + " ")).hasMessage(
        "line 1, column 1: the text has 1048577 characters; at most 1048576 are allowed");
    SpecTextException e = catchThrowableOfType(
        SpecTextException.class, () -> TokenSpecText.parse(new byte[TokenSpecText.MAX_SIZE + 1]));
    assertThat(e).hasMessage("line 1, column 1: the text has 1048577 bytes; at most 1048576 are allowed");
  }

  @Test
  void what_is_no_utf_8_is_refused_where_it_begins() {
    SpecTextException e = catchThrowableOfType(
        SpecTextException.class, () -> TokenSpecText.parse(new byte[] {'{', '\n', ' ', (byte) 0xC3, '}'}));
    assertThat(e).hasMessage("line 2, column 2: no UTF-8");
    e = catchThrowableOfType(
        SpecTextException.class, () -> TokenSpecText.parse(new byte[] {'{', (byte) 0xE2, (byte) 0x82}));
    assertThat(e).hasMessage("line 1, column 2: no UTF-8");
  }
}
