package dev.tokend.kacs.token;

import java.io.Serial;

/** A rule of formats §9.3 that the values of a token spec break, with the header field that shows it. */
public final class SpecFault extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  /** Where the field begins. */
  private final int headerOffset;

  SpecFault(int headerOffset, String reason) {
    super(reason);
    this.headerOffset = headerOffset;
  }

  /** Where in the header of formats §9.1 the field begins that breaks the rule, in bytes. */
  public int headerOffset() {
    return headerOffset;
  }
}
