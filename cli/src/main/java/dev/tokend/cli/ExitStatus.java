package dev.tokend.cli;

/** What the command ends with. */
public enum ExitStatus {
  /** It did what was asked. */
  SUCCESS(0, "success"),
  /** The command line is wrong. */
  USAGE(1, "usage"),
  /** No such target or query class. */
  NOT_FOUND(2, "not-found"),
  /** A check refused it. */
  DENIED(3, "denied"),
  /** A spec, SDDL text, SID or descriptor that was given is malformed. */
  MALFORMED(4, "malformed"),
  /** Anything else: authority unreachable, a limit reached, I/O. */
  FAILED(5, "failed"),
  /** Two tokens are not the same. */
  DIFFERENT(6, "different"),
  /** The command behind {@code --} cannot be executed. */
  NOT_EXECUTABLE(126, "not-executable"),
  /** The command behind {@code --} is not there. */
  NO_SUCH_COMMAND(127, "no-such-command");

  private final int code;
  private final String word;

  ExitStatus(int code, String word) {
    this.code = code;
    this.word = word;
  }

  /** The number that the process ends with. */
  public int code() {
    return code;
  }

  /** The word for it in JSON errors. */
  public String word() {
    return word;
  }
}
