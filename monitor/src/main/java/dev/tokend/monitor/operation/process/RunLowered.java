package dev.tokend.monitor.operation.process;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.event.PrimaryReplaced;
import dev.tokend.monitor.gate.Callers;
import dev.tokend.monitor.gate.Creations;
import dev.tokend.monitor.operation.derive.FilterArgument;
import dev.tokend.monitor.operation.derive.Filtering;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import org.jspecify.annotations.Nullable;

/**
 * Puts a restricted copy of the caller's own primary token in its place, in one step and without a privilege: it can
 * only lower. KACS knows no such call; its rules are those of filter (tokens §13), and of install for a dead session
 * (§10.5 row 4).
 */
public final class RunLowered {
  private static final Rule INTEGRITY =
      Rule.at(
          Operation.RUN_LOWERED,
          "tokens §3.7",
          Errno.EACCES,
          "integrity",
          "the integrity level is above that of the present token");
  private static final Rule DEAD =
      Rule.at(
          Operation.RUN_LOWERED,
          "tokens §10.5 row 4",
          Errno.EACCES,
          "session",
          "the token's logon session was invalidated");
  private static final Filtering FILTERING = new Filtering(Operation.RUN_LOWERED);

  private final MonitorState state;

  /**
   * What is asked.
   *
   * @param caller whose process is lowered
   * @param argument what the copy loses
   * @param integrityLevel the integrity level of the copy, unsigned, or null for the present one
   */
  public record Request(Caller caller, FilterArgument argument, @Nullable Integer integrityLevel) {}

  /** The operation over {@code state}. */
  public RunLowered(MonitorState state) {
    this.state = state;
  }

  /**
   * Lowers the process and ends every impersonation in it, which could lead back up.
   *
   * @throws Refusal EACCES for a level above the present one or a dead session; EINVAL for the argument; ERANGE if
   *     there is no token id left
   */
  public void execute(Request request) throws Refusal {
    ProcessState process = request.caller().process();
    Token present = Callers.primary(Operation.RUN_LOWERED, request.caller());
    if (present.session().isDead()) {
      throw DEAD.refuse();
    }
    TokenBlueprint lowered = FILTERING.filter(present, request.argument(), present.user());
    if (request.integrityLevel() != null) {
      int level = request.integrityLevel();
      if (Integer.compareUnsigned(level, present.identity().integrityLevel()) > 0) {
        throw INTEGRITY.refuse();
      }
      lowered = lowered.with(lowered.identity().atIntegrity(level));
    }
    Token token = state.mint(Operation.RUN_LOWERED, lowered);
    state.replacePrimary(process, token);
    state.bind(process);
    state.revertAll(process);
    state.emit(Creations.filtered(token, present));
    state.emit(Replacements.record(PrimaryReplaced.Mode.RUN, process, present, token));
  }
}
