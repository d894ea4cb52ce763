package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Set;

/** What docs/json.md promises of every document, whatever it is about. */
final class JsonContract {
  private static final Set<String> WORDS = Set.of(
      "kind", "type", "word", "impersonation_level", "elevation", "logon_type", "before", "after", "level",
      "requested_level");

  private JsonContract() {}

  static void check(JsonObject document) {
    assertThat(document.keySet().iterator().next()).isEqualTo("schema");
    assertThat(document.get("schema").getAsString()).isEqualTo("token/1");
    member("", document);
  }

  private static void member(String name, JsonElement value) {
    if (value instanceof JsonObject object) {
      object(name, object);
    } else if (value instanceof JsonArray array) {
      array.forEach(element -> member(name, element));
    } else if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
      assertThat(value.getAsLong()).as("%s is of 64 bits and a number", name).isBetween(-1L << 32, 1L << 32);
    } else if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isString() && WORDS.contains(name)) {
      assertThat(value.getAsString()).as(name).matches("[a-z][a-z0-9 -]*");
    }
  }

  private static void object(String name, JsonObject object) {
    if (object.has("mask")) {
      assertThat(object.keySet()).as(name).containsExactly("mask", "names");
      assertThat(object.get("mask").getAsString()).as(name).matches("0x([0-9a-f]{8}|[0-9a-f]{16})");
      assertThat(object.get("names").isJsonArray()).as(name).isTrue();
    }
    if (object.has("sid") && object.has("name")) {
      assertThat(object.get("sid").getAsString()).as(name).startsWith("S-1-");
    }
    if (object.has("id")) {
      assertThat(object.get("id").getAsJsonPrimitive().isString()).as(name + ".id").isTrue();
    }
    if (object.has("error")) {
      assertThat(object.getAsJsonObject("error").keySet()).containsExactly(
          "exit", "kind", "what", "why", "facts", "near", "errno", "operation", "check", "needs", "target_user");
    }
    for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
      member(entry.getKey(), entry.getValue());
    }
  }
}
