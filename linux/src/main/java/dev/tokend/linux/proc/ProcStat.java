package dev.tokend.linux.proc;

/**
 * Fields of {@code /proc/PID/stat} (proc_pid_stat(5)).
 *
 * @param pid the process or thread id
 * @param command the thread's name, unescaped: it may contain blanks, parentheses and newlines
 * @param state the letter, {@code Z} for a process that waits to be reaped
 * @param parent the parent's process id
 * @param processGroup its process group
 * @param session its session, as setsid(2) makes them
 * @param terminal the device number of its controlling terminal, 0 for none
 * @param startTime when it started, in clock ticks (100 a second) since boot
 */
public record ProcStat(
    int pid,
    String command,
    char state,
    int parent,
    int processGroup,
    int session,
    int terminal,
    long startTime) {
  /** Between the controlling terminal, field 7, and the start time, field 22. */
  private static final int FIELDS_BETWEEN = 14;

  /**
   * Reads the file. Its second field may contain anything, a closing parenthesis included; the fields after it are
   * numbers, so that the last parenthesis ends it.
   */
  public static ProcStat parse(byte[] file) throws ProcFormatException {
    ProcText text = new ProcText("stat", file);
    int pid = text.signedInt();
    if (!text.until('(').isBlank()) {
      throw text.fail("no command after the id");
    }
    String command = text.untilLast(')');
    String state = text.word();
    if (state.length() != 1) {
      throw text.fail("no state letter");
    }
    int parent = text.signedInt();
    int processGroup = text.signedInt();
    int session = text.signedInt();
    int terminal = text.signedInt();
    for (int i = 0; i < FIELDS_BETWEEN; i++) {
      if (!text.skipsWord()) {
        throw text.fail("too few fields");
      }
    }
    long startTime = text.unsignedLong();
    return new ProcStat(
        pid, command, state.charAt(0), parent, processGroup, session, terminal, startTime);
  }
}
