package dev.tokend.cli.argument;

import dev.tokend.cli.command.NearNames;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.IntegrityLevel;
import java.util.ArrayList;
import java.util.List;

/** Impersonation and integrity levels by their words. */
public final class Levels {
  private Levels() {}

  /** An impersonation level that the parser of the command line has let pass. */
  public static ImpersonationLevel impersonation(String word) {
    for (ImpersonationLevel level : ImpersonationLevel.values()) {
      if (FlagNames.word(level).equals(word)) {
        return level;
      }
    }
    throw new IllegalArgumentException("no impersonation level: " + word);
  }

  /**
   * An integrity level: its word, or its number in decimal or as {@code 0x...}.
   *
   * @param help the subcommand that the level is for
   * @return the number, unsigned
   */
  public static int integrity(String word, String help) throws UsageException {
    List<String> known = new ArrayList<>();
    for (IntegrityLevel level : IntegrityLevel.values()) {
      String name = FlagNames.word(level);
      if (name.equalsIgnoreCase(word) || name.replace("-", "").equalsIgnoreCase(word)) {
        return level.value();
      }
      known.add(name);
    }
    try {
      return word.startsWith("0x") ? Digits.unsigned32(word.substring(2), 16) : Digits.unsigned32(word, 10);
    } catch (NumberFormatException e) {
      throw new UsageException(
          "unknown integrity level", word + ", expected " + String.join(", ", known) + ", or a number",
          NearNames.of(word, known), "token help " + help);
    }
  }
}
