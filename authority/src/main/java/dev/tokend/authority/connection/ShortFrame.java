package dev.tokend.authority.connection;

import dev.tokend.linux.socket.MessageReceiver;
import dev.tokend.surface.protocol.FrameHeader;

/**
 * A whole request of the process that connected, as it lies in the receiver. There is one of a connection, and it says
 * something only while it is being offered.
 */
public final class ShortFrame {
  /** The longest one, in bytes with its header. */
  static final int LONGEST = FrameHeader.SIZE + 64;

  private static final int OPERATION = 6;
  private static final int REQUEST_ID = 8;
  private static final int THREAD = 12;

  private final MessageReceiver receiver;
  private int size;

  ShortFrame(MessageReceiver receiver) {
    this.receiver = receiver;
  }

  /** Takes what was received for this frame, if its header is a request's and says so many bytes. */
  boolean isRequestOf(int count) {
    size = count;
    for (int i = 0; i < 6; i++) {
      if (receiver.byteAt(i) != FrameHeader.requestByte(i)) {
        return false;
      }
    }
    return word(16) == count - FrameHeader.SIZE && word(20) == 0;
  }

  private int word(int offset) {
    return receiver.wordAt(offset);
  }

  /** How long it is, with its header. */
  int size() {
    return size;
  }

  /** The number of the operation, a u16. */
  public int operation() {
    return word(OPERATION) & 0xFFFF;
  }

  /** What the client calls the request. */
  public int requestId() {
    return word(REQUEST_ID);
  }

  /** The calling thread; 0 = the leading one. */
  public int thread() {
    return word(THREAD);
  }

  /** How long the payload is. */
  public int length() {
    return size - FrameHeader.SIZE;
  }

  /** A little-endian word of the payload, which is that long. */
  public int payloadWord(int index) {
    return word(FrameHeader.SIZE + Integer.BYTES * index);
  }

  /** The sender's real uid when it sent this, unsigned. */
  public int realUid() {
    return receiver.uid();
  }

  /** Its real gid then, unsigned. */
  public int realGid() {
    return receiver.gid();
  }

  /** How many descriptors came along: none or one. */
  public int descriptors() {
    return receiver.descriptorCount();
  }

  /** The number of the one that came along; the connection's to close. */
  public int descriptor() {
    return receiver.descriptor(0);
  }
}
