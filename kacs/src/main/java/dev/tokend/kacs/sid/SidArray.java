package dev.tokend.kacs.sid;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The array of SIDs with attributes of query payloads and token specs (formats §3).
 *
 * <p>An entry is {@code [sid_len u32][sid][attributes u32]}, where {@code sid_len} equals the SID's own size. A query
 * payload puts a u32 count before the entries; a token spec does not, since its header holds the count.
 */
public final class SidArray {
  /** The smallest entry, in bytes: a SID without sub-authorities. */
  public static final int MIN_ENTRY_SIZE = 4 + Sid.MIN_SIZE + 4;

  private SidArray() {}

  /** Reads a u32 count and that many entries. */
  public static List<SidAndAttributes> readCounted(ByteReader in) throws MalformedException {
    return readEntries(in, in.u32());
  }

  /**
   * Reads {@code count} entries.
   *
   * @throws MalformedException if fewer are there, or one is malformed
   */
  public static List<SidAndAttributes> readEntries(ByteReader in, long count) throws MalformedException {
    if (count > in.remaining() / MIN_ENTRY_SIZE) {
      throw in.fail(count + " SID entries do not fit in " + in.remaining() + " bytes");
    }
    List<SidAndAttributes> entries = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      entries.add(readEntry(in));
    }
    return List.copyOf(entries);
  }

  /** Appends the count and the entries. */
  public static void writeCounted(ByteWriter out, List<SidAndAttributes> entries) {
    out.i32(entries.size());
    writeEntries(out, entries);
  }

  /** Appends the entries alone. */
  public static void writeEntries(ByteWriter out, List<SidAndAttributes> entries) {
    for (int i = 0; i < entries.size(); i++) {
      SidAndAttributes entry = entries.get(i);
      out.i32(entry.sid().size());
      entry.sid().writeTo(out);
      out.i32(entry.attributes());
    }
  }

  private static SidAndAttributes readEntry(ByteReader in) throws MalformedException {
    int lengthAt = in.position();
    long length = in.u32();
    if (length < Sid.MIN_SIZE || length > Sid.MAX_SIZE) {
      throw in.failAt(lengthAt, "SID length " + length + " is not in 8..68");
    }
    ByteReader body = in.slice((int) length);
    Sid sid = Sid.read(body);
    if (body.remaining() != 0) {
      throw in.failAt(lengthAt, "SID length is " + length + ", the SID itself has " + sid.size() + " bytes");
    }
    return new SidAndAttributes(sid, in.i32());
  }
}
