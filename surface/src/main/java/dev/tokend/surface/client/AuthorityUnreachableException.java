package dev.tokend.surface.client;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** No authority answers at a place, or what answers there cannot be one. */
public final class AuthorityUnreachableException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Path place;
  private final String reason;

  /**
   * @param place the socket or folder
   * @param reason why it did not work, and what to do
   */
  public AuthorityUnreachableException(Path place, String reason) {
    super(place + ": " + reason);
    this.place = place;
    this.reason = reason;
  }

  /** The socket or folder. */
  public Path place() {
    return place;
  }

  /** Why it did not work. */
  public String reason() {
    return reason;
  }
}
