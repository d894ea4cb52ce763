package dev.tokend.authority.serve;

import dev.tokend.authority.connection.Reply;
import dev.tokend.authority.syscall.Trees;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.ErrnoException;
import dev.tokend.surface.protocol.Operation;

/**
 * Takes on processes that call the KACS interface itself. Any process may ask: whoever has a listener put its filter on
 * itself, and each call is judged by who makes it.
 */
final class Serving {

  private final Trees trees;

  Serving(Trees trees) {
    this.trees = trees;
  }

  Reply answer(Call call) throws FailedException, ErrnoException {
    return switch (trees.serve(call.descriptors().getFirst(), call.identity().uid())) {
      case SERVED -> Reply.EMPTY;
      case NOT_A_LISTENER ->
          throw FailedException.of(
              Errno.EBADF, Operation.SERVE_KACS.word(), "listener", "the descriptor is no listener of a seccomp filter");
      case FULL ->
          throw FailedException.of(
              Errno.EMFILE,
              Operation.SERVE_KACS.word(),
              "listeners",
              "at most " + Trees.MOST_OF_ONE_UID + " of one user and " + Trees.MOST
                  + " in all can be served at a time");
    };
  }
}
