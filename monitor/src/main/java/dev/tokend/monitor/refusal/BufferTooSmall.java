package dev.tokend.monitor.refusal;

import java.io.Serial;

/** A query payload does not fit the buffer; the size that would is given with it (tokens §24 row 5, ERANGE). */
public final class BufferTooSmall extends Refusal {
  @Serial private static final long serialVersionUID = 1L;

  private final int required;

  /**
   * @param rule the row that decided
   * @param required the size of the payload in bytes
   */
  public BufferTooSmall(Rule rule, int required) {
    super(rule, null, null);
    this.required = required;
  }

  /** The size of the payload in bytes. */
  public int required() {
    return required;
  }
}
