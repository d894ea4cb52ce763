package dev.tokend.cli.adjust;

import dev.tokend.cli.command.NearNames;
import dev.tokend.cli.command.UsageException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code NAME=STATE} as it was typed.
 *
 * @param name what is to change
 * @param state the word behind the last equals sign: a name may have one itself
 */
record Assignment(String name, String state) {

  /**
   * Reads assignments.
   *
   * @param form how one looks, for the error
   */
  static List<Assignment> parse(List<String> words, String form) throws UsageException {
    List<Assignment> assignments = new ArrayList<>();
    for (String word : words) {
      int equals = word.lastIndexOf('=');
      if (equals <= 0) {
        throw AdjustCommand.usage("not of the form " + form, word);
      }
      assignments.add(new Assignment(word.substring(0, equals), word.substring(equals + 1)));
    }
    if (assignments.isEmpty()) {
      throw AdjustCommand.usage("nothing to adjust", "give " + form + ", as many as are wanted, or --reset");
    }
    return assignments;
  }

  UsageException badState(List<String> known) {
    return new UsageException(
        "unknown state", state + " for " + name + ", expected " + String.join(", ", known),
        NearNames.of(state, known), "token help adjust");
  }
}
