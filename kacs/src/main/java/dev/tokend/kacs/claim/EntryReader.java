package dev.tokend.kacs.claim;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;

/** Reads one claim entry in any valid layout (formats §6). */
final class EntryReader {
  static final int HEADER_SIZE = 16;

  /**
   * How many bytes of value bodies one entry or array may unfold to: 16 times the largest buffer of claims. Offsets may
   * overlap, so without a bound 64 KiB of input could claim 64 MiB of values.
   */
  static final int MAX_BODY_BYTES = 1 << 20;

  private final ByteReader entry;
  private final int start;
  private final int length;
  private int budget;

  EntryReader(ByteReader entry, int budget) {
    this.entry = entry;
    this.start = entry.position();
    this.length = entry.remaining();
    this.budget = budget;
  }

  /** How many bytes of bodies are left to later entries. */
  int budget() {
    return budget;
  }

  Claim read() throws MalformedException {
    ByteReader header = entry.range(start, start + length);
    long nameOffset = header.u32();
    int typeAt = header.position();
    int typeNumber = header.u16();
    ClaimType type = ClaimType.byValue(typeNumber);
    if (type == null || !type.supported()) {
      throw header.failAt(typeAt, "claim type 0x" + Integer.toHexString(typeNumber) + " is not supported");
    }
    header.skip(2);
    int flags = header.i32();
    long count = header.u32();
    if (count > Claim.MAX_VALUES || count > header.remaining() / 4) {
      throw header.failAt(header.position() - 4, "claim with " + count + " values");
    }
    String name = text(at(nameOffset), Claim.MAX_NAME_UNITS);
    List<ClaimValue> values = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      values.add(value(type, at(header.u32())));
    }
    return new Claim(name, type, flags, values);
  }

  private ClaimValue value(ClaimType type, ByteReader slot) throws MalformedException {
    return switch (type) {
      case INT64 -> new ClaimValue.Int64(slot.i64());
      case UINT64 -> new ClaimValue.UInt64(slot.i64());
      case BOOLEAN -> new ClaimValue.Bool(slot.i64());
      case STRING -> new ClaimValue.Text(text(at(slot.u32()), Integer.MAX_VALUE));
      case SID -> sid(at(slot.u32()));
      case OCTET -> octets(at(slot.u32()));
      case FQBN -> throw slot.fail("claim type FQBN is not supported");
    };
  }

  private ClaimValue sid(ByteReader body) throws MalformedException {
    Sid sid = Sid.read(body);
    spend(body, sid.size());
    return new ClaimValue.SidValue(sid);
  }

  private ClaimValue octets(ByteReader body) throws MalformedException {
    long size = body.u32();
    if (size > body.remaining()) {
      throw body.failAt(body.position() - 4, "octet string of " + size + " bytes, " + body.remaining() + " are left");
    }
    spend(body, (int) size);
    return new ClaimValue.Octets(Bytes.of(body.bytes((int) size)));
  }

  /** Reads UTF-16LE up to its NUL, at most {@code maxUnits} units before that. */
  private String text(ByteReader body, int maxUnits) throws MalformedException {
    int from = body.position();
    int units = 0;
    while (body.u16() != 0) {
      if (++units > maxUnits) {
        throw body.failAt(from, "text of more than " + maxUnits + " UTF-16 units");
      }
    }
    spend(body, 2 * units);
    ByteReader again = entry.range(from, body.position());
    StringBuilder text = new StringBuilder(units);
    for (int i = 0; i < units; i++) {
      text.append((char) again.u16());
    }
    int fault = Utf16.firstFault(text);
    if (fault >= 0) {
      throw body.failAt(from + 2 * fault, "lone surrogate");
    }
    return text.toString();
  }

  /** The entry from {@code offset} on, which counts from the first byte of the entry. */
  private ByteReader at(long offset) throws MalformedException {
    if (offset >= length) {
      throw entry.failAt(start, "offset " + offset + " is outside the entry of " + length + " bytes");
    }
    return entry.range(start + (int) offset, start + length);
  }

  private void spend(ByteReader body, int bytes) throws MalformedException {
    if (bytes > budget) {
      throw body.fail("claim values unfold to more than " + MAX_BODY_BYTES + " bytes");
    }
    budget -= bytes;
  }
}
