package dev.tokend.cli.diff;

import dev.tokend.cli.view.TokenField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything of one side that can be compared.
 *
 * @param items by name, in the order of the output
 * @param lists the {@linkplain Item.Entry#list() lists}, of which there is an item for each entry: none of an empty one
 */
record Listing(Map<Item.Name, Item> items, Set<String> lists) {

  /** Whether the side has what is compared under a name: an entry that is not there is absent, a field unknown. */
  boolean knows(Item.Name name) {
    return name instanceof Item.Entry entry ? lists.contains(entry.list()) : items.containsKey(name);
  }

  /** The names of its entries of one list, in list order. */
  List<Item.Name> entries(TokenField list) {
    List<Item.Name> entries = new ArrayList<>();
    for (Item.Name name : items.keySet()) {
      if (name instanceof Item.Entry && name.field() == list) {
        entries.add(name);
      }
    }
    return entries;
  }
}
