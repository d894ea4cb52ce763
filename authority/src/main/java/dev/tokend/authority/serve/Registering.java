package dev.tokend.authority.serve;

import dev.tokend.authority.connection.Reply;
import dev.tokend.authority.peer.Registrar;
import dev.tokend.authority.peer.Registrations;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.ErrnoException;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Words;

/** Captures an identity for a socket before it is connected (tokens §18). */
final class Registering {

  private final Registrar registrar;

  Registering(Registrar registrar) {
    this.registrar = registrar;
  }

  Reply answer(Operation operation, Call call) throws Refusal, FailedException, MalformedException, ErrnoException {
    int level = Words.decode(operation, call.payload(), 1)[0];
    return switch (registrar.register(call.descriptors().getFirst(), call.caller(), call.identity(), level)) {
      case REGISTERED -> Reply.EMPTY;
      case FULL ->
          throw FailedException.of(
              Errno.EMFILE,
              operation.word(),
              "registered sockets",
              "at most " + Registrations.MOST_OF_ONE_UID + " of one user and " + Registrations.MOST
                  + " in all can be open at a time");
      case ELSEWHERE ->
          throw FailedException.of(
              Errno.EACCES,
              operation.word(),
              "network namespace",
              "the socket is of another network namespace than the authority, which cannot see its peer there");
      case UNTOLD ->
          throw FailedException.of(
              Errno.ENOSYS,
              operation.word(),
              "kernel",
              "the kernel does not tell which Unix sockets are connected to each other (CONFIG_UNIX_DIAG)");
    };
  }
}
