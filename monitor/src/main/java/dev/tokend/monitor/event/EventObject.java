package dev.tokend.monitor.event;

import dev.tokend.kacs.bytes.Bytes;

/** What an access check was about. */
public sealed interface EventObject {
  /**
   * A token.
   *
   * @param tokenId its id
   */
  record OfToken(long tokenId) implements EventObject {}

  /**
   * A token that the check was to decide about before it came to exist: the result of a duplicate.
   *
   * @param sourceTokenId id of the token to be duplicated
   */
  record OfDuplicate(long sourceTokenId) implements EventObject {}

  /**
   * A process.
   *
   * @param processKey what the embedder calls it
   */
  record OfProcess(long processKey) implements EventObject {}

  /**
   * An object that the caller guards.
   *
   * @param context what the caller says of it; may be empty
   */
  record OfGuard(Bytes context) implements EventObject {}

  /** The listing of logon sessions. */
  record OfSessionsListing() implements EventObject {}
}
