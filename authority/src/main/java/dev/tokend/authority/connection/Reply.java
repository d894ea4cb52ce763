package dev.tokend.authority.connection;

import dev.tokend.linux.Fd;
import org.jspecify.annotations.Nullable;

/**
 * What the authority answers to a request.
 *
 * @param failed whether the payload is a failure
 * @param payload the answer's bytes
 * @param askAgain whether the sender was seen too late, so that only what it sends after this answer can be answered
 * @param descriptor one to pass along, the connection's to close, or null
 */
public record Reply(boolean failed, byte[] payload, boolean askAgain, @Nullable Fd descriptor) {

  /** A success that needs no telling. */
  public static final Reply EMPTY = new Reply(false, new byte[0], false, null);

  /** A success without a descriptor. */
  public static Reply of(byte[] payload) {
    return new Reply(false, payload, false, null);
  }
}
