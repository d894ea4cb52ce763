package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.QueryClass;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Operation#INSPECT} read of a token.
 *
 * <pre>
 *   0  u32  rights that the opening granted
 *   then records, each once, in any order: u16 class, u16 0, u32 length, the payload (formats §8);
 *   class 0x8001 is the facts record ({@link TokenFacts})
 * </pre>
 */
public final class Inspection {

  private static final int FACTS = 0x8001;
  private static final int CLASSES = 25;

  private final int grantedMask;
  private final byte[] @Nullable [] payloads;
  private final @Nullable TokenFacts facts;

  /**
   * @param grantedMask the rights that the opening granted
   * @param payloads indexed by class number, 25 entries, null where a class was not asked for
   * @param facts the facts record, or null where it was not asked for
   */
  public Inspection(int grantedMask, byte[] @Nullable [] payloads, @Nullable TokenFacts facts) {
    if (payloads.length != CLASSES) {
      throw new IllegalArgumentException("payloads of classes 0 to 24");
    }
    this.grantedMask = grantedMask;
    this.payloads = payloads.clone();
    this.facts = facts;
  }

  /** Reads a reply. */
  public static Inspection decode(byte[] reply) throws MalformedException {
    ByteReader in = new ByteReader("inspection", reply, 0, reply.length);
    int granted = in.i32();
    byte[] @Nullable [] payloads = new byte[CLASSES][];
    TokenFacts facts = null;
    while (in.remaining() > 0) {
      int number = in.u16();
      if (in.u16() != 0) {
        throw in.fail("padding is not 0");
      }
      int length = in.i32();
      if (length < 0 || length > in.remaining()) {
        throw in.fail("record runs past the end");
      }
      byte[] payload = in.bytes(length);
      if (number == FACTS && facts == null) {
        facts = TokenFacts.decode(payload);
      } else if (number >= 1 && number < CLASSES && payloads[number] == null) {
        payloads[number] = payload;
      } else {
        throw in.fail("unknown or repeated record " + number);
      }
    }
    return new Inspection(granted, payloads, facts);
  }

  /** The reply's bytes. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    out.i32(grantedMask);
    for (int number = 1; number < CLASSES; number++) {
      byte[] payload = payloads[number];
      if (payload != null) {
        writeRecord(out, number, payload);
      }
    }
    if (facts != null) {
      writeRecord(out, FACTS, facts.encode());
    }
    return out.toByteArray();
  }

  private static void writeRecord(ByteWriter out, int number, byte[] payload) {
    out.u16(number);
    out.u16(0);
    out.i32(payload.length);
    out.bytes(payload);
  }

  /** The rights that the opening granted (formats §4.2). */
  public int grantedMask() {
    return grantedMask;
  }

  /**
   * The payload of a class, in the bytes of formats §8.
   *
   * @throws IllegalStateException if the class was not asked for
   */
  public byte[] payload(QueryClass queryClass) {
    byte[] payload = payloads[queryClass.number()];
    if (payload == null) {
      throw new IllegalStateException("class " + queryClass.className() + " was not asked for");
    }
    return payload.clone();
  }

  /** Whether the class was asked for. */
  public boolean has(QueryClass queryClass) {
    return payloads[queryClass.number()] != null;
  }

  /**
   * Whether everything is there that was asked for.
   *
   * @param classes bit n for query class n
   * @param withFacts whether the facts are needed, too
   */
  public boolean covers(int classes, boolean withFacts) {
    for (int number = 1; number < CLASSES; number++) {
      if ((classes & (1 << number)) != 0 && payloads[number] == null) {
        return false;
      }
    }
    return facts != null || !withFacts;
  }

  /** What no query class shows; null where it was not asked for. */
  public @Nullable TokenFacts facts() {
    return facts;
  }
}
