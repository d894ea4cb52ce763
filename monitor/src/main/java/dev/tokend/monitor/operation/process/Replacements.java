package dev.tokend.monitor.operation.process;

import dev.tokend.monitor.event.PrimaryReplaced;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;

/** The audit record of another primary token. */
final class Replacements {
  private Replacements() {}

  static PrimaryReplaced record(PrimaryReplaced.Mode mode, ProcessState process, Token previous, Token token) {
    return new PrimaryReplaced(
        mode,
        process.key(),
        previous.id(),
        previous.user(),
        token.id(),
        token.user(),
        token.session().id(),
        token.identity().integrityLevel(),
        token.isRestricted());
  }
}
