package dev.tokend.surface.spec;

import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Claims (formats §6), typed: {@code {"name": "dept", "type": "string", "flags": [], "values": ["eng", "ops"]}}.
 * Numbers are text, SIDs as everywhere, octets hex; a truth value other than 0 and 1 is that number.
 */
final class ClaimWords {
  private static final List<String> FIELDS = List.of("name", "type", "flags", "values");
  private static final List<ClaimType> TYPES = supportedTypes();

  private ClaimWords() {}

  static List<Claim> read(JsonValue value) throws SpecTextException {
    List<Claim> claims = new ArrayList<>();
    for (JsonValue item : value.items("a list of claims")) {
      claims.add(claim(item.members("an object with name, type, flags and values", FIELDS)));
    }
    return claims;
  }

  private static Claim claim(JsonValue.Members members) throws SpecTextException {
    JsonValue name = members.required("name");
    String text = name.text("text");
    if (text.length() > Claim.MAX_NAME_UNITS) {
      throw name.place().fail("a claim's name has at most " + Claim.MAX_NAME_UNITS + " UTF-16 units");
    }
    ClaimType type = Words.read(members.required("type"), TYPES, "claim type");
    JsonValue flags = members.optional("flags");
    JsonValue list = members.required("values");
    List<JsonValue> items = list.items("a list of values");
    if (items.size() > Claim.MAX_VALUES) {
      throw list.place().fail("a claim has at most " + Claim.MAX_VALUES + " values");
    }
    List<ClaimValue> values = new ArrayList<>();
    for (JsonValue item : items) {
      values.add(value(type, item));
    }
    try {
      return new Claim(text, type, flags == null ? 0 : FlagWords.CLAIM_FLAGS.read(flags), values);
    } catch (IllegalArgumentException e) {
      throw name.place().fail("a NUL or a lone surrogate in a claim's name");
    }
  }

  private static ClaimValue value(ClaimType type, JsonValue item) throws SpecTextException {
    return switch (type) {
      case INT64 -> new ClaimValue.Int64(Numbers.i64(item));
      case UINT64 -> new ClaimValue.UInt64(Numbers.u64(item));
      case STRING -> text(item);
      case SID -> new ClaimValue.SidValue(SidWords.read(item));
      case BOOLEAN -> new ClaimValue.Bool(
          item instanceof JsonValue.Truth truth ? (truth.value() ? 1 : 0) : Numbers.u64(item));
      case OCTET -> new ClaimValue.Octets(HexText.parse(item.text("bytes in hex"), item.place()));
      case FQBN -> throw new AssertionError(type);
    };
  }

  private static ClaimValue text(JsonValue item) throws SpecTextException {
    String text = item.text("text");
    try {
      return new ClaimValue.Text(text);
    } catch (IllegalArgumentException e) {
      throw item.place().fail("a NUL or a lone surrogate in a claim's value");
    }
  }

  /** Adds a list of claims. */
  static void print(JsonLines out, String name, List<Claim> claims, SidWords sids) {
    out.beginList(name);
    for (Claim claim : claims) {
      StringBuilder json = new StringBuilder("{\"name\": ").append(JsonLines.quote(claim.name()));
      json.append(", \"type\": ").append(JsonLines.quote(Words.of(claim.type())));
      json.append(", \"flags\": ").append(JsonLines.list(FlagWords.CLAIM_FLAGS.print(claim.flags())));
      json.append(", \"values\": [");
      String between = "";
      for (ClaimValue value : claim.values()) {
        json.append(between).append(print(value, sids));
        between = ", ";
      }
      out.item(json.append("]}").toString(), "");
    }
    out.endList();
  }

  private static String print(ClaimValue value, SidWords sids) {
    return switch (value) {
      case ClaimValue.Int64(long number) -> JsonLines.quote(Long.toString(number));
      case ClaimValue.UInt64(long number) -> JsonLines.quote(Long.toUnsignedString(number));
      case ClaimValue.Text text -> JsonLines.quote(text.value());
      case ClaimValue.SidValue sid -> sids.print(sid.value());
      case ClaimValue.Bool(long raw) when raw == 0 || raw == 1 -> raw == 1 ? "true" : "false";
      case ClaimValue.Bool(long raw) -> JsonLines.quote(Long.toUnsignedString(raw));
      case ClaimValue.Octets octets -> JsonLines.quote(HexText.print(octets.value()));
    };
  }

  private static List<ClaimType> supportedTypes() {
    List<ClaimType> types = new ArrayList<>();
    for (ClaimType type : ClaimType.values()) {
      if (type.supported()) {
        types.add(type);
      }
    }
    return types;
  }
}
