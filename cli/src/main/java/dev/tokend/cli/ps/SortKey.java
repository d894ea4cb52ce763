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

  /** The order. */
  Comparator<ListedProcess> order(SidNames names) {
    Comparator<ListedProcess> order =
        switch (this) {
          case PID -> Comparator.comparingInt(ListedProcess::pid);
          case USER -> Comparator.comparing(process -> names.text(process.user()));
          case INTEGRITY -> (a, b) -> Integer.compareUnsigned(b.integrity(), a.integrity());
          case SESSION -> (a, b) -> Long.compareUnsigned(a.session().id(), b.session().id());
          case PRIVILEGES ->
              Comparator.comparingInt((ListedProcess process) -> -Long.bitCount(process.enabled()))
                  .thenComparingInt(process -> -Long.bitCount(process.present()));
          case NAME -> Comparator.comparing(ListedProcess::name);
        };
    return order.thenComparingInt(ListedProcess::pid);
  }
}
