package dev.tokend.monitor.state;

/**
 * A reference to a token that the embedder holds apart from any handle: the identity captured on a socket, or a token
 * kept under a name. It lasts until it is released.
 */
public final class HeldToken {
  private final Token token;
  private final HolderKind kind;
  private boolean held = true;

  HeldToken(Token token, HolderKind kind) {
    this.token = token;
    this.kind = kind;
  }

  /** The token. */
  public Token token() {
    return token;
  }

  /** CAPTURED_PEER or KEPT. */
  public HolderKind kind() {
    return kind;
  }

  /** Whether the reference is still held. */
  public boolean isHeld() {
    return held;
  }

  void letGo() {
    held = false;
  }

  void holdAgain() {
    held = true;
  }
}
