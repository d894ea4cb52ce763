package dev.tokend.cli.command;

/**
 * One flag of the command table.
 *
 * @param name with its dashes: {@code --pid}. One name means the same thing in every subcommand
 * @param kind what value it takes
 * @param placeholder what help shows for the value; empty when there is none
 * @param choice the choice it belongs to: of one choice at most one flag may be given. {@link Choice#FREE}: any
 * @param help one line for help, lower case, without a full stop
 */
public record Flag(String name, ValueKind kind, String placeholder, Choice choice, String help) {
  /** What a flag chooses; two different flags of one choice are a usage error that names both. */
  public enum Choice {
    /** Stands for itself. */
    FREE(""),
    /** Which token. */
    TARGET("target"),
    /** How much of it. */
    DEPTH("amount of detail"),
    /** Who owns new objects. */
    OWNER("owner"),
    /** The primary group of new objects. */
    GROUP("primary group"),
    /** For whom the output is. */
    FORMAT("output format"),
    /** How SIDs are written. */
    SIDS("form of SIDs");

    private final String word;

    Choice(String word) {
      this.word = word;
    }

    /** What is chosen, for the error about two at once. */
    public String word() {
      return word;
    }
  }

  /** A flag without a value. */
  static Flag plain(String name, Choice choice, String help) {
    return new Flag(name, ValueKind.NONE, "", choice, help);
  }

  /** A flag with a value, shown by its kind's placeholder. */
  static Flag valued(String name, ValueKind kind, Choice choice, String help) {
    return new Flag(name, kind, kind.placeholder(), choice, help);
  }

  /** Whether a value follows it. */
  public boolean takesValue() {
    return kind != ValueKind.NONE;
  }

  /** As help shows it: {@code --pid PID}. */
  public String usage() {
    return takesValue() ? name + " " + placeholder : name;
  }
}
