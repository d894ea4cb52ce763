package dev.tokend.linux.proc;

/** A file of {@code /proc} does not have the form that proc(5) describes. It has no stack trace. */
public final class ProcFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String message;
  private final int offset;

  /**
   * Says what is wrong.
   *
   * @param file the file's name, such as {@code status}
   * @param offset the byte from the file's start where reading ended
   * @param reason what was expected there
   */
  public ProcFormatException(String file, int offset, String reason) {
    super(null, null, false, false);
    this.message = file + ": " + reason + " at offset " + offset;
    this.offset = offset;
  }

  /** The byte from the file's start where reading ended. */
  public int offset() {
    return offset;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
