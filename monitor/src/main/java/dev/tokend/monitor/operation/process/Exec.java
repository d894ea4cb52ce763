package dev.tokend.monitor.operation.process;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.MandatoryPolicyFlag;
import dev.tokend.monitor.gate.Callers;
import dev.tokend.monitor.gate.Creations;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;

/**
 * A process replaces its image: impersonation ends, the primary token stays unless NEW_PROCESS_MIN lowers it to the
 * file's integrity (tokens §10.3, §10.4). The process descriptor is kept.
 */
public final class Exec {
  private static final Rule LABEL =
      Rule.at(
          Operation.EXEC,
          "tokens §10.4",
          Errno.EACCES,
          "file label",
          "the integrity label of the file cannot be read");

  private final MonitorState state;

  /**
   * What is about to happen.
   *
   * @param caller the thread that executes
   * @param label what the system knows of the file's integrity
   */
  public record Request(Caller caller, FileLabel label) {}

  /** The operation over {@code state}. */
  public Exec(MonitorState state) {
    this.state = state;
  }

  /**
   * Commits the new image.
   *
   * @throws Refusal EACCES for an unreadable label that NEW_PROCESS_MIN needs; ERANGE if there is no token id left. The
   *     impersonation is still in place then
   */
  public void execute(Request request) throws Refusal {
    ProcessState process = request.caller().process();
    Token primary = Callers.primary(Operation.EXEC, request.caller());
    if (primary.identity().hasPolicy(MandatoryPolicyFlag.NEW_PROCESS_MIN.value())) {
      lower(process, primary, level(request.label()));
    }
    // The other threads end with the old image, and their impersonations with them.
    state.revertAll(process);
  }

  private static int level(FileLabel label) throws Refusal {
    return switch (label) {
      case FileLabel.None none -> IntegrityLevel.MEDIUM.value();
      case FileLabel.Level level -> level.integrityLevel();
      case FileLabel.Unreadable unreadable -> throw LABEL.refuse();
    };
  }

  private void lower(ProcessState process, Token primary, int fileLevel) throws Refusal {
    if (Integer.compareUnsigned(fileLevel, primary.identity().integrityLevel()) >= 0) {
      return;
    }
    Token lowered =
        state.mint(
            Operation.EXEC, primary.blueprint().with(primary.identity().atIntegrity(fileLevel)).unlinked());
    state.replacePrimary(process, lowered);
    state.bind(process);
    state.emit(Creations.duplicated(lowered, primary));
  }
}
