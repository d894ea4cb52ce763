package dev.tokend.kacs.token;

import java.io.Serial;

/** A rule of formats §9.3 that a token spec breaks, with the header field that shows it. */
final class SpecFault extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  private final int headerOffset;

  SpecFault(int headerOffset, String reason) {
    super(reason);
    this.headerOffset = headerOffset;
  }

  int headerOffset() {
    return headerOffset;
  }
}
