package dev.tokend.linux.socket;

import dev.tokend.linux.Fd;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Receives messages with what the kernel attached to them (recvmsg(2), unix(7)): the sender's credentials, a pidfd of
 * the sender, and descriptors. One receiver serves many sockets of one thread; after construction it allocates
 * nothing.
 *
 * <p>What a call delivered is read by the accessors until the next call. Descriptors are the receiver's until they
 * are taken; those left are closed by {@link #closeReceived} and at the next {@link #receive}, so none is ever lost,
 * also when the message was cut off.
 */
public final class MessageReceiver implements AutoCloseable {
  private static final int NONE = -1;
  private static final int UCRED_SIZE = 12;
  private static final int CONTROL_SIZE = MessageHeader.space(UCRED_SIZE)
      + MessageHeader.space(Integer.BYTES)
      + MessageHeader.space(Integer.BYTES * MessageHeader.MAX_DESCRIPTORS);

  private final MemorySegment data;
  private final ByteBuffer dataBytes;
  private final MessageHeader header;
  private final int controlSize;
  private final int[] descriptors = new int[CONTROL_SIZE / Integer.BYTES];

  private int bytes;
  private boolean credentials;
  private boolean anyControl;
  private int pid;
  private int uid;
  private int gid;
  private int pidFd = NONE;
  private int descriptorCount;
  private int flags;

  /**
   * Allocates, for the life of the process.
   *
   * @param capacity the size of {@link #data} in bytes
   */
  public MessageReceiver(int capacity) {
    this(capacity, CONTROL_SIZE);
  }

  /**
   * A receiver with room for credentials and a pidfd and at most {@code count} descriptors; of a message that brings
   * more the kernel keeps the rest, and {@link #isControlTruncated} says so.
   *
   * @param capacity the size of {@link #data} in bytes
   */
  public static MessageReceiver ofDescriptors(int capacity, int count) {
    int rights = MessageHeader.space(Integer.BYTES * count);
    return new MessageReceiver(
        capacity, MessageHeader.space(UCRED_SIZE) + MessageHeader.space(Integer.BYTES) + rights);
  }

  /**
   * A receiver with room for credentials alone: it never brings a descriptor into this process.
   *
   * @param capacity the size of {@link #data} in bytes
   */
  public static MessageReceiver ofCredentials(int capacity) {
    return new MessageReceiver(capacity, MessageHeader.space(UCRED_SIZE));
  }

  /** With a control buffer smaller than the kernel may need, so that truncation can be tested. */
  MessageReceiver(int capacity, int controlSize) {
    Arena arena = Arena.global();
    this.data = arena.allocate(capacity, 16);
    this.dataBytes = data.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    this.header = new MessageHeader(arena, CONTROL_SIZE);
    this.controlSize = controlSize;
  }

  /** Where messages land. */
  public MemorySegment data() {
    return data;
  }

  /** The size of {@link #data} in bytes. */
  public int capacity() {
    return (int) data.byteSize();
  }

  /** Receives to the start of {@link #data}, as much as it holds. */
  public int receive(int fd, int messageFlags) {
    return receive(fd, 0, capacity(), messageFlags);
  }

  /**
   * Receives one message, or from a stream what is there up to the next change of sender or descriptors.
   *
   * @param offset where in {@link #data} the bytes land
   * @param length at most how many
   * @param messageFlags of {@link MessageFlags}
   * @return the number of bytes, or the negative error number; 0 is an end of file only if {@link #isEndOfFile}
   */
  public int receive(int fd, int offset, int length, int messageFlags) {
    Objects.checkFromIndexSize(offset, length, capacity());
    closeReceived();
    forget();
    header.prepare(data.address() + offset, length, controlSize);
    long result = Syscall.invoke(
        SyscallNumber.RECVMSG, fd, header.address(), messageFlags | MessageFlags.CMSG_CLOEXEC);
    if (result >= 0) {
      bytes = (int) result;
      flags = header.flags();
      readControl((int) Math.min(header.controlLength(), controlSize));
    }
    return (int) result;
  }

  private void forget() {
    bytes = 0;
    credentials = false;
    anyControl = false;
    flags = 0;
  }

  private void readControl(int end) {
    int offset = 0;
    while (end - offset >= MessageHeader.CMSG_HEADER) {
      long length = header.control.getLong(offset);
      if (length < MessageHeader.CMSG_HEADER || length > end - offset) {
        return;
      }
      anyControl = true;
      if (header.control.getInt(offset + 8) == SocketFacts.SOL_SOCKET) {
        readControlMessage(
            header.control.getInt(offset + 12),
            offset + MessageHeader.CMSG_HEADER,
            (int) length - MessageHeader.CMSG_HEADER);
      }
      offset += MessageHeader.align((int) length);
    }
  }

  private void readControlMessage(int type, int at, int size) {
    ByteBuffer control = header.control;
    if (type == MessageHeader.SCM_CREDENTIALS && size >= UCRED_SIZE) {
      credentials = true;
      pid = control.getInt(at);
      uid = control.getInt(at + 4);
      gid = control.getInt(at + 8);
    } else if (type == MessageHeader.SCM_PIDFD && size >= Integer.BYTES) {
      // The kernel writes a negative error number here where it could not make one.
      pidFd = Math.max(control.getInt(at), NONE);
    } else if (type == MessageHeader.SCM_RIGHTS) {
      for (int i = 0; i + Integer.BYTES <= size; i += Integer.BYTES) {
        descriptors[descriptorCount++] = control.getInt(at + i);
      }
    }
  }

  /** Copies the first {@code length} bytes of {@link #data} into an array. */
  public void copyTo(byte[] target, int offset, int length) {
    dataBytes.get(0, target, offset, length);
  }

  /** A byte of {@link #data}. */
  public byte byteAt(int offset) {
    return dataBytes.get(offset);
  }

  /** A little-endian word of {@link #data}. */
  public int wordAt(int offset) {
    return dataBytes.getInt(offset);
  }

  /** Adds {@code length} bytes of {@link #data} from an offset to those outside of the heap. */
  public void addTo(OffHeapBytes target, int from, int length) {
    target.add(data, from, length);
  }

  /** Copies {@code length} bytes of {@link #data} from an offset into an array. */
  public void copyTo(int from, byte[] target, int offset, int length) {
    dataBytes.get(from, target, offset, length);
  }

  /** The number of bytes that the last call delivered; 0 after an error. */
  public int bytes() {
    return bytes;
  }

  /**
   * Whether the last call's result of 0 was the end of file, and not a message of no bytes, which anyone may send: a
   * message carries its sender's credentials. Only for sockets with {@link SocketOptions#receiveCredentials}.
   */
  public boolean isEndOfFile() {
    return bytes == 0 && !anyControl && !isControlTruncated();
  }

  /** MSG_TRUNC: the message was longer than what was asked for, and the rest is gone. */
  public boolean isDataTruncated() {
    return (flags & MessageFlags.TRUNC) != 0;
  }

  /** MSG_CTRUNC: not all that was attached could be delivered, so the message must be refused. */
  public boolean isControlTruncated() {
    return (flags & MessageFlags.CTRUNC) != 0;
  }

  /** Whether the message named its sender, as {@link #pid}, {@link #uid} and {@link #gid}. */
  public boolean hasCredentials() {
    return credentials;
  }

  /** The sender's thread group id; 0 if it is outside this pid namespace. Only with {@link #hasCredentials}. */
  public int pid() {
    return pid;
  }

  /** The sender's real uid, unsigned 32 bits. Only with {@link #hasCredentials}. */
  public int uid() {
    return uid;
  }

  /** The sender's real gid, unsigned 32 bits. Only with {@link #hasCredentials}. */
  public int gid() {
    return gid;
  }

  /** The number of the sender's pidfd while it is untaken, else -1. */
  public int pidFd() {
    return pidFd;
  }

  /**
   * Hands the sender's pidfd over.
   *
   * @throws IllegalStateException if there is none, or it was taken
   */
  public Fd takePidFd() {
    if (pidFd == NONE) {
      throw new IllegalStateException("no pidfd to take");
    }
    Fd taken = new Fd(pidFd);
    pidFd = NONE;
    return taken;
  }

  /** How many descriptors came with the message, taken or not. */
  public int descriptorCount() {
    return descriptorCount;
  }

  /** The number of a received descriptor while it is untaken, else -1. */
  public int descriptor(int index) {
    return descriptors[Objects.checkIndex(index, descriptorCount)];
  }

  /**
   * Hands a received descriptor over.
   *
   * @throws IllegalStateException if it was taken
   */
  public Fd takeDescriptor(int index) {
    int number = descriptor(index);
    if (number == NONE) {
      throw new IllegalStateException("descriptor " + index + " was taken");
    }
    descriptors[index] = NONE;
    return new Fd(number);
  }

  /** Closes the pidfd and the descriptors that nobody took. */
  public void closeReceived() {
    if (pidFd != NONE) {
      Fd.close(pidFd);
      pidFd = NONE;
    }
    for (int i = 0; i < descriptorCount; i++) {
      if (descriptors[i] != NONE) {
        Fd.close(descriptors[i]);
      }
    }
    descriptorCount = 0;
  }

  /** {@link #closeReceived}. */
  @Override
  public void close() {
    closeReceived();
  }
}
