package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckBatchTest {
  private static final String SYSTEM = "\"token\":{\"user\":\"S-1-5-18\"}";

  private final FakeAuthority authority = FakeAuthority.ofGoldenFiles();

  @TempDir private Path folder;

  private Outcome check(String in) {
    return Outcome.of(authority, in.getBytes(StandardCharsets.UTF_8), "check", "--batch");
  }

  private List<JsonObject> results(Outcome outcome) {
    List<JsonObject> results = new ArrayList<>();
    for (String line : outcome.out().lines().toList()) {
      results.add(Vectors.json(line));
    }
    return results;
  }

  /** What the command has to print for a vector. */
  private static JsonObject expected(JsonObject vector) {
    boolean error = !vector.get("expected_error").isJsonNull();
    JsonObject expected = new JsonObject();
    expected.add("id", vector.get("id"));
    expected.add("granted", vector.get("expected_granted"));
    expected.add("allowed", vector.get("expected_allowed"));
    expected.add("error", vector.get("expected_error"));
    boolean parts = !error && vector.has("object_types") && !vector.get("object_types").isJsonNull();
    expected.add("node_granted", parts ? vector.get("expected_node_granted") : JsonNull.INSTANCE);
    expected.add("privileges_used", error ? new JsonArray() : vector.get("expected_privileges_used"));
    return expected;
  }

  private void compare(List<String> lines) {
    Outcome outcome = check(String.join("\n", lines) + "\n");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    List<JsonObject> results = results(outcome);
    assertThat(results).hasSameSizeAs(lines);
    for (int i = 0; i < lines.size(); i++) {
      JsonObject result = results.get(i);
      JsonElement detail = result.remove("detail");
      boolean malformed = result.get("error").equals(new JsonPrimitive("malformed-sd"));
      assertThat(detail.isJsonNull()).as(lines.get(i)).isIn(!malformed, true);
      assertThat(result).as(lines.get(i)).isEqualTo(expected(Vectors.json(lines.get(i))));
    }
  }

  private static List<String> changed(UnaryOperator<JsonObject> change) {
    List<String> lines = new ArrayList<>();
    for (String line : Vectors.lines()) {
      lines.add(change.apply(Vectors.json(line)).toString());
    }
    return lines;
  }

  @Test
  void every_public_vector_gets_its_expected_answer_in_order() {
    assertThat(Vectors.lines()).hasSize(271);
    compare(Vectors.lines());
  }

  @Test
  void the_text_forms_mean_the_same_as_the_binary_ones() {
    compare(changed(vector -> {
      if (!vector.get("sd_sddl").isJsonNull()) {
        vector.remove("sd_base64");
      }
      for (JsonElement policy : vector.getAsJsonArray("policies")) {
        for (JsonElement rule : policy.getAsJsonObject().getAsJsonArray("rules")) {
          rule.getAsJsonObject().keySet().removeIf(key -> key.endsWith("_base64"));
        }
      }
      return vector;
    }));
  }

  @Test
  void the_binary_forms_count_where_both_are_there_in_any_order() {
    compare(changed(vector -> {
      JsonObject turned = new JsonObject();
      List<String> keys = new ArrayList<>(vector.keySet());
      for (String key : keys.reversed()) {
        turned.add(key, key.equals("sd_sddl") && !vector.get("sd_base64").isJsonNull()
            ? new JsonPrimitive("O:not SDDL") : vector.get(key));
      }
      return turned;
    }));
  }

  @Test
  void what_is_left_out_is_as_in_a_plain_token_and_a_plain_request() {
    compare(changed(vector -> {
      JsonObject token = vector.getAsJsonObject("token");
      JsonObject plain = Vectors.json("""
          {"user_deny_only":false,"groups":[],"device_groups":[],"restricted_sids":[],"restricted_device_groups":[],
           "write_restricted":false,"confinement_sid":null,"confinement_capabilities":[],"confinement_exempt":false,
           "integrity":8192,"mandatory_policy":1,"privileges_enabled":[],"token_type":"primary",
           "impersonation_level":"anonymous","audit_policy":0,"logon_session_dead":false,"user_claims":[],
           "device_claims":[]}""");
      token.entrySet().removeIf(entry -> entry.getValue().equals(plain.get(entry.getKey())));
      JsonObject request = Vectors.json("""
          {"pip_type":0,"pip_trust":0,"sd_base64":null,"sd_sddl":null,"mapping":"file","privilege_intent":0,
           "self_sid":null,"local_claims":[],"object_types":null,"policies":[]}""");
      JsonObject brief = new JsonObject();
      vector.entrySet().forEach(entry -> {
        if (!entry.getValue().equals(request.get(entry.getKey()))) {
          brief.add(entry.getKey(), entry.getValue());
        }
      });
      return brief;
    }));
  }

  @Test
  void a_file_is_read_like_standard_input() throws IOException {
    Path file = folder.resolve("lines.jsonl");
    Files.write(file, Vectors.lines());
    Outcome fromFile = Outcome.of(authority, new byte[0], "check", "--batch", file.toString());
    assertThat(fromFile).isEqualTo(check(Files.readString(file)));
    assertThat(Outcome.of(authority, Files.readAllBytes(file), "check", "--batch", "-")).isEqualTo(fromFile);
  }

  @Test
  void no_authority_is_asked() {
    check(Vectors.lines().getFirst());
    assertThat(authority.startings).isEmpty();
  }

  @Test
  void order_is_kept_over_many_blocks() {
    StringBuilder in = new StringBuilder();
    int count = 20_000;
    for (int i = 0; i < count; i++) {
      in.append("{\"id\":\"").append(i).append("\",").append(SYSTEM)
          .append(",\"sd_sddl\":\"O:SYD:(A;;0x").append(Integer.toHexString(i % 512)).append(";;;SY)\"")
          .append(",\"desired\":\"0x").append(Integer.toHexString(i % 512)).append("\"}\n");
    }
    List<JsonObject> results = results(check(in.toString()));
    assertThat(results).hasSize(count);
    for (int i = 0; i < count; i++) {
      assertThat(results.get(i).get("id").getAsString()).isEqualTo(Integer.toString(i));
      assertThat(Integer.decode(results.get(i).get("granted").getAsString()) & 0x1FF).isEqualTo(i % 512);
    }
  }

  @Test
  void a_bad_line_gets_an_answer_and_the_rest_goes_on() {
    String good = "{\"id\":\"good\"," + SYSTEM + ",\"sd_sddl\":\"O:SYD:(A;;0x1;;;SY)\",\"desired\":\"0x1\"}";
    Outcome outcome = check(good + "\nnonsense\n\n{\"id\":\"cut\",\"token\":{\"user\":\n" + good);
    assertThat(outcome.status()).isEqualTo(4);
    assertThat(outcome.err()).isEmpty();
    List<JsonObject> results = results(outcome);
    assertThat(results).extracting(result -> result.get("error").isJsonNull() ? "" : result.get("error").getAsString())
        .containsExactly("", "bad-line", "bad-line", "bad-line", "");
    assertThat(results).extracting(result -> result.get("id").isJsonNull() ? "" : result.get("id").getAsString())
        .containsExactly("good", "", "", "cut", "good");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
    "{'id':'x'}|no token",
    "{'id':'x',TOKEN}|no desired mask",
    "[]|$: expected an object",
    "{'id':'x',TOKEN,'desired':'1'}|$.desired: expected a mask, \"0x\" and up to 8 hex digits",
    "{'id':'x',TOKEN,'desired':'0x123456789'}|$.desired: expected a mask, \"0x\" and up to 8 hex digits",
    "{'id':'x',TOKEN,'desired':4294967296}|$.desired: expected an integer from 0 to 4294967295",
    "{'id':'x',TOKEN,'desired':1.5}|$.desired: expected an integer from 0 to 4294967295",
    "{'id':'x','token':{'user':'S-1-5-x'}}|$.token.user: SID: digit of a sub-authority expected at offset 6",
    "{'id':'x','token':{'groups':[]}}|$.token: a token needs a user",
    "{'id':'x','token':{'user':'S-1-5-18','group':[]}}|$.token.group: no such member, \"group\"",
    "{'id':'x','token':{'user':'S-1-5-18','groups':[{'sid':'S-1-1-0'}]}}|"
        + "$.token.groups[0]: a group needs sid and attrs",
    "{'id':'x','token':{'user':'S-1-5-18','privileges_enabled':['SeFly']}}|"
        + "$.token.privileges_enabled[0]: expected the name of a privilege",
    "{'id':'x','token':{'user':'S-1-5-18','user_claims':[{'name':'a','values':[1]}]}}|"
        + "$.token.user_claims[0].values: the type of a claim must come before its values",
    "{'id':'x','token':{'user':'S-1-5-18','user_claims':[{'name':'a','type':'OCTET','flags':0,'values':['0']}]}}|"
        + "$.token.user_claims[0].values[0]: expected pairs of hex digits",
    "{'id':'x',TOKEN,'mapping':'door','desired':'0x1'}|$.mapping: expected the name of a mapping, or four masks",
    "{'id':'x',TOKEN,'sd_base64':'A','desired':'0x1'}|"
        + "$.sd_base64: not base64: Input byte[] should at least have 2 bytes for base64 bytes",
    "{'id':'x',TOKEN,'object_types':[{'level':0,'guid':'x'}],'desired':'0x1'}|"
        + "$.object_types[0].guid: GUID: does not have the form of 8-4-4-4-12 hex digits at offset 0",
    "{'id':'x',TOKEN,'policies':[{'sid':'S-1-17-1','rules':[{}]}],'desired':'0x1'}|"
        + "$.policies[0].rules[0]: a rule needs a DACL",
    "{'id':'x'} {}|not JSON: something follows the end of the value at byte 11, counted from 0",
    "{'id':'x',}|not JSON: expected a name at byte 10, counted from 0",
    "{'id':'x'|not JSON: it ends too early",
  })
  void a_bad_line_says_where_and_why(String line, String detail) {
    String json = line.replace("TOKEN", SYSTEM).replace('\'', '"');
    JsonObject result = results(check(json)).getFirst();
    assertThat(result.get("detail").getAsString()).isEqualTo(detail);
    assertThat(result.get("error").getAsString()).isEqualTo("bad-line");
  }

  @Test
  void a_malformed_descriptor_is_an_answer_with_its_position() {
    Outcome outcome = check("{" + SYSTEM + ",\"sd_sddl\":\"O:SYD:(A;;ZZ;;;WD)\",\"desired\":\"0x1\"}");
    assertThat(outcome.status()).isZero();
    assertThat(results(outcome).getFirst().get("error").getAsString()).isEqualTo("malformed-sd");
    assertThat(results(outcome).getFirst().get("detail").getAsString())
        .isEqualTo("SDDL: unknown right ZZ at offset 10");
  }

  @Test
  void too_many_local_claims_are_an_invalid_parameter() {
    String claim = "{\"name\":\"n\",\"type\":\"STRING\",\"flags\":0,\"values\":[\"" + "x".repeat(40_000) + "\"]}";
    JsonObject result = results(check("{" + SYSTEM + ",\"sd_sddl\":\"O:SYD:NO_ACCESS_CONTROL\",\"desired\":\"0x1\","
        + "\"local_claims\":[" + claim + "]}")).getFirst();
    assertThat(result.get("error").getAsString()).isEqualTo("invalid-parameter");
  }

  @Test
  void a_line_without_a_token_asks_for_that_of_the_flag() throws IOException {
    Path token = folder.resolve("token.json");
    Files.writeString(token, "{\"user\": \"S-1-5-21-1-2-3-1001\"}");
    String lines = "{\"id\":\"1\",\"sd_sddl\":\"O:SYD:(A;;0x1;;;S-1-5-21-1-2-3-1001)\",\"desired\":\"0x1\"}\n"
        + "{\"id\":\"2\"," + SYSTEM + ",\"sd_sddl\":\"O:BAD:(A;;0x1;;;S-1-5-21-1-2-3-1001)\",\"desired\":\"0x1\"}\n";
    Outcome outcome = Outcome.of(
        authority, lines.getBytes(StandardCharsets.UTF_8), "check", "--batch", "--token", token.toString());
    assertThat(results(outcome)).extracting(result -> result.get("allowed").getAsBoolean())
        .containsExactly(true, false);
  }

  @Test
  void an_id_may_be_any_text() {
    assertThat(results(check("{\"id\":\"\u00e9\\u2028\\\"\ud83d\ude00\"}")).getFirst().get("id").getAsString())
        .isEqualTo("\u00e9\u2028\"\ud83d\ude00");
  }

  @ParameterizedTest
  @CsvSource({"--explain", "--pid=3", "--access=read", "--type=file", "--intent=backup", "--self-sid=SY"})
  void a_flag_of_a_single_check_is_a_usage_error(String flag) {
    assertThat(Outcome.of(authority, new byte[0], "check", "--batch", flag).status()).isEqualTo(1);
  }

  @Test
  void a_file_that_is_not_there_is_an_error() {
    Outcome outcome = Outcome.of(authority, new byte[0], "check", "--batch", "/no/such/file");
    assertThat(outcome.status()).isEqualTo(5);
    assertThat(outcome.err()).startsWith("token: cannot read ").contains("/no/such/file");
  }
}
