package dev.tokend.kacs.claim;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The binary form of claims (KACS v0.22 §3.9, formats §6).
 *
 * <p>An entry: name offset u32, value type u16, reserved u16, flags u32, value count u32, one offset u32 for each
 * value; then what the offsets point at, anywhere in the entry. Reading takes every valid layout; writing gives the
 * canonical one: header, value offsets, name, one slot for each value, then the bodies of STRING, SID and OCTET values
 * in order, nothing padded. An array puts a u32 length before each entry; no bytes mean no claims.
 */
public final class ClaimCodec {
  private static final String STRUCTURE = "claim array";

  private ClaimCodec() {}

  /**
   * Reads the entry that all remaining bytes of {@code in} are; bytes that no offset reaches are ignored.
   *
   * @throws MalformedException if the entry is not valid, or its values overlap so much that writing them out one by
   *     one would need more than {@value EntryReader#MAX_BODY_BYTES} bytes
   */
  public static Claim readEntry(ByteReader in) throws MalformedException {
    EntryReader entry = new EntryReader(in.slice(in.remaining()), EntryReader.MAX_BODY_BYTES);
    return entry.read();
  }

  /** As {@link #readEntry(ByteReader)}, of a whole array. */
  public static Claim readEntry(byte[] entry) throws MalformedException {
    return readEntry(new ByteReader("claim entry", entry));
  }

  /** Reads the claim array that all remaining bytes of {@code in} are. */
  public static List<Claim> readArray(ByteReader in) throws MalformedException {
    List<Claim> claims = new ArrayList<>();
    int budget = EntryReader.MAX_BODY_BYTES;
    while (in.remaining() > 0) {
      long length = in.u32();
      if (length == 0 || length > in.remaining()) {
        throw in.failAt(in.position() - 4, "claim entry length " + length + " with " + in.remaining() + " bytes left");
      }
      EntryReader entry = new EntryReader(in.slice("claim entry", (int) length), budget);
      claims.add(entry.read());
      budget = entry.budget();
    }
    return List.copyOf(claims);
  }

  /** As {@link #readArray(ByteReader)}, of a whole array. */
  public static List<Claim> readArray(byte[] array) throws MalformedException {
    return readArray(new ByteReader(STRUCTURE, array));
  }

  /** The canonical entry of {@code claim}. */
  public static byte[] writeEntry(Claim claim) {
    ByteWriter out = new ByteWriter();
    EntryWriter.write(out, claim);
    return out.toByteArray();
  }

  /** Appends the canonical array of {@code claims}. */
  public static void writeArray(ByteWriter out, List<Claim> claims) {
    for (int i = 0; i < claims.size(); i++) {
      int lengthAt = out.size();
      out.i32(0);
      EntryWriter.write(out, claims.get(i));
      out.patch32(lengthAt, out.size() - lengthAt - 4);
    }
  }

  /** The canonical array of {@code claims}. */
  public static byte[] writeArray(List<Claim> claims) {
    ByteWriter out = new ByteWriter();
    writeArray(out, claims);
    return out.toByteArray();
  }
}
