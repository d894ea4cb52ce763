package dev.tokend.kacs.claim;

import dev.tokend.kacs.bytes.ByteWriter;
import java.util.List;

/** Writes the canonical layout of one claim entry (formats §6). */
final class EntryWriter {
  private EntryWriter() {}

  static void write(ByteWriter out, Claim claim) {
    List<ClaimValue> values = claim.values();
    int start = out.size();
    int nameOffset = EntryReader.HEADER_SIZE + 4 * values.size();
    int slot = nameOffset + 2 * (claim.name().length() + 1);
    out.i32(nameOffset).u16(claim.type().value()).u16(0).i32(claim.flags()).i32(values.size());
    for (int i = 0; i < values.size(); i++) {
      out.i32(slot);
      slot += isNumber(values.get(i)) ? 8 : 4;
    }
    writeText(out, claim.name());
    int body = slot;
    for (int i = 0; i < values.size(); i++) {
      body = writeSlot(out, values.get(i), body);
    }
    for (int i = 0; i < values.size(); i++) {
      writeBody(out, values.get(i));
    }
    if (out.size() - start != body) {
      throw new AssertionError("claim entry of " + (out.size() - start) + " bytes, computed " + body);
    }
  }

  private static boolean isNumber(ClaimValue value) {
    return value instanceof ClaimValue.Int64 || value instanceof ClaimValue.UInt64 || value instanceof ClaimValue.Bool;
  }

  /** Writes the slot of a value and returns where the next body begins. */
  private static int writeSlot(ByteWriter out, ClaimValue value, int body) {
    switch (value) {
      case ClaimValue.Int64(long number) -> out.i64(number);
      case ClaimValue.UInt64(long number) -> out.i64(number);
      case ClaimValue.Bool(long raw) -> out.i64(raw);
      case ClaimValue.Text text -> {
        out.i32(body);
        return body + 2 * (text.value().length() + 1);
      }
      case ClaimValue.SidValue sid -> {
        out.i32(body);
        return body + sid.value().size();
      }
      case ClaimValue.Octets octets -> {
        out.i32(body);
        return body + 4 + octets.value().size();
      }
    }
    return body;
  }

  private static void writeBody(ByteWriter out, ClaimValue value) {
    switch (value) {
      case ClaimValue.Int64 _, ClaimValue.UInt64 _, ClaimValue.Bool _ -> {}
      case ClaimValue.Text text -> writeText(out, text.value());
      case ClaimValue.SidValue sid -> sid.value().writeTo(out);
      case ClaimValue.Octets octets -> {
        out.i32(octets.value().size());
        octets.value().writeTo(out);
      }
    }
  }

  private static void writeText(ByteWriter out, String text) {
    for (int i = 0; i < text.length(); i++) {
      out.u16(text.charAt(i));
    }
    out.u16(0);
  }
}
