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
 * @param parked the answer that is to come later, in place of this one; or null
 */
public record Reply(
    boolean failed, byte[] payload, boolean askAgain, @Nullable Fd descriptor, @Nullable Parked parked) {

  /** A success that needs no telling. */
  public static final Reply EMPTY = new Reply(false, new byte[0], false, null);

  /** An answer that is there. */
  public Reply(boolean failed, byte[] payload, boolean askAgain, @Nullable Fd descriptor) {
    this(failed, payload, askAgain, descriptor, null);
  }

  /** An answer that is to come. */
  public static Reply later(Parked parked) {
    return new Reply(false, new byte[0], false, null, parked);
  }

  /** A success without a descriptor. */
  public static Reply of(byte[] payload) {
    return new Reply(false, payload, false, null);
  }
}
