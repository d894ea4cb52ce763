package dev.tokend.cli.diff;

import dev.tokend.cli.view.TokenField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two sides.
 *
 * <p>Lists are compared by what their entries are, and their order is no difference but in an ACL, where it decides.
 *
 * @param differences in the order of the sections
 * @param notCompared what only one side has to be compared, because the other is no token
 */
record Comparison(List<Difference> differences, List<Item> notCompared) {

  static Comparison of(Listing before, Listing after) {
    Set<Item.Name> names = new LinkedHashSet<>(before.items().keySet());
    names.addAll(after.items().keySet());
    List<Difference> found = new ArrayList<>();
    List<Item> notCompared = new ArrayList<>();
    for (Item.Name name : names) {
      Item first = before.items().get(name);
      Item second = after.items().get(name);
      if (!before.knows(name) || !after.knows(name)) {
        notCompared.add(first != null ? first : Objects.requireNonNull(second));
      } else if (first != null ? second == null || !first.value().equals(second.value()) : second != null) {
        found.add(difference(name, first, second));
      }
    }
    addOrder(before, after, found);
    List<Difference> sorted = new ArrayList<>();
    for (Section section : Section.values()) {
      for (Difference difference : found) {
        if (difference.section() == section) {
          sorted.add(difference);
        }
      }
    }
    return new Comparison(sorted, List.copyOf(notCompared));
  }

  private static Difference difference(Item.Name name, @Nullable Item first, @Nullable Item second) {
    Section section = (first != null ? first : Objects.requireNonNull(second)).section();
    return new Difference(
        section, name, first == null ? null : first.value(), second == null ? null : second.value());
  }

  /** The entries that both default DACLs have, where they have them in another order. */
  private static void addOrder(Listing before, Listing after, List<Difference> found) {
    List<Item.Name> first = before.entries(TokenField.DEFAULT_DACL);
    List<Item.Name> second = after.entries(TokenField.DEFAULT_DACL);
    first.retainAll(second);
    second.retainAll(before.entries(TokenField.DEFAULT_DACL));
    if (!first.equals(second)) {
      found.add(
          new Difference(
              Section.DEFAULT_DACL,
              new Item.Part(TokenField.DEFAULT_DACL, "order", "order of the common entries"),
              order(first),
              order(second)));
    }
  }

  private static Value order(List<Item.Name> names) {
    List<String> keys = new ArrayList<>();
    for (Item.Name name : names) {
      if (name instanceof Item.Entry entry) {
        keys.add(entry.key());
      }
    }
    return new Value.Order(keys);
  }

  /** Whether nothing but what is of the objects alone differs. */
  boolean same() {
    for (Difference difference : differences) {
      if (!difference.isVolatile()) {
        return false;
      }
    }
    return true;
  }

  /** The same without what is of the objects alone. */
  Comparison ofIdentities() {
    List<Difference> stable = new ArrayList<>(differences);
    stable.removeIf(Difference::isVolatile);
    List<Item> unknown = new ArrayList<>(notCompared);
    unknown.removeIf(item -> item.section() == Section.VOLATILE);
    return new Comparison(stable, unknown);
  }
}
