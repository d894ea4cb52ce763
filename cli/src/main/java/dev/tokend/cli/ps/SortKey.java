package dev.tokend.cli.ps;

import dev.tokend.cli.command.NearNames;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidNames;
import dev.tokend.surface.protocol.ListedProcess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** By what processes are sorted; what is equal is in the order of the numbers. */
enum SortKey {
  /** By number. */
  PID,
  /** By the name of the user, or its SID. */
  USER,
  /** The highest integrity first. */
  INTEGRITY,
  /** By the number of the logon session. */
  SESSION,
  /** Those with the most enabled privileges first, then those with the most. */
  PRIVILEGES,
  /** By the command's name. */
  NAME;

  /** The key that a word means. */
  static SortKey parse(String word) throws UsageException {
    List<String> known = new ArrayList<>();
    for (SortKey key : values()) {
      if (FlagNames.word(key).equals(word)) {
        return key;
      }
      known.add(FlagNames.word(key));
    }
    throw new UsageException(
        "unknown key for --sort",
        word + ", expected " + String.join(", ", known),
        NearNames.of(word, known),
        "token help ps");
  }

  /** The order. The comparators that the JDK puts together are lambdas of its own, which are made at their first use. */
  Comparator<ListedProcess> order(SidNames names) {
    Comparator<ListedProcess> order =
        switch (this) {
          case PID -> (a, b) -> Integer.compare(a.pid(), b.pid());
          case USER -> (a, b) -> names.text(a.user()).compareTo(names.text(b.user()));
          case INTEGRITY -> (a, b) -> Integer.compareUnsigned(b.integrity(), a.integrity());
          case SESSION -> (a, b) -> Long.compareUnsigned(a.session().id(), b.session().id());
          case PRIVILEGES -> (a, b) -> {
            int enabled = Integer.compare(Long.bitCount(b.enabled()), Long.bitCount(a.enabled()));
            return enabled != 0 ? enabled : Integer.compare(Long.bitCount(b.present()), Long.bitCount(a.present()));
          };
          case NAME -> (a, b) -> a.name().compareTo(b.name());
        };
    return (a, b) -> {
      int compared = order.compare(a, b);
      return compared != 0 ? compared : Integer.compare(a.pid(), b.pid());
    };
  }
}
