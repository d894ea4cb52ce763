package dev.tokend.surface.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value (RFC 8259) that knows where it stands. */
sealed interface JsonValue {
  /** Where it begins. */
  Place place();

  /** What it is, for a message about something else that was expected. */
  String kind();

  /** Text. */
  record Text(Place place, String value) implements JsonValue {
    @Override
    public String kind() {
      return "text";
    }
  }

  /** A number as it is written. */
  record Numeral(Place place, String digits) implements JsonValue {
    @Override
    public String kind() {
      return "a number";
    }
  }

  /** true or false. */
  record Truth(Place place, boolean value) implements JsonValue {
    @Override
    public String kind() {
      return value ? "true" : "false";
    }
  }

  /** null. */
  record Nothing(Place place) implements JsonValue {
    @Override
    public String kind() {
      return "null";
    }
  }

  /** A list. */
  record Items(Place place, List<JsonValue> values) implements JsonValue {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * An object; its names differ.
   *
   * @param members in the order of the text
   */
  record Members(Place place, Map<String, Member> members) implements JsonValue {
    @Override
    public String kind() {
      return "an object";
    }

    /** Refuses members of other names. */
    Members allow(List<String> names) throws SpecTextException {
      for (Map.Entry<String, Member> member : members.entrySet()) {
        if (!names.contains(member.getKey())) {
          List<String> open = new ArrayList<>(names);
          open.removeAll(members.keySet());
          throw member.getValue().namePlace().unknown("field", member.getKey(), open);
        }
      }
      return this;
    }

    /** The value of a member, null where there is none of that name. */
    @Nullable JsonValue optional(String name) {
      Member member = members.get(name);
      return member == null ? null : member.value();
    }

    /** The value of a member that must be there. */
    JsonValue required(String name) throws SpecTextException {
      JsonValue value = optional(name);
      if (value == null) {
        throw place.fail("the field " + name + " is missing");
      }
      return value;
    }
  }

  /**
   * A member of an object.
   *
   * @param namePlace where its name begins
   * @param value its value
   */
  record Member(Place namePlace, JsonValue value) {}

  /** The text that this is to be. */
  default String text(String expected) throws SpecTextException {
    if (this instanceof Text text) {
      return text.value();
    }
    throw expected(expected);
  }

  /** The truth value that this is to be. */
  default boolean truth() throws SpecTextException {
    if (this instanceof Truth truth) {
      return truth.value();
    }
    throw expected("true or false");
  }

  /** The items of the list that this is to be. */
  default List<JsonValue> items(String expected) throws SpecTextException {
    if (this instanceof Items items) {
      return items.values();
    }
    throw expected(expected);
  }

  /** The object that this is to be, with members of these names only. */
  default Members members(String expected, List<String> names) throws SpecTextException {
    if (this instanceof Members members) {
      return members.allow(names);
    }
    throw expected(expected);
  }

  /** The failure that something else was expected here. */
  default SpecTextException expected(String what) {
    return place().fail("expected " + what + ", found " + kind());
  }
}
