package dev.tokend.cli;

import java.io.IOException;

/** A reader of the output that went away, which is its good right: {@code token show --all | head -1}. */
public final class BrokenPipe {
  private BrokenPipe() {}

  /** Whether that is why something could not be written. */
  public static boolean is(IOException e) {
    String message = e.getMessage();
    return message != null && message.contains("Broken pipe");
  }
}
