package dev.tokend.authority.serve;

import dev.tokend.surface.protocol.ListedProcess;

/** What came of looking at a process on behalf of somebody. */
sealed interface Seen {
  /** The caller may query its token. */
  record Shown(ListedProcess process) implements Seen {}

  /** The caller may not. */
  record Denied() implements Seen {}

  /** Linux does not tell this authority who it is. */
  record Untold() implements Seen {}

  /** A limit of this authority keeps it from looking. */
  record Failed() implements Seen {}

  /** It has ended. */
  record Gone() implements Seen {}

  /** Something is being looked up; look again later. */
  record NotYet() implements Seen {}
}
