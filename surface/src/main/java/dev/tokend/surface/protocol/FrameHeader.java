package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;

/**
 * The 24 bytes before every payload, little-endian.
 *
 * <pre>
 *   0  u32  magic 0x444E4B54, the bytes "TKND"
 *   4  u8   version, 1
 *   5  u8   kind: 1 request, 2 reply, 3 failure
 *   6  u16  operation; a reply repeats the request's
 *   8  u32  request id, chosen by the client; a reply repeats it
 *  12  u32  calling thread, 0 = the process's leading thread; 0 in replies
 *  16  u32  payload length in bytes
 *  20  u32  reserved, 0
 * </pre>
 *
 * <p>The magic number keeps a program that was tricked into writing to an inherited connection from asking anything.
 */
public record FrameHeader(Kind kind, int operation, int requestId, int thread, int length) {

  /** Length of a header in bytes. */
  public static final int SIZE = 24;

  /** "TKND", read as a little-endian number. */
  public static final int MAGIC = 0x444E4B54;

  /** The one version of the format. */
  public static final int VERSION = 1;

  /** The longest payload of a reply in bytes, what a client must be ready for. */
  public static final int MAX_REPLY = 1 << 20;

  /** What a frame is. */
  public enum Kind {
    /** From the client. */
    REQUEST(1),
    /** The operation succeeded. */
    REPLY(2),
    /** The operation failed; the payload is a {@link Failure}. */
    FAILURE(3);

    private final int value;

    Kind(int value) {
      this.value = value;
    }
  }

  /** Reads a header from the first {@link #SIZE} bytes. Fails on a wrong magic, version, kind or reserved field. */
  public static FrameHeader decode(byte[] bytes) throws MalformedException {
    ByteReader in = new ByteReader("frame header", bytes, 0, Math.min(bytes.length, SIZE));
    if (in.i32() != MAGIC) {
      throw new MalformedException("frame header", 0, "not a tokend message");
    }
    int version = in.u8();
    if (version != VERSION) {
      throw new MalformedException("frame header", 4, "version " + version + " where 1 was expected");
    }
    Kind kind =
        switch (in.u8()) {
          case 1 -> Kind.REQUEST;
          case 2 -> Kind.REPLY;
          case 3 -> Kind.FAILURE;
          default -> throw new MalformedException("frame header", 5, "unknown kind");
        };
    int operation = in.u16();
    int requestId = in.i32();
    int thread = in.i32();
    int length = in.i32();
    if (length < 0 || length > MAX_REPLY) {
      throw new MalformedException("frame header", 16, "payload length out of bounds");
    }
    if (in.i32() != 0) {
      throw new MalformedException("frame header", 20, "reserved field is not 0");
    }
    return new FrameHeader(kind, operation, requestId, thread, length);
  }

  /**
   * A byte that every request begins with.
   *
   * @param index 0 to 5
   */
  public static int requestByte(int index) {
    return index < 4 ? (MAGIC >>> (8 * index)) & 0xFF : index == 4 ? VERSION : Kind.REQUEST.value;
  }

  /** Whether the {@link #SIZE} bytes of a header that is not decoded yet are a request's, whatever it asks for. */
  public static boolean isRequest(byte[] header) {
    for (int i = 0; i < 6; i++) {
      if (header[i] != requestByte(i)) {
        return false;
      }
    }
    int length = lengthIn(header);
    return length >= 0 && length <= MAX_REPLY && Words.at(header, 5) == 0;
  }

  /** The length of the payload in a header that is not decoded yet, and may be nonsense. */
  public static int lengthIn(byte[] header) {
    return Words.at(header, 4);
  }

  /** Writes the header of a successful answer to the start of an array. */
  public static void writeReply(byte[] frame, int operation, int requestId, int length) {
    for (int i = 0; i < SIZE; i++) {
      frame[i] = 0;
    }
    for (int i = 0; i < 4; i++) {
      frame[i] = (byte) (MAGIC >>> (8 * i));
      frame[8 + i] = (byte) (requestId >>> (8 * i));
      frame[16 + i] = (byte) (length >>> (8 * i));
    }
    frame[4] = VERSION;
    frame[5] = (byte) Kind.REPLY.value;
    frame[6] = (byte) operation;
    frame[7] = (byte) (operation >>> 8);
  }

  /** A whole frame: this header, with the length of the payload, and the payload. */
  public static byte[] frame(Kind kind, int operation, int requestId, int thread, byte[] payload) {
    ByteWriter out = new ByteWriter(SIZE + payload.length);
    out.i32(MAGIC);
    out.u8(VERSION);
    out.u8(kind.value);
    out.u16(operation);
    out.i32(requestId);
    out.i32(thread);
    out.i32(payload.length);
    out.i32(0);
    out.bytes(payload);
    return out.toByteArray();
  }
}
