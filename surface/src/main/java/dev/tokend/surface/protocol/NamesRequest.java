package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;

/**
 * SIDs whose names are wanted: {@code u32 count}, then the SIDs packed, each as long as its own sub-authority count
 * says (formats §2).
 *
 * @param sids at most {@link #MAX_SIDS}
 */
public record NamesRequest(List<Sid> sids) {

  /** How many SIDs one request may name. */
  public static final int MAX_SIDS = 1024;

  /** Copies the list; more than {@link #MAX_SIDS} are not accepted. */
  public NamesRequest {
    sids = List.copyOf(sids);
    if (sids.size() > MAX_SIDS) {
      throw new IllegalArgumentException("at most " + MAX_SIDS + " SIDs");
    }
  }

  /** Reads a payload. */
  public static NamesRequest decode(byte[] payload) throws MalformedException {
    ByteReader in = new ByteReader("names request", payload, 0, payload.length);
    int count = in.i32();
    if (count < 0 || count > MAX_SIDS) {
      throw new MalformedException("names request", 0, "more than " + MAX_SIDS + " SIDs");
    }
    List<Sid> sids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Sid sid = Sid.read(payload, in.position(), payload.length);
      in.bytes(sid.size());
      sids.add(sid);
    }
    in.expectEnd();
    return new NamesRequest(sids);
  }

  /** The payload. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    out.i32(sids.size());
    for (Sid sid : sids) {
      sid.writeTo(out);
    }
    return out.toByteArray();
  }
}
