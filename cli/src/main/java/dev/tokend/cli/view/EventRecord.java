package dev.tokend.cli.view;

import com.google.gson.stream.JsonReader;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sid.Sid;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one line of the audit trail, by their names: those of an object within it as {@code object.field}; a
 * field that is there several times, in the objects of a list, has its values with commas between.
 */
public final class EventRecord {
  private final Map<String, String> fields = new HashMap<>();

  private EventRecord() {}

  /** Reads a line; null if it is no JSON object. */
  public static @Nullable EventRecord parse(String line) {
    EventRecord event = new EventRecord();
    JsonReader in = new JsonReader(new StringReader(line));
    try {
      event.object(in, "");
      return event;
    } catch (IOException | IllegalStateException e) {
      // Another authority's idea of an event.
      return null;
    }
  }

  private void object(JsonReader in, String prefix) throws IOException {
    in.beginObject();
    while (in.hasNext()) {
      value(in, prefix + in.nextName());
    }
    in.endObject();
  }

  private void value(JsonReader in, String name) throws IOException {
    switch (in.peek()) {
      case BEGIN_OBJECT -> object(in, name + ".");
      case BEGIN_ARRAY -> {
        in.beginArray();
        while (in.hasNext()) {
          value(in, name);
        }
        in.endArray();
      }
      case NULL -> in.nextNull();
      case BOOLEAN -> put(name, String.valueOf(in.nextBoolean()));
      default -> put(name, in.nextString());
    }
  }

  private void put(String name, String value) {
    String before = fields.get(name);
    fields.put(name, before == null ? value : before + ", " + value);
  }

  /** Whether there is such a field, and it is not null. */
  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** A field's value, or nothing. */
  public String text(String name) {
    String value = fields.get(name);
    return value == null ? "" : value;
  }

  /** Whether a field says true. */
  public boolean is(String name) {
    return text(name).equals("true");
  }

  /** A field's value as a number of up to 64 bits, decimal or {@code 0x...}; 0 where it is none. */
  public long number(String name) {
    String value = text(name);
    try {
      return value.startsWith("0x") ? Long.parseUnsignedLong(value, 2, value.length(), 16) : Long.parseLong(value);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** A field's value as a SID, or null. */
  public @Nullable Sid sid(String name) {
    try {
      return has(name) ? Sid.parse(text(name)) : null;
    } catch (MalformedException e) {
      return null;
    }
  }

  /** The SIDs that a reader would like to have named. */
  public List<Sid> sids() {
    List<Sid> found = new ArrayList<>();
    for (String name : List.of("caller.user_sid", "user_sid", "target_user_sid", "previous_user_sid")) {
      Sid sid = sid(name);
      if (sid != null) {
        found.add(sid);
      }
    }
    return found;
  }
}
