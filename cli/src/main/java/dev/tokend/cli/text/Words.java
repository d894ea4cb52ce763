package dev.tokend.cli.text;

import dev.tokend.cli.view.FlagNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of the state columns, and how values become words. */
final class Words {
  static final String ENABLED = "enabled";
  static final String DISABLED = "disabled";
  static final String DENY_ONLY = "deny-only";
  static final String REMOVED = "removed";
  static final String NONE = "none";
  static final String ALLOWED = "allowed";
  static final String DENIED = "denied";

  /** The marks of a comparison: on the first side alone, on the second alone, on both and not the same. */
  static final String ONLY_FIRST = "-";
  static final String ONLY_SECOND = "+";
  static final String DIFFERS = "~";
  static final String ABSENT = "absent";

  private Words() {}

  /** The lower-case word for a constant; a number without a meaning says so. */
  static String of(@Nullable Enum<?> constant, int number) {
    return constant == null ? "unknown (" + Integer.toUnsignedString(number) + ")" : FlagNames.word(constant);
  }

  static String joined(List<String> words) {
    return words.isEmpty() ? NONE : String.join(", ", words);
  }

  static String yesNo(boolean value) {
    return value ? "yes" : "no";
  }

  /** {@code 1 process}, {@code 2 processes}. */
  static String counted(int count, String one, String several) {
    return count + " " + (count == 1 ? one : several);
  }

  /** {@code 1 group}, {@code 2 groups}. */
  static String counted(int count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }
}
