package dev.tokend.surface.spec;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.WellKnownSids;
import dev.tokend.kacs.sddl.SidText;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SIDs as text: {@code S-1-...}, an SDDL alias of two letters, or a well-known name such as {@code Everyone},
 * {@code BUILTIN\Administrators} or {@code Administrators}, in any case.
 */
final class SidWords {
  private static final int ALIAS = 2;

  private final SpecStyle style;

  SidWords(SpecStyle style) {
    this.style = style;
  }

  static Sid read(JsonValue value) throws SpecTextException {
    String text = value.text("a SID");
    if (text.startsWith("S-") || text.startsWith("s-") || text.length() == ALIAS) {
      try {
        return SidText.parse(text);
      } catch (MalformedException e) {
        throw value.place().fail(
            "no SID: " + Place.quoted(text) + ", " + e.reason() + " (character " + e.offset() + ")");
      }
    }
    Sid named = WellKnownSids.byLabel(text);
    if (named == null) {
      throw value.place().unknown("SID", text, List.of());
    }
    return named;
  }

  /** The SID as JSON text. */
  String print(Sid sid) {
    return JsonLines.quote(word(sid));
  }

  /** What is to stand in a comment beside the SID; empty for nothing. */
  String comment(Sid sid) {
    SidLabels labels = style.labels();
    String label = labels == null ? null : labels.label(sid);
    return label == null || label.equals(word(sid)) ? "" : label;
  }

  private String word(Sid sid) {
    String name = style.wellKnownNames() ? ownName(sid) : null;
    return name == null || name.length() == ALIAS ? sid.toString() : name;
  }

  /** The well-known name that stands for this SID alone, and so can be read back; null where it has none. */
  static @Nullable String ownName(Sid sid) {
    String label = WellKnownSids.label(sid);
    return label != null && sid.equals(WellKnownSids.byLabel(label)) ? label : null;
  }

  /** A list of SIDs with attributes. */
  static List<SidAndAttributes> readGroups(JsonValue value, int max) throws SpecTextException {
    List<SidAndAttributes> groups = new ArrayList<>();
    for (JsonValue item : value.items("a list of SIDs with attributes")) {
      JsonValue.Members members =
          item.members("an object with sid and attributes", List.of("sid", "attributes"));
      if (groups.size() == max) {
        throw item.place().fail("more than " + max + " entries");
      }
      groups.add(new SidAndAttributes(
          read(members.required("sid")), FlagWords.GROUP_ATTRIBUTES.read(members.required("attributes"))));
    }
    return groups;
  }

  /** Adds a list of SIDs with attributes, each with its number from 1 where something counts by it. */
  void print(JsonLines out, String name, List<SidAndAttributes> groups, boolean numbered) {
    out.beginList(name);
    for (int i = 0; i < groups.size(); i++) {
      SidAndAttributes group = groups.get(i);
      String label = comment(group.sid());
      String number = numbered ? i + 1 + (label.isEmpty() ? "" : ": ") : "";
      out.item(
          "{\"sid\": " + print(group.sid()) + ", \"attributes\": "
              + JsonLines.list(FlagWords.GROUP_ATTRIBUTES.print(group.attributes())) + "}",
          number + label);
    }
    out.endList();
  }
}
