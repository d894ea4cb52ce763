package dev.tokend.authority.store;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The state file as bytes, little-endian. It begins with a header, which is the same in every version:
 *
 * <pre>
 *   0  8 bytes  "tokendst"
 *   8  u32      version, 1
 *  12  16 bytes boot id, as a UUID is written
 *  28  u32      CRC-32C of the 28 bytes before
 * </pre>
 *
 * and goes on with a record for each transaction:
 *
 * <pre>
 *   0  u32  length of the transaction
 *   4  u32  CRC-32C of the transaction
 *   8  u32  CRC-32C of the 8 bytes before
 *  12       the transaction
 * </pre>
 *
 * Whoever writes may be killed in the middle of a record. So the file may end within one, which then never was; anything
 * else that does not fit is damage, also where a later record does fit.
 */
final class StateBytes {
  static final int VERSION = 1;
  static final int HEADER_SIZE = 32;
  static final int RECORD_HEADER_SIZE = 12;
  private static final String STRUCTURE = "state file";
  private static final byte[] MAGIC = "tokendst".getBytes(StandardCharsets.US_ASCII);

  private StateBytes() {}

  /** What is in a file. */
  sealed interface Content {
    /** It was written in another boot: nothing that it tells of exists any more. */
    record OfOtherBoot() implements Content {}

    /**
     * Another build wrote it, in this boot.
     *
     * @param version unsigned
     */
    record OfOtherVersion(int version) implements Content {}

    /**
     * It tells what is kept.
     *
     * @param length of the part of the file that is whole, in bytes
     */
    record Kept(int length) implements Content {}
  }

  static byte[] header(UUID boot) {
    ByteWriter out = new ByteWriter(HEADER_SIZE);
    out.bytes(MAGIC).i32(VERSION).bytes(bytes(boot));
    return out.i32(crc(out.toByteArray(), 0, out.size())).toByteArray();
  }

  static byte[] record(List<Change> transaction) {
    return record(Change.encode(transaction));
  }

  static byte[] record(byte[] body) {
    ByteWriter out = new ByteWriter(RECORD_HEADER_SIZE + body.length);
    out.i32(body.length).i32(crc(body, 0, body.length));
    out.i32(crc(out.toByteArray(), 0, out.size()));
    return out.bytes(body).toByteArray();
  }

  /**
   * Reads a whole file.
   *
   * @param boot the id of this boot
   * @param kept is given each transaction; of no use where this fails later
   * @throws MalformedException if it is damaged
   * @throws IOException if it cannot be read
   */
  static Content read(StateInput in, UUID boot, Consumer<List<Change>> kept) throws MalformedException, IOException {
    if (!in.has(HEADER_SIZE)) {
      throw new MalformedException(STRUCTURE, in.position(), "it ends within its header");
    }
    int crc = in.crc(HEADER_SIZE - Integer.BYTES);
    ByteReader header = in.take(STRUCTURE, HEADER_SIZE);
    if (!Arrays.equals(header.bytes(MAGIC.length), MAGIC)) {
      throw header.failAt(0, "it is no state file");
    }
    int version = header.i32();
    byte[] writtenIn = header.bytes(16);
    requireCrc(0, header, crc);
    if (!Arrays.equals(writtenIn, bytes(boot))) {
      return new Content.OfOtherBoot();
    }
    if (version != VERSION) {
      return new Content.OfOtherVersion(version);
    }
    int whole = in.position();
    while (in.has(RECORD_HEADER_SIZE)) {
      int at = in.position();
      List<Change> transaction = transaction(in, at);
      if (transaction == null) {
        break;
      }
      kept.accept(transaction);
      whole = in.position();
    }
    return new Content.Kept(whole);
  }

  /** The next transaction; null where the file ends within it. */
  private static @Nullable List<Change> transaction(StateInput in, int at) throws MalformedException, IOException {
    int headerCrc = in.crc(RECORD_HEADER_SIZE - Integer.BYTES);
    ByteReader header = in.take(STRUCTURE, RECORD_HEADER_SIZE);
    int length = header.i32();
    int crc = header.i32();
    requireCrc(at, header, headerCrc);
    if (length < 0 || !in.has(length)) {
      return null;
    }
    if (in.crc(length) != crc) {
      throw new MalformedException(STRUCTURE, at, "the checksum of a transaction does not fit");
    }
    ByteReader body = in.take("transaction", length);
    try {
      return Change.decode(body);
    } catch (MalformedException e) {
      throw in.inFile(e);
    }
  }

  private static void requireCrc(int at, ByteReader header, int crc) throws MalformedException {
    if (header.i32() != crc) {
      throw new MalformedException(STRUCTURE, at, "the checksum of a header does not fit");
    }
  }

  private static byte[] bytes(UUID id) {
    return new ByteWriter(16)
        .i64(Long.reverseBytes(id.getMostSignificantBits()))
        .i64(Long.reverseBytes(id.getLeastSignificantBits()))
        .toByteArray();
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
