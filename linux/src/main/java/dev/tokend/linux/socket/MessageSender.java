package dev.tokend.linux.socket;

import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Sends messages with descriptors (sendmsg(2), unix(7)). One sender serves many sockets of one thread; after
 * construction it allocates nothing. A peer that is gone gives EPIPE, or ECONNRESET once where it left messages
 * unread; never SIGPIPE.
 */
public final class MessageSender {
  /** The most descriptors that one message takes: SCM_MAX_FD of the kernel. */
  public static final int MAX_DESCRIPTORS = MessageHeader.MAX_DESCRIPTORS;

  private static final int[] NO_DESCRIPTORS = {};

  private final MemorySegment data;
  private final ByteBuffer dataBytes;
  private final MessageHeader header;

  /**
   * Allocates, for the life of the process.
   *
   * @param capacity the size of {@link #data} in bytes
   */
  public MessageSender(int capacity) {
    Arena arena = Arena.global();
    data = arena.allocate(capacity, 16);
    dataBytes = data.asByteBuffer();
    header = new MessageHeader(arena, MessageHeader.space(Integer.BYTES * MAX_DESCRIPTORS));
  }

  /** Where a message may be composed before {@link #send(int, int, int, int[], int, int)}. */
  public MemorySegment data() {
    return data;
  }

  /** The size of {@link #data} in bytes. */
  public int capacity() {
    return (int) data.byteSize();
  }

  /** Copies a range of an array into {@link #data} and sends it without descriptors; {@code length <= capacity()}. */
  public int send(int fd, byte[] source, int offset, int length, int messageFlags) {
    return send(fd, source, offset, length, NO_DESCRIPTORS, 0, messageFlags);
  }

  /** Copies a range of an array into {@link #data} and sends it with descriptors; {@code length <= capacity()}. */
  public int send(
      int fd, byte[] source, int offset, int length, int[] descriptors, int descriptorCount, int messageFlags) {
    dataBytes.put(0, source, offset, length);
    return send(fd, 0, length, descriptors, descriptorCount, messageFlags);
  }

  /**
   * Sends a range of {@link #data}. The descriptors stay the caller's.
   *
   * @param offset where in {@link #data} the message begins
   * @param length its bytes; a stream takes descriptors only with at least one byte
   * @param descriptors numbers, of which the first {@code descriptorCount} go with the message
   * @param messageFlags of {@link MessageFlags}
   * @return the number of bytes that were sent, which on a stream may be fewer; or the negative error number, EAGAIN
   *     where the queue is full
   */
  public int send(
      int fd, int offset, int length, int[] descriptors, int descriptorCount, int messageFlags) {
    Objects.checkFromIndexSize(offset, length, capacity());
    if (descriptorCount == 0) {
      // The shorter way in the kernel, too.
      return (int) Syscall.invoke(
          SyscallNumber.SENDTO, fd, data.address() + offset, length, messageFlags | MessageFlags.NOSIGNAL);
    }
    header.prepare(data.address() + offset, length, writeDescriptors(descriptors, descriptorCount));
    return (int) Syscall.invoke(
        SyscallNumber.SENDMSG, fd, header.address(), messageFlags | MessageFlags.NOSIGNAL);
  }

  private int writeDescriptors(int[] descriptors, int count) {
    Objects.checkFromIndexSize(0, count, Math.min(descriptors.length, MAX_DESCRIPTORS));
    if (count == 0) {
      return 0;
    }
    ByteBuffer control = header.control;
    int size = Integer.BYTES * count;
    control.putLong(0, MessageHeader.CMSG_HEADER + size);
    control.putInt(8, SocketFacts.SOL_SOCKET);
    control.putInt(12, MessageHeader.SCM_RIGHTS);
    for (int i = 0; i < count; i++) {
      control.putInt(MessageHeader.CMSG_HEADER + Integer.BYTES * i, descriptors[i]);
    }
    return MessageHeader.space(size);
  }
}
