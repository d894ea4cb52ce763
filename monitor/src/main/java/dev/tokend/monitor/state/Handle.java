package dev.tokend.monitor.state;

/**
 * An open token handle: one token object and the access mask that was fixed when the handle was made (tokens §6.1).
 *
 * <p>It is a live reference: later adjustments of the token show through. Operations look at the mask only, never at
 * the token's descriptor again.
 */
public final class Handle {
  /** What a handle can be asked. */
  public enum Kind {
    /** Whatever its mask allows. */
    ORDINARY,
    /** Query only; it came from an inspection node (tokens §22, §26 D19). */
    INSPECTION
  }

  private final Token token;
  private final int mask;
  private final Kind kind;
  private boolean open = true;

  Handle(Token token, int mask, Kind kind) {
    this.token = token;
    this.mask = mask;
    this.kind = kind;
  }

  /** The token. */
  public Token token() {
    return token;
  }

  /** The token rights that the handle carries, ACCESS_SYSTEM_SECURITY included where it was granted. */
  public int mask() {
    return mask;
  }

  /** What the handle can be asked. */
  public Kind kind() {
    return kind;
  }

  /** Whether the handle carries all of {@code rights}. */
  public boolean has(int rights) {
    return (mask & rights) == rights;
  }

  /** Whether the handle still holds its reference. */
  public boolean isOpen() {
    return open;
  }

  void close() {
    open = false;
  }

  void reopen() {
    open = true;
  }
}
