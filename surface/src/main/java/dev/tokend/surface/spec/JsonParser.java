package dev.tokend.surface.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses JSON of RFC 8259 with comments and nothing else: no trailing commas, no other quotes, no name twice in an
 * object. Written here because it has to say at which line, column and field something is wrong that is good JSON; and
 * because what is lenient about comments elsewhere is lenient about much more.
 */
final class JsonParser {
  /** More than any spec nests. It keeps hostile text from exhausting the stack. */
  private static final int MAX_DEPTH = 8;

  private final JsonScanner in;

  private JsonParser(JsonScanner in) {
    this.in = in;
  }

  /** Parses the one value that the whole text is. */
  static JsonValue parse(String text) throws SpecTextException {
    JsonScanner in = new JsonScanner(text);
    Place start = Place.root(text, in.offset());
    in.skipSpace(start);
    Place root = start.at(in.offset());
    JsonValue value = new JsonParser(in).value(root, 0);
    in.skipSpace(root);
    if (in.peek() != JsonScanner.END) {
      throw root.at(in.offset()).fail("expected the end of the text, found " + in.found());
    }
    return value;
  }

  private JsonValue value(Place place, int depth) throws SpecTextException {
    if (depth == MAX_DEPTH) {
      throw place.fail("more than " + MAX_DEPTH + " lists and objects in each other");
    }
    int c = in.peek();
    if (c == '{') {
      return members(place, depth);
    }
    if (c == '[') {
      return items(place, depth);
    }
    if (c == '"') {
      return new JsonValue.Text(place, in.string(place));
    }
    if (c == '-' || JsonScanner.isDigit(c)) {
      return new JsonValue.Numeral(place, in.number(place));
    }
    String found = in.found();
    return switch (in.letters()) {
      case "true" -> new JsonValue.Truth(place, true);
      case "false" -> new JsonValue.Truth(place, false);
      case "null" -> new JsonValue.Nothing(place);
      case "" -> throw place.fail("expected a value, found " + found);
      default -> throw place.fail("expected a value; words stand in double quotes");
    };
  }

  private JsonValue members(Place place, int depth) throws SpecTextException {
    Map<String, JsonValue.Member> members = new LinkedHashMap<>();
    if (!opens(place, '}')) {
      do {
        if (in.peek() != '"') {
          throw place.at(in.offset()).fail("expected a name in double quotes, found " + in.found());
        }
        int nameAt = in.offset();
        String name = in.string(place);
        Place namePlace = place.member(name, nameAt);
        JsonValue.Member before = members.get(name);
        if (before != null) {
          throw namePlace.fail("the field stands here twice, first in line " + before.namePlace().line());
        }
        in.skipSpace(place);
        if (in.peek() != ':') {
          throw namePlace.at(in.offset()).fail("expected ':' after the name, found " + in.found());
        }
        in.skip();
        in.skipSpace(place);
        JsonValue value = value(place.member(name, in.offset()), depth + 1);
        members.put(name, new JsonValue.Member(namePlace, value));
      } while (continues(place, '}'));
    }
    return new JsonValue.Members(place, members);
  }

  private JsonValue items(Place place, int depth) throws SpecTextException {
    List<JsonValue> values = new ArrayList<>();
    if (!opens(place, ']')) {
      do {
        values.add(value(place.item(values.size(), in.offset()), depth + 1));
      } while (continues(place, ']'));
    }
    return new JsonValue.Items(place, values);
  }

  /** Passes the bracket that opens here, and the one that closes if it follows at once; says whether it did. */
  private boolean opens(Place place, char close) throws SpecTextException {
    in.skip();
    in.skipSpace(place);
    if (in.peek() != close) {
      return false;
    }
    in.skip();
    return true;
  }

  /** Passes the comma or the closing bracket after a part; says whether another part follows. */
  private boolean continues(Place place, char close) throws SpecTextException {
    in.skipSpace(place);
    if (in.peek() == close) {
      in.skip();
      return false;
    }
    if (in.peek() != ',') {
      throw place.at(in.offset()).fail("expected ',' or '" + close + "', found " + in.found());
    }
    int comma = in.offset();
    in.skip();
    in.skipSpace(place);
    if (in.peek() == close) {
      throw place.at(comma).fail("no comma stands before '" + close + "'");
    }
    return true;
  }
}
