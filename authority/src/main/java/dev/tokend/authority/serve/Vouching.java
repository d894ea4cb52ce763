package dev.tokend.authority.serve;

import dev.tokend.authority.connection.ConnectedAs;
import dev.tokend.authority.connection.Evidence;
import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.process.Identified;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.surface.protocol.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Holds a request against what the kernel recorded of its sender. Between sending and the moment that the authority
 * looks at the process, an ordinary user can have made it a set-uid program, or one with capabilities of its file: what
 * it is now must not answer for what it was (docs/protocol.md, "Who is asking").
 */
final class Vouching {

  private static final String CHECK = "credentials of the sender";

  private Vouching() {}

  /**
   * Lets a request pass that was certainly sent with the credentials that its sender has now.
   *
   * @throws FailedException EAGAIN where asking again can make sure; EACCES where it cannot
   */
  static void require(Operation operation, Identified.Known sender, Evidence evidence) throws FailedException {
    switch (evidence) {
      case Evidence.Sent sent -> requireSent(operation, sender, sent);
      case Evidence.Waiting waiting -> requireWaiting(operation, sender, waiting);
    }
  }

  /**
   * The process was looked at while its thread waited, so it is what it was when it called. Linux gives each thread
   * credentials of its own: one that has other ids than its process does not speak for it.
   */
  private static void requireWaiting(Operation operation, Identified.Known sender, Evidence.Waiting evidence)
      throws FailedException {
    if (!evidence.call().goesOn()) {
      throw FailedException.of(Errno.ESRCH, operation.word(), "sender", "the sender has ended");
    }
    if (sender.real().uid() != evidence.realUid() || sender.identity().uid() != evidence.effectiveUid()) {
      throw FailedException.of(
          Errno.EACCES, operation.word(), CHECK, "the calling thread has other Linux user ids than its process");
    }
  }

  private static void requireSent(Operation operation, Identified.Known sender, Evidence.Sent evidence)
      throws FailedException {
    if (sender.real().uid() != evidence.realUid() || sender.real().gid() != evidence.realGid()) {
      throw FailedException.of(
          Errno.EAGAIN, operation.word(), CHECK, "the sender has become another user since it asked; ask again");
    }
    if (connectedAsItIs(sender.identity(), evidence.connectedAs())) {
      return;
    }
    if (!sender.real().alone()) {
      throw FailedException.of(
          Errno.EACCES,
          operation.word(),
          CHECK,
          "the sender runs with rights of its program file that the connection was not made with");
    }
    Long sentAfter = evidence.sentAfter();
    if (sentAfter == null || sentAfter - sender.since() < 0) {
      throw FailedException.of(
          Errno.EAGAIN,
          operation.word(),
          CHECK,
          "the sender may have had other credentials when it asked; ask again");
    }
  }

  /**
   * Of capabilities the kernel keeps no record. They say nothing that uid 0 could not give itself, and have no power
   * outside of the initial user namespace; any others may have come after the request.
   */
  private static boolean connectedAsItIs(LinuxIdentity now, @Nullable ConnectedAs then) {
    return then != null
        && then.uid() == now.uid()
        && then.gid() == now.gid()
        && then.groups().equals(now.supplementaryGids())
        && (now.uid() == 0 || now.permitted() == 0 || !now.initialUserNamespace());
  }
}
