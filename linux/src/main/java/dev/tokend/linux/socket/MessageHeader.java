package dev.tokend.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

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

  private static final long MSG_IOV = 16;
  private static final long MSG_IOVLEN = 24;
  private static final long MSG_CONTROL = 32;
  private static final long MSG_CONTROLLEN = 40;
  private static final long MSG_FLAGS = 48;
  private static final long HEADER_SIZE = 56;

  final MemorySegment control;

  private final MemorySegment header;
  private final MemorySegment iovec;

  MessageHeader(Arena arena, int controlSize) {
    header = arena.allocate(HEADER_SIZE, 8);
    iovec = arena.allocate(16, 8);
    control = arena.allocate(controlSize, 8);
    header.set(JAVA_LONG, MSG_IOV, iovec.address());
    header.set(JAVA_LONG, MSG_IOVLEN, 1);
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
    iovec.set(JAVA_LONG, 0, dataAddress);
    iovec.set(JAVA_LONG, 8, dataLength);
    header.set(JAVA_LONG, MSG_CONTROL, controlLength == 0 ? 0 : control.address());
    header.set(JAVA_LONG, MSG_CONTROLLEN, controlLength);
    header.set(JAVA_INT, MSG_FLAGS, 0);
  }

  long address() {
    return header.address();
  }

  /** The bytes of control messages that the last recvmsg(2) wrote. */
  long controlLength() {
    return header.get(JAVA_LONG, MSG_CONTROLLEN);
  }

  /** The flags that the last recvmsg(2) wrote. */
  int flags() {
    return header.get(JAVA_INT, MSG_FLAGS);
  }
}
