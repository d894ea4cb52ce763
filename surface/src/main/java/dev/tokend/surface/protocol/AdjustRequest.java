package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of privileges or groups: kacs_adjust_privs_args and kacs_adjust_groups_args with their entries in place
 * of the pointer (formats §11.1).
 *
 * <pre>
 *   0  u32  count of entries
 *   4  u32  padding, 0
 *   8  u32  privilege number or group index, u32 what becomes of it; for each entry
 * </pre>
 *
 * @param padding as it came; the operation wants 0
 * @param entries in the order in which they are judged
 */
public record AdjustRequest(int padding, List<Entry> entries) {

  /** The only entry of a request that returns every privilege to its default (tokens §14.1). */
  public static final Entry RESET_PRIVILEGES = new Entry(0, 0x8000_0000);

  /** The only entry of a request that returns every group to its default (tokens §14.2). */
  public static final Entry RESET_GROUPS = new Entry(0xFFFF_FFFF, 0);

  private static final int ENTRY_SIZE = 8;

  /**
   * One privilege or group.
   *
   * @param number the privilege's bit number, or the group's index
   * @param state for a privilege 0 disable, 2 enable, 4 remove; for a group 0 disable, 1 enable
   */
  public record Entry(int number, int state) {}

  /** Copies the list. */
  public AdjustRequest {
    entries = List.copyOf(entries);
  }

  /** A request with these entries. */
  public static AdjustRequest of(List<Entry> entries) {
    return new AdjustRequest(0, entries);
  }

  /** Reads a payload. */
  public static AdjustRequest decode(byte[] payload) throws MalformedException {
    ByteReader in = new ByteReader("adjust request", payload);
    long count = in.u32();
    int padding = in.i32();
    if (count * ENTRY_SIZE != in.remaining()) {
      throw new MalformedException("adjust request", 0, "the count is not that of the entries");
    }
    List<Entry> entries = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      entries.add(new Entry(in.i32(), in.i32()));
    }
    return new AdjustRequest(padding, entries);
  }

  /** The payload. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(8 + ENTRY_SIZE * entries.size());
    out.i32(entries.size());
    out.i32(padding);
    for (Entry entry : entries) {
      out.i32(entry.number());
      out.i32(entry.state());
    }
    return out.toByteArray();
  }
}
