package dev.tokend.cli.command;

import java.io.Serial;
import java.util.List;

/** The command line is not one of {@code token}; exit status 1. */
public final class UsageException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<String> near;
  private final String what;
  private final String why;
  private final String help;

  /**
   * @param what what is wrong: "unknown flag"
   * @param why which text it is about, and what was expected
   * @param near known names that may have been meant, best first
   * @param help the command line that tells more
   */
  public UsageException(String what, String why, List<String> near, String help) {
    super(what + ": " + why);
    this.what = what;
    this.why = why;
    this.near = near;
    this.help = help;
  }

  /** What is wrong. */
  public String what() {
    return what;
  }

  /** Which text it is about, and what was expected. */
  public String why() {
    return why;
  }

  /** Known names that may have been meant, best first. */
  public List<String> near() {
    return near;
  }

  /** The command line that tells more: {@code token help show}. */
  public String help() {
    return help;
  }
}
