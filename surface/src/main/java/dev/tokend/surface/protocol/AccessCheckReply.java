package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of an access check.
 *
 * <pre>
 *   0  u32  1 = allowed, 0 = denied
 *   4  u32  rights granted; of a denied request those that were found too
 *   8  u32  rights whose later use is to be reported
 *  12  u32  1 = a staged central policy would have decided otherwise
 *  16       of access_check_list for each object type u32 rights granted, u32 1 = allowed, 0 = denied
 * </pre>
 *
 * @param allowed the answer for the object as a whole
 * @param granted at the root
 * @param continuousAudit rights
 * @param stagingMismatch whether a staged policy would have decided otherwise
 * @param nodes of each object type, in their order; empty in an answer for the object as a whole
 */
public record AccessCheckReply(
    boolean allowed, int granted, int continuousAudit, boolean stagingMismatch, List<Node> nodes) {

  /**
   * One object type's.
   *
   * @param granted rights
   * @param allowed whether they are enough
   */
  public record Node(int granted, boolean allowed) {}

  /** Copies the list. */
  public AccessCheckReply {
    nodes = List.copyOf(nodes);
  }

  /** Reads a payload. */
  public static AccessCheckReply decode(byte[] payload) throws MalformedException {
    ByteReader in = new ByteReader("access_check reply", payload);
    boolean allowed = in.i32() != 0;
    int granted = in.i32();
    int continuous = in.i32();
    boolean mismatch = in.i32() != 0;
    List<Node> nodes = new ArrayList<>();
    while (in.remaining() > 0) {
      nodes.add(new Node(in.i32(), in.i32() != 0));
    }
    return new AccessCheckReply(allowed, granted, continuous, mismatch, nodes);
  }

  /** The payload. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(16 + 8 * nodes.size());
    out.i32(allowed ? 1 : 0);
    out.i32(granted);
    out.i32(continuousAudit);
    out.i32(stagingMismatch ? 1 : 0);
    for (Node node : nodes) {
      out.i32(node.granted());
      out.i32(node.allowed() ? 1 : 0);
    }
    return out.toByteArray();
  }
}
