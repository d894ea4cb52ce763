package dev.tokend.authority.serve;

import dev.tokend.authority.connection.Reply;
import dev.tokend.authority.peer.Registrar;
import dev.tokend.kacs.MalformedException;
import dev.tokend.linux.ErrnoException;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.gate.ImpersonationGates;
import dev.tokend.monitor.operation.impersonate.Impersonate;
import dev.tokend.monitor.operation.impersonate.ImpersonatePeer;
import dev.tokend.monitor.operation.process.Install;
import dev.tokend.monitor.operation.process.RunLowered;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.surface.protocol.ImpersonationReply;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.RunRequest;

/** Changes who the sender is: its thread's impersonation or its process's primary token (tokens §10.5 and §17). */
final class Becoming {

  private final Monitor monitor;
  private final Targets targets;
  private final Handles handles;
  private final Registrar registrar;

  Becoming(Monitor monitor, Targets targets, Handles handles, Registrar registrar) {
    this.registrar = registrar;
    this.monitor = monitor;
    this.targets = targets;
    this.handles = handles;
  }

  Reply answer(Operation operation, Call call)
      throws Refusal, FailedException, NotYetException, MalformedException, ErrnoException {
    return switch (operation) {
      case IMPERSONATE ->
          entered(
              monitor.impersonate(
                  new Impersonate.Request(call.caller(), handles.of(call.descriptors(), operation.word()))));
      case IMPERSONATE_PEER ->
          entered(monitor.impersonatePeer(new ImpersonatePeer.Request(call.caller(), targets.peer(call))));
      case REVERT -> {
        monitor.revert(call.caller());
        yield Reply.EMPTY;
      }
      case INSTALL -> {
        monitor.install(
            new Install.Request(call.caller(), handles.of(call.descriptors(), operation.word())));
        monitor.whenCommitted(() -> registrar.tokenChanged(call.caller().process()));
        yield Reply.EMPTY;
      }
      case RUN -> {
        RunRequest request = RunRequest.decode(call.payload());
        monitor.runLowered(
            new RunLowered.Request(
                call.caller(), Deriving.argument(request.restrict()), request.integrityLevel()));
        monitor.whenCommitted(() -> registrar.tokenChanged(call.caller().process()));
        yield Reply.EMPTY;
      }
      default -> throw new IllegalArgumentException(operation + " makes nobody anything");
    };
  }

  private static Reply entered(ImpersonationGates.Outcome outcome) {
    return Reply.of(
        new ImpersonationReply(
                outcome.effective(),
                outcome.requested(),
                outcome.identityCap(),
                outcome.integrityCap(),
                outcome.privilegeNeeded())
            .encode());
  }
}
