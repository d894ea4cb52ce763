package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;

/**
 * Asks for audit events.
 *
 * <pre>
 *   0  u64  the number of the last event that is known; 0 = none, 2^64-1 = all that there are
 *   8  u32  how long to wait for one where there is none, in milliseconds; at most 30000
 * </pre>
 *
 * @param after the number of the last event that is known, {@link #ALL_SO_FAR} for those to come only
 * @param waitMillis how long to wait where there is none yet; 0 = not at all
 */
public record EventsRequest(long after, int waitMillis) {

  /** Nothing that has happened so far is asked for. */
  public static final long ALL_SO_FAR = -1;

  /** How long a request may wait at most. */
  public static final int MAX_WAIT_MILLIS = 30_000;

  /** Checks the time. */
  public EventsRequest {
    if (waitMillis < 0 || waitMillis > MAX_WAIT_MILLIS) {
      throw new IllegalArgumentException("a wait of " + Integer.toUnsignedString(waitMillis) + " ms");
    }
  }

  /** Reads a request. */
  public static EventsRequest decode(byte[] payload) throws MalformedException {
    ByteReader in = new ByteReader("events request", payload);
    long after = in.i64();
    int wait = in.i32();
    if (wait < 0 || wait > MAX_WAIT_MILLIS) {
      throw new MalformedException("events request", 8, "a wait of more than " + MAX_WAIT_MILLIS + " ms");
    }
    in.expectEnd();
    return new EventsRequest(after, wait);
  }

  /** The request's bytes. */
  public byte[] encode() {
    return new ByteWriter(12).i64(after).i32(waitMillis).toByteArray();
  }
}
