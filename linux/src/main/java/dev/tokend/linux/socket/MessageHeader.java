package dev.tokend.linux.socket;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@code struct msghdr} (56 bytes) with one {@code struct iovec} and room for control messages, allocated once.
 *
 * <p>Each control message is a length of 8 bytes, level and type of 4 bytes each, and data from offset 16; the next
 * begins at the length rounded up to 8.
 */
final class MessageHeader {
  static final int CMSG_HEADER = 16;
  static final int SCM_RIGHTS = 1;
  static final int SCM_CREDENTIALS = 2;
  static final int SCM_PIDFD = 4;

  /** SCM_MAX_FD of the kernel: the most descriptors in one message. */
  static final int MAX_DESCRIPTORS = 253;

  private static final int MSG_IOV = 16;
  private static final int MSG_IOVLEN = 24;
  private static final int MSG_CONTROL = 32;
  private static final int MSG_CONTROLLEN = 40;
  private static final int MSG_FLAGS = 48;
  private static final int HEADER_SIZE = 56;

  /** Buffers, whose accessors are ready at once, not segments, whose first access links them. */
  final ByteBuffer control;

  private final ByteBuffer header;
  private final ByteBuffer iovec;
  private final long controlAddress;
  private final long headerAddress;

  MessageHeader(Arena arena, int controlSize) {
    MemorySegment headerMemory = arena.allocate(HEADER_SIZE, 8);
    MemorySegment iovecMemory = arena.allocate(16, 8);
    MemorySegment controlMemory = arena.allocate(controlSize, 8);
    header = headerMemory.asByteBuffer().order(ByteOrder.nativeOrder());
    iovec = iovecMemory.asByteBuffer().order(ByteOrder.nativeOrder());
    control = controlMemory.asByteBuffer().order(ByteOrder.nativeOrder());
    headerAddress = headerMemory.address();
    controlAddress = controlMemory.address();
    header.putLong(MSG_IOV, iovecMemory.address());
    header.putLong(MSG_IOVLEN, 1);
  }

  /** The bytes that a control message with so much data takes, with its header and its padding: CMSG_SPACE. */
  static int space(int dataSize) {
    return CMSG_HEADER + align(dataSize);
  }

  static int align(int size) {
    return (size + 7) & ~7;
  }

  /** Sets what the next call reads into or writes from, and how much of the control buffer it may use. */
  void prepare(long dataAddress, long dataLength, long controlLength) {
    iovec.putLong(0, dataAddress);
    iovec.putLong(8, dataLength);
    header.putLong(MSG_CONTROL, controlLength == 0 ? 0 : controlAddress);
    header.putLong(MSG_CONTROLLEN, controlLength);
    header.putInt(MSG_FLAGS, 0);
  }

  long address() {
    return headerAddress;
  }

  /** The bytes of control messages that the last recvmsg(2) wrote. */
  long controlLength() {
    return header.getLong(MSG_CONTROLLEN);
  }

  /** The flags that the last recvmsg(2) wrote. */
  int flags() {
    return header.getInt(MSG_FLAGS);
  }
}
