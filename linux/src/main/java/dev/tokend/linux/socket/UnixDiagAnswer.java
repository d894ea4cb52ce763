package dev.tokend.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * What sock_diag(7) answers about one Unix socket.
 *
 * <pre>
 *   0  struct nlmsghdr: u32 length, u16 type, u16 flags, u32 sequence, u32 port
 *  16  struct unix_diag_msg: u8 family, u8 type, u8 state, u8 padding, u32 inode, u64 cookie
 *  32  attributes, each u16 length with these four bytes, u16 type, the value, and zeros up to four bytes
 * </pre>
 *
 * An error has the type NLMSG_ERROR, and at 16 the negative error number.
 */
public sealed interface UnixDiagAnswer {
  /** The type of the message that a socket is told in. */
  short SOCK_DIAG_BY_FAMILY = 20;

  /**
   * A socket.
   *
   * @param inode unsigned 32 bits; the kernel counts them and begins again after 2^32 of all kinds
   * @param cookie of which no second socket has the same until the next boot
   * @param peerInode the inode of the socket that it is connected to; 0 where there is none, or it has been closed
   */
  record Socket(long inode, long cookie, long peerInode) implements UnixDiagAnswer {}

  /**
   * The kernel refuses.
   *
   * @param errno positive; ENOENT for an inode that no socket has, ESTALE for one with another cookie
   */
  record Failed(int errno) implements UnixDiagAnswer {}

  /** The answer to an earlier question. */
  record Stale() implements UnixDiagAnswer {}

  /**
   * Not a message that sock_diag sends.
   *
   * @param offset where it goes wrong
   */
  record Unfit(int offset) implements UnixDiagAnswer {}

  /**
   * Reads a message; any bytes give one of the four.
   *
   * @param buffer where it is
   * @param received how many bytes of the buffer are the message; at most its size
   * @param sequence the number of the question
   */
  static UnixDiagAnswer read(MemorySegment buffer, long received, int sequence) {
    int header = 16;
    if (received < header) {
      return new Unfit((int) Math.max(received, 0));
    }
    int length = buffer.get(JAVA_INT_UNALIGNED, 0);
    if (length < header || length > received) {
      return new Unfit(0);
    }
    if (buffer.get(JAVA_INT_UNALIGNED, 8) != sequence) {
      return new Stale();
    }
    int error = 2;
    short type = buffer.get(JAVA_SHORT_UNALIGNED, 4);
    if (type == error) {
      int errno = length < header + 4 ? 0 : buffer.get(JAVA_INT_UNALIGNED, header);
      return errno < 0 && errno > Integer.MIN_VALUE ? new Failed(-errno) : new Unfit(header);
    }
    return type == SOCK_DIAG_BY_FAMILY ? socket(buffer, length) : new Unfit(4);
  }

  private static UnixDiagAnswer socket(MemorySegment buffer, int length) {
    int attributes = 32;
    if (length < attributes || buffer.get(JAVA_BYTE, 16) != UnixSocket.AF_UNIX) {
      return new Unfit(16);
    }
    int peerType = 2;
    long peer = 0;
    int at = attributes;
    while (length - at >= 4) {
      int size = Short.toUnsignedInt(buffer.get(JAVA_SHORT_UNALIGNED, at));
      if (size < 4 || size > length - at) {
        return new Unfit(at);
      }
      if (buffer.get(JAVA_SHORT_UNALIGNED, at + 2) == peerType) {
        if (size != 8) {
          return new Unfit(at);
        }
        peer = Integer.toUnsignedLong(buffer.get(JAVA_INT_UNALIGNED, at + 4));
      }
      at += (size + 3) & ~3;
    }
    return new Socket(
        Integer.toUnsignedLong(buffer.get(JAVA_INT_UNALIGNED, 20)), buffer.get(JAVA_LONG_UNALIGNED, 24), peer);
  }
}
