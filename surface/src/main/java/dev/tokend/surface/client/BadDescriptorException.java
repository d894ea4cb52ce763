package dev.tokend.surface.client;

import java.io.IOException;
import java.io.Serial;

/** A descriptor that was to be passed along is not open in this process. */
public final class BadDescriptorException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final int descriptor;

  /**
   * @param descriptor its number
   */
  public BadDescriptorException(int descriptor) {
    super("descriptor " + descriptor + " is not open");
    this.descriptor = descriptor;
  }

  /** The number of the descriptor. */
  public int descriptor() {
    return descriptor;
  }
}
