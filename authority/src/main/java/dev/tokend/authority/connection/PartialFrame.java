package dev.tokend.authority.connection;

import dev.tokend.kacs.MalformedException;
import dev.tokend.linux.socket.MessageReceiver;
import dev.tokend.linux.socket.OffHeapBytes;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Operation;
import org.jspecify.annotations.Nullable;

/** The bytes of one frame, as far as they have come. */
final class PartialFrame {

  /** The longest payload read for an operation that does not exist, so that it can be refused politely. */
  private static final int MAX_UNKNOWN = 4096;

  /** A payload of so many bytes is kept outside of the heap until all of it has come. */
  private static final int LARGE = 4096;

  private static final byte[] NOTHING = {};

  private final byte[] header = new byte[FrameHeader.SIZE];
  private @Nullable FrameHeader decoded;
  private byte[] payload = NOTHING;
  private @Nullable OffHeapBytes largePayload;
  private int have;

  /** How many have come. */
  int have() {
    return have;
  }

  /** What it says of itself, once all of that has come. */
  @Nullable FrameHeader header() {
    return decoded;
  }

  /** Whether all have come. */
  boolean isWhole() {
    FrameHeader complete = decoded;
    return complete != null && have == FrameHeader.SIZE + complete.length();
  }

  /** Takes the bytes that were received last, none of which are beyond its end. */
  void add(MessageReceiver receiver, int count) throws BrokenFrameException {
    int ofHeader = Math.min(count, Math.max(0, FrameHeader.SIZE - have));
    if (ofHeader > 0) {
      receiver.copyTo(0, header, have, ofHeader);
      have += ofHeader;
      if (have == FrameHeader.SIZE) {
        begin();
      }
    }
    int ofPayload = count - ofHeader;
    if (largePayload != null) {
      receiver.addTo(largePayload, ofHeader, ofPayload);
    } else if (ofPayload > 0) {
      receiver.copyTo(ofHeader, payload, have - FrameHeader.SIZE, ofPayload);
    }
    have += ofPayload;
  }

  private void begin() throws BrokenFrameException {
    FrameHeader complete;
    try {
      complete = FrameHeader.decode(header);
    } catch (MalformedException e) {
      throw new BrokenFrameException(e.structure() + ": " + e.reason());
    }
    if (complete.kind() != FrameHeader.Kind.REQUEST) {
      throw new BrokenFrameException("not a request");
    }
    Operation operation = Operation.byCode(complete.operation());
    int limit = operation == null ? MAX_UNKNOWN : operation.maxPayload();
    if (complete.length() > limit) {
      throw new BrokenFrameException("a payload of " + complete.length() + " bytes where at most " + limit + " fit");
    }
    decoded = complete;
    if (complete.length() < LARGE) {
      payload = new byte[complete.length()];
    } else {
      largePayload = new OffHeapBytes(complete.length());
    }
  }

  /** All of its payload, which has come. */
  byte[] payload() {
    return largePayload != null ? largePayload.toByteArray() : payload;
  }

  /** Begins with the next one. */
  void reset() {
    if (largePayload != null) {
      largePayload.close();
      largePayload = null;
    }
    payload = NOTHING;
    decoded = null;
    have = 0;
  }
}
