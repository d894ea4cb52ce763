package dev.tokend.monitor.state;

/** Who holds a reference to a token (tokens §1). */
public enum HolderKind {
  /** The primary slot of a process. */
  PRIMARY_SLOT(0),
  /** The impersonation slot of a thread. */
  IMPERSONATION_SLOT(1),
  /** An open token handle. */
  HANDLE(2),
  /** One of the two slots of a logon session's elevation pair. */
  PAIR_SLOT(3),
  /** The identity captured on a socket. */
  CAPTURED_PEER(4),
  /** A name under which the embedder keeps the token. */
  KEPT(5),
  /** A built-in token, which never ends. */
  BUILT_IN(6);

  /** How many kinds there are. */
  static final int COUNT = 7;

  private final int slot;

  HolderKind(int slot) {
    this.slot = slot;
  }

  /** Where the count of this kind stands among all of them. */
  int slot() {
    return slot;
  }
}
