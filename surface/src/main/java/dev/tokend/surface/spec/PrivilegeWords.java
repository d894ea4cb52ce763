package dev.tokend.surface.spec;

import dev.tokend.kacs.catalog.Privilege;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Privileges by name (formats §4.5): a list of names, or {@code "0x..."} alone. A name is the full or the short one; a
 * bit without a privilege is {@code bit-40}; {@code 0x...} stands for several.
 */
final class PrivilegeWords {
  private static final String BIT = "bit-";

  private PrivilegeWords() {}

  static List<String> print(long mask) {
    List<String> names = new ArrayList<>();
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if ((mask >>> bit & 1) != 0) {
        Privilege privilege = Privilege.byBit(bit);
        names.add(privilege == null ? BIT + bit : privilege.fullName());
      }
    }
    return names;
  }

  static long read(JsonValue value) throws SpecTextException {
    if (value instanceof JsonValue.Text text && Numbers.isHex(text.value())) {
      return Numbers.mask(value, text.value(), Long.SIZE);
    }
    long mask = 0;
    for (JsonValue item : value.items("a list of privileges, or \"0x...\"")) {
      mask |= name(item);
    }
    return mask;
  }

  private static long name(JsonValue item) throws SpecTextException {
    String name = item.text("the name of a privilege");
    if (Numbers.isHex(name)) {
      return Numbers.mask(item, name, Long.SIZE);
    }
    Privilege privilege = Privilege.byName(name);
    if (privilege != null) {
      return privilege.mask();
    }
    int bit = bit(name.toLowerCase(Locale.ROOT));
    if (bit < 0) {
      List<String> known = new ArrayList<>();
      for (Privilege each : Privilege.values()) {
        known.add(each.fullName());
      }
      throw item.place().unknown("privilege", name, known);
    }
    return 1L << bit;
  }

  /** The bit of {@code bit-0} to {@code bit-63}, or -1. */
  private static int bit(String name) {
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if (name.equals(BIT + bit)) {
        return bit;
      }
    }
    return -1;
  }
}
