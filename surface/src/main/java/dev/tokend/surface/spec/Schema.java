package dev.tokend.surface.spec;

/** The name of the contract that JSON output carries. It is taken on reading, so that such output is input too. */
final class Schema {
  static final String FIELD = "schema";
  private static final String NAME = "token/1";

  private Schema() {}

  static void print(JsonLines out, SpecStyle style) {
    if (style.schema()) {
      out.member(FIELD, JsonLines.quote(NAME), "");
    }
  }

  static void check(JsonValue.Members members) throws SpecTextException {
    JsonValue schema = members.optional(FIELD);
    if (schema != null && !schema.text("\"" + NAME + "\"").equals(NAME)) {
      throw schema.place().fail("expected \"" + NAME + "\"");
    }
  }
}
