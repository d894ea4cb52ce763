package dev.tokend.cli.ps;

import dev.tokend.cli.Accounts;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.argument.Levels;
import dev.tokend.cli.argument.PrivilegeList;
import dev.tokend.cli.command.NearNames;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.command.ValueKind;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.kacs.catalog.ElevationType;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code FIELD=VALUE}, with {@code !=} too, and with {@code < <= > >=} where the field has an order. */
final class ConditionReader {
  private static final String HELP = "token help ps";

  private final Accounts accounts;

  ConditionReader(Accounts accounts) {
    this.accounts = accounts;
  }

  /** The condition that a text is. */
  Condition read(String text) throws UsageException, CommandException {
    int at = 0;
    while (at < text.length() && "<>!=".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    Comparison comparison = comparison(text, at);
    Field field = field(text.substring(0, at).strip());
    String value = text.substring(at + comparison.sign().length()).strip();
    if (comparison.needsOrder() && !field.form().isOrdered()) {
      throw usage("bad condition", text + ": " + field.word() + " has no order, only = and != ask about it");
    }
    return condition(field, comparison, value);
  }

  private static Comparison comparison(String text, int at) throws UsageException {
    for (Comparison comparison : Comparison.values()) {
      if (text.startsWith(comparison.sign(), at)) {
        return comparison;
      }
    }
    throw usage("bad condition", "\"" + text + "\", expected FIELD=VALUE, as in user=alice or integrity>=high");
  }

  private static Field field(String word) throws UsageException {
    for (Field field : Field.values()) {
      if (field.word().equals(word)) {
        return field;
      }
    }
    List<String> known = Field.words();
    throw new UsageException(
        "unknown field for --where",
        (word.isEmpty() ? "nothing" : word) + ", expected " + String.join(", ", known),
        NearNames.of(word, known),
        HELP);
  }

  private Condition condition(Field field, Comparison comparison, String value)
      throws UsageException, CommandException {
    return switch (field.form()) {
      case NUMBER -> new Condition.OfNumber(field, comparison, number(field, value));
      case LEVEL -> new Condition.OfNumber(field, comparison, Levels.integrity(value, "ps"));
      case ELEVATION -> new Condition.OfNumber(field, comparison, elevation(value));
      case SESSION -> new Condition.OfSession(comparison, session(value));
      case PATTERN -> new Condition.OfName(comparison, value);
      case USER -> new Condition.OfUser(comparison, UserValue.parse(value, accounts));
      case PRIVILEGE -> new Condition.OfPrivilege(field, comparison, PrivilegeList.bit(value, "ps"));
      case TRUTH -> new Condition.OfMark(field, truth(field, value) == (comparison == Comparison.EQUAL));
    };
  }

  private static int number(Field field, String value) throws UsageException {
    // Of the same range as the numbers of descriptors.
    if (!ValueKind.DESCRIPTOR.accepts(value)) {
      throw usage("bad value for " + field.word(), "\"" + value + "\", expected a number from 0 to 2147483647");
    }
    return Integer.parseInt(value);
  }

  private static long session(String value) throws UsageException {
    if (!ValueKind.SESSION.accepts(value)) {
      throw usage("bad value for session", "\"" + value + "\", expected " + ValueKind.SESSION.expected());
    }
    return Long.parseUnsignedLong(value);
  }

  private static int elevation(String value) throws UsageException {
    List<String> known = new ArrayList<>();
    for (ElevationType type : ElevationType.values()) {
      if (FlagNames.word(type).equals(value)) {
        return type.value();
      }
      known.add(FlagNames.word(type));
    }
    throw unknown("elevation", value, known);
  }

  private static boolean truth(Field field, String value) throws UsageException {
    return switch (value) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw unknown(field.word(), value, List.of("yes", "no"));
    };
  }

  private static UsageException unknown(String field, String value, List<String> known) {
    return new UsageException(
        "bad value for " + field,
        "\"" + value + "\", expected " + String.join(" or ", known),
        NearNames.of(value, known),
        HELP);
  }

  private static UsageException usage(String what, String why) {
    return new UsageException(what, why, List.of(), HELP);
  }
}
