package dev.tokend.cli.command;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command line that was understood: every value is of its flag's kind, every exclusion holds. */
public final class Invocation {
  /** Stands between the values of a flag that was given several times: no argument of a program contains it. */
  static final char BETWEEN_VALUES = '\0';

  private final Command command;
  private final List<String> operands;
  private final Map<String, String> flags;
  private final List<String> program;

  /**
   * @param command the subcommand
   * @param operands its arguments that are no flags
   * @param flags the given flags by name, with their value; an empty text for those without one
   * @param program what follows {@code --}; empty where nothing is to be run
   */
  Invocation(Command command, List<String> operands, Map<String, String> flags, List<String> program) {
    this.command = command;
    this.operands = operands;
    this.flags = flags;
    this.program = program;
  }

  /** The subcommand. */
  public Command command() {
    return command;
  }

  /** The arguments that are no flags, as many as the subcommand takes. */
  public List<String> operands() {
    return operands;
  }

  /** The program to run and its arguments, as the locale decodes them; empty where nothing is to be run. */
  public List<String> program() {
    return program;
  }

  /** Whether the flag was given. */
  public boolean has(Flag flag) {
    return flags.containsKey(flag.name());
  }

  /** The value of a flag, null if it was not given. */
  public @Nullable String value(Flag flag) {
    return flags.get(flag.name());
  }

  /** The values of a flag that may be given several times, in their order. */
  public List<String> values(Flag flag) {
    String value = flags.get(flag.name());
    return value == null ? List.of() : List.of(value.split(String.valueOf(BETWEEN_VALUES), -1));
  }

  /**
   * The value of a numeric flag, or -1 if it was not given. A number that was given is never negative, because the
   * parser refuses those.
   */
  public int number(Flag flag) {
    String value = flags.get(flag.name());
    return value == null ? -1 : ValueKind.number(value);
  }
}
