package dev.tokend.cli;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subcommand failed: what was tried, why it did not work, and what helps to know. */
public final class CommandException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final ExitStatus status;
  private final String what;
  private final String why;
  private final transient List<String> facts;
  private final transient List<String> near;
  private final transient @Nullable Refusal refusal;

  private CommandException(
      ExitStatus status,
      String what,
      String why,
      List<String> facts,
      List<String> near,
      @Nullable Refusal refusal,
      @Nullable Throwable cause) {
    super(what + ": " + why, cause);
    this.status = status;
    this.what = what;
    this.why = why;
    this.facts = facts;
    this.near = near;
    this.refusal = refusal;
  }

  /**
   * A failure that no authority answered.
   *
   * @param what what was tried, on what
   * @param why why it did not work
   * @param facts further lines
   * @param cause what it came from, for --debug
   */
  public static CommandException of(
      ExitStatus status, String what, String why, List<String> facts, @Nullable Throwable cause) {
    return new CommandException(status, what, why, facts, List.of(), null, cause);
  }

  /**
   * A name that is not known.
   *
   * @param near known names that may have been meant, best first
   * @param facts further lines
   */
  public static CommandException unknown(
      ExitStatus status, String what, String why, List<String> near, List<String> facts) {
    return new CommandException(status, what, why, facts, near, null, null);
  }

  /** What an authority refused. */
  public static CommandException refused(
      ExitStatus status, String what, List<String> facts, Refusal refusal, Throwable cause) {
    return new CommandException(status, what, refusal.failure().reason(), facts, List.of(), refusal, cause);
  }

  /** What the command ends with. */
  public ExitStatus status() {
    return status;
  }

  /** What was tried, on what. */
  public String what() {
    return what;
  }

  /** Why it did not work. */
  public String why() {
    return why;
  }

  /** Further lines. */
  public List<String> facts() {
    return facts;
  }

  /** Known names that may have been meant, best first. */
  public List<String> near() {
    return near;
  }

  /** What the authority answered; null where it did not refuse. */
  public @Nullable Refusal refusal() {
    return refusal;
  }
}
