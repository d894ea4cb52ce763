package dev.tokend.monitor.state;

/** Who holds a reference to a token (tokens §1). */
public enum HolderKind {
  /** The primary slot of a process. */
  PRIMARY_SLOT,
  /** The impersonation slot of a thread. */
  IMPERSONATION_SLOT,
  /** An open token handle. */
  HANDLE,
  /** One of the two slots of a logon session's elevation pair. */
  PAIR_SLOT,
  /** The identity captured on a socket. */
  CAPTURED_PEER,
  /** A name under which the embedder keeps the token. */
  KEPT,
  /** A built-in token, which never ends. */
  BUILT_IN
}
