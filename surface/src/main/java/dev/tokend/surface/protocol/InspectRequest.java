package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;

/**
 * Opens a token, reads the wanted classes and lets it go.
 *
 * <pre>
 *   0  u32  target: 1 self, 2 real, 3 process, 4 thread, 5 peer (descriptor 0), 6 handle (descriptor 0)
 *   4  u32  pid, for 3 and 4, else 0
 *   8  u32  tid, for 4, else 0
 *  12  u32  access mask to open with (tokens §6.2); 0 for 5 and 6, whose mask is fixed
 *  16  u32  classes: bit n asks for query class n, 1..24
 *  20  u32  flags: 1 = with the facts record
 * </pre>
 *
 * @param target whose token; a descriptor in it is the number of one passed along, on the sending side only
 * @param accessMask the rights to open with; must include TOKEN_QUERY for the classes to be read
 * @param classes one bit per query class
 * @param withFacts whether to add {@link TokenFacts}
 */
public record InspectRequest(Target target, int accessMask, int classes, boolean withFacts) {

  /** All 24 classes. */
  public static final int ALL_CLASSES = 0x01FFFFFE;

  /** Reads a payload. A peer or handle target gets descriptor number -1: the descriptor came beside the message. */
  public static InspectRequest decode(byte[] payload) throws MalformedException {
    ByteReader in = new ByteReader("inspect request", payload, 0, payload.length);
    int kind = in.i32();
    int pid = in.i32();
    int tid = in.i32();
    int mask = in.i32();
    int classes = in.i32();
    int flags = in.i32();
    in.expectEnd();
    Target target =
        switch (kind) {
          case 1 -> new Target.Self();
          case 2 -> new Target.Real();
          case 3 -> new Target.Process(pid);
          case 4 -> new Target.Thread(pid, tid);
          case 5 -> new Target.Peer(-1);
          case 6 -> new Target.Handle(-1);
          default -> throw new MalformedException("inspect request", 0, "unknown target");
        };
    if (pid != target.pid()) {
      throw new MalformedException("inspect request", 4, "a pid for a target that has none");
    }
    if (tid != target.tid()) {
      throw new MalformedException("inspect request", 8, "a tid for a target that has none");
    }
    if ((classes & ~ALL_CLASSES) != 0) {
      throw new MalformedException("inspect request", 16, "classes are 1 to 24");
    }
    if ((flags & ~1) != 0) {
      throw new MalformedException("inspect request", 20, "unknown flags");
    }
    return new InspectRequest(target, mask, classes, flags == 1);
  }

  /** The payload, 24 bytes. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(24);
    out.i32(target.code());
    out.i32(target.pid());
    out.i32(target.tid());
    out.i32(accessMask);
    out.i32(classes);
    out.i32(withFacts ? 1 : 0);
    return out.toByteArray();
  }
}
