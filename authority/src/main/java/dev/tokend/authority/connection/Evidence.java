package dev.tokend.authority.connection;

import org.jspecify.annotations.Nullable;

/**
 * What the kernel recorded of a sender's credentials before anybody could look at the process: by the time that
 * somebody looks, it may have become another program and another user.
 */
public sealed interface Evidence {

  /** The sender's real uid when it asked, unsigned. */
  int realUid();

  /**
   * Of a request that was sent, and whose sender has gone on since.
   *
   * @param realUid the sender's real uid when it sent the frame, unsigned
   * @param realGid its real gid then, unsigned
   * @param connectedAs what the sender was when it connected, or null where another process connected
   * @param sentAfter {@link System#nanoTime()} at which the frame was not sent yet, or null where no such moment is known
   */
  record Sent(int realUid, int realGid, @Nullable ConnectedAs connectedAs, @Nullable Long sentAfter)
      implements Evidence {}

  /**
   * Of a system call whose thread waits for the answer: while it does, it becomes nobody else.
   *
   * @param realUid the calling thread's own real uid, unsigned
   * @param effectiveUid its effective uid, unsigned
   * @param call tells whether it still waits
   */
  record Waiting(int realUid, int effectiveUid, Pending call) implements Evidence {}

  /** A call that waits. */
  @FunctionalInterface
  interface Pending {
    /** Whether its thread has waited without a break since it called. */
    boolean goesOn();
  }
}
