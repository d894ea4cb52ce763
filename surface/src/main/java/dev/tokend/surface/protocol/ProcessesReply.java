package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes in the order of their numbers, or a part of them.
 *
 * <pre>
 *   0  u32  the number to ask after next, 0 = that was all
 *   4  u32  how many more there are that the caller may not see
 *   8  u32  how many more there are that the authority may not read itself
 *  12  u32  how many more there are that it could not look at for a limit of its own
 *  16  u32  how many follow
 *      each: a {@link ListedProcess}
 * </pre>
 *
 * @param next the number to ask after next, 0 for the end
 * @param unlisted those that were met and are not listed
 * @param processes those that are
 */
public record ProcessesReply(int next, Unlisted unlisted, List<ListedProcess> processes) {

  /**
   * How many processes were met and are not listed, by the reason.
   *
   * @param denied the caller may not see them: by their own descriptor or their token's (tokens §8 and §9.2)
   * @param untold Linux does not tell this authority who they are
   * @param failed a limit of the authority kept it from looking
   */
  public record Unlisted(int denied, int untold, int failed) {
    /** All are listed. */
    public static final Unlisted NONE = new Unlisted(0, 0, 0);

    /** Those of two parts. */
    public Unlisted plus(Unlisted more) {
      return new Unlisted(denied + more.denied, untold + more.untold, failed + more.failed);
    }

    /** How many these are. */
    public int total() {
      return denied + untold + failed;
    }
  }

  /** The bytes before the first process. */
  public static final int HEAD = 20;

  /** Copies the list. */
  public ProcessesReply {
    processes = List.copyOf(processes);
  }

  /** Reads a reply. */
  public static ProcessesReply decode(byte[] reply) throws MalformedException {
    ByteReader in = new ByteReader("processes", reply);
    int next = in.i32();
    Unlisted unlisted = new Unlisted(in.i32(), in.i32(), in.i32());
    long count = in.u32();
    if (count > in.remaining() / ListedProcess.FEWEST_BYTES) {
      throw new MalformedException("processes", HEAD - Integer.BYTES, "fewer processes than announced");
    }
    List<ListedProcess> processes = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      processes.add(ListedProcess.read(in));
    }
    in.expectEnd();
    return new ProcessesReply(next, unlisted, processes);
  }

  /** The reply's bytes. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(HEAD + 128 * processes.size());
    out.i32(next).i32(unlisted.denied()).i32(unlisted.untold()).i32(unlisted.failed());
    out.i32(processes.size());
    for (ListedProcess process : processes) {
      process.writeTo(out);
    }
    return out.toByteArray();
  }
}
