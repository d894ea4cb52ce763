package dev.tokend.kacs.sddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.condition.Condition;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of security-descriptors §10.9, and every pair of text and bytes in the test vectors. */
class SddlExamplesTest {
  static List<String[]> examples() {
    return Rows.table("/sddl/examples.tsv");
  }

  static List<String> rejected() {
    return Rows.lines("/sddl/rejected.txt");
  }

  static List<JsonObject> vectors() {
    return Rows.lines("/vectors/access-check.jsonl").stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  @Test
  void the_tables_are_complete() {
    assertThat(examples()).hasSize(15);
    assertThat(rejected()).hasSize(23);
    assertThat(vectors()).hasSize(271);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_has_its_bytes_and_its_canonical_text(String text, String canonical, String base64) throws Exception {
    SecurityDescriptor parsed = Sddl.parse(text);
    assertThat(encode(parsed.toByteArray())).isEqualTo(base64);
    assertThat(Sddl.print(parsed)).isEqualTo(canonical);
    assertThat(Sddl.parse(canonical)).isEqualTo(parsed);
    assertThat(Sddl.print(SecurityDescriptor.parse(decode(base64)))).isEqualTo(canonical);
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void an_invalid_text_is_refused_at_a_place_within_it(String text) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Sddl.parse(text))
        .satisfies(e -> assertThat(e.offset()).isBetween(0, text.length()))
        .satisfies(e -> assertThat(e.structure()).isEqualTo("SDDL"));
  }

  @Test
  void every_descriptor_of_the_vectors_has_its_text_in_both_directions() throws Exception {
    int pairs = 0;
    for (JsonObject vector : vectors()) {
      JsonElement text = vector.get("sd_sddl");
      if (text.isJsonNull()) {
        continue;
      }
      pairs++;
      String id = vector.get("id").getAsString();
      String base64 = vector.get("sd_base64").getAsString();
      SecurityDescriptor parsed = Sddl.parse(text.getAsString());
      assertThat(encode(parsed.toByteArray())).as(id).isEqualTo(base64);
      assertThat(Sddl.print(parsed)).as(id).isEqualTo(text.getAsString());
      // The one malformed in structure: MAXIMUM_ALLOWED in a mask, which SDDL leaves to the binary parser.
      if (!id.equals("AC-025")) {
        assertThat(Sddl.print(SecurityDescriptor.parse(decode(base64)))).as(id).isEqualTo(text.getAsString());
      }
    }
    assertThat(pairs).isEqualTo(267);
  }

  @Test
  void descriptors_without_a_text_are_refused_by_the_printer() throws Exception {
    int refused = 0;
    for (JsonObject vector : vectors()) {
      if (vector.get("sd_sddl").isJsonNull() && !vector.get("sd_base64").isJsonNull()) {
        refused++;
        SecurityDescriptor descriptor = SecurityDescriptor.parse(decode(vector.get("sd_base64").getAsString()));
        assertThatExceptionOfType(InexpressibleException.class)
            .as(vector.get("id").getAsString())
            .isThrownBy(() -> Sddl.print(descriptor))
            .satisfies(e -> assertThat(e.part()).isEqualTo("ACE 0 of the DACL"));
      }
    }
    assertThat(refused).isEqualTo(3);
  }

  @Test
  void every_part_of_a_policy_rule_has_its_text_in_both_directions() throws Exception {
    int acls = 0;
    int conditions = 0;
    for (JsonObject vector : vectors()) {
      for (JsonElement policy : vector.getAsJsonArray("policies")) {
        JsonArray rules = policy.getAsJsonObject().getAsJsonArray("rules");
        for (JsonElement element : rules) {
          JsonObject rule = element.getAsJsonObject();
          acls += assertAcl(rule, "dacl", AclSection.DACL);
          acls += assertAcl(rule, "staged_dacl", AclSection.DACL);
          acls += assertAcl(rule, "sacl", AclSection.SACL);
          acls += assertAcl(rule, "staged_sacl", AclSection.SACL);
          conditions += assertCondition(rule);
        }
      }
    }
    assertThat(acls).isGreaterThan(10);
    assertThat(conditions).isGreaterThan(3);
  }

  private static int assertAcl(JsonObject rule, String key, AclSection section) throws Exception {
    if (rule.get(key).isJsonNull()) {
      return 0;
    }
    String text = rule.get(key).getAsString();
    String base64 = rule.get(key + "_base64").getAsString();
    assertThat(encode(Sddl.parseAcl(text, section).toByteArray())).isEqualTo(base64);
    assertThat(Sddl.printAcl(Acl.parse(decode(base64)), section)).isEqualTo(text);
    return 1;
  }

  private static int assertCondition(JsonObject rule) throws Exception {
    if (rule.get("applies_to").isJsonNull()) {
      return 0;
    }
    String text = rule.get("applies_to").getAsString();
    Bytes code = Bytes.of(decode(rule.get("applies_to_base64").getAsString()));
    assertThat(ConditionText.parse(text)).isEqualTo(Condition.decode(code));
    assertThat(ConditionText.print(Condition.decode(code))).isEqualTo(text);
    return 1;
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] decode(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
