package dev.tokend.monitor.operation.impersonate;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.monitor.event.Impersonated;
import dev.tokend.monitor.gate.Callers;
import dev.tokend.monitor.gate.ImpersonationGates;
import dev.tokend.monitor.gate.ProjectionGate;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;

/** Rows 2 to 4 of tokens §17.2 and the effect, which impersonating a handle and a peer have in common. */
final class Impersonating {
  private final MonitorState state;
  private final Operation operation;
  private final Rule type;
  private final Rule projection;

  Impersonating(MonitorState state, Operation operation) {
    this.state = state;
    this.operation = operation;
    this.type = row(operation, "2", Errno.EINVAL, "token type", "the token is a primary token");
    this.projection =
        row(operation, "4", Errno.EACCES, "projection", "the token stands for root without being SYSTEM");
  }

  ImpersonationGates.Outcome enter(Caller caller, Token client) throws Refusal {
    if (client.type() != TokenType.IMPERSONATION) {
      throw type.refuse();
    }
    Token server = Callers.primary(operation, caller);
    // Row 3, with any current impersonation still in place: a failure leaves it untouched.
    ImpersonationGates.Outcome outcome = ImpersonationGates.pass(operation, server, client);
    ProjectionGate.require(projection, client);
    // Capping changes the level only; a capped client is a copy of its own, an uncapped one the very object.
    Token installed =
        outcome.isLowered()
            ? state.mint(operation, client.blueprint().as(TokenType.IMPERSONATION, outcome.effective()))
            : client;
    state.impersonate(caller.process(), caller.tid(), installed);
    if (outcome.privilegeNeeded()) {
      state.markUsed(server, Privilege.SE_IMPERSONATE.mask());
    }
    state.emit(
        new Impersonated(
            operation == Operation.IMPERSONATE_PEER,
            client.id(),
            installed.id(),
            client.user(),
            client.session().id(),
            outcome.requested(),
            outcome.effective(),
            outcome.identityCap(),
            outcome.integrityCap(),
            outcome.privilegeNeeded()));
    return outcome;
  }

  private static Rule row(Operation operation, String row, Errno errno, String words, String reason) {
    return Rule.at(operation, Operation.IMPERSONATE.section() + " row " + row, errno, words, reason);
  }
}
