package dev.tokend.kacs.token;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimCodec;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.SidArray;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The variable sections of a token spec (formats §9.2). The extent of one is from its offset to the next higher offset
 * that any section has, or to the end.
 */
final class SpecSections {
  private final ByteReader spec;
  private final int size;
  private final int[] offsets;

  /** Checks rule 6: every offset that is not 0 is behind the header, inside the spec, and of one section only. */
  SpecSections(ByteReader spec) throws MalformedException {
    this.spec = spec;
    this.size = spec.end();
    int[] fields = SpecHeader.sections();
    offsets = new int[fields.length];
    int count = 0;
    for (int field : fields) {
      long offset = word(field);
      if (offset == 0) {
        continue;
      }
      if (offset < SpecHeader.SIZE || offset >= size) {
        throw spec.failAt(field, "section offset " + offset + " is not in 192.." + (size - 1));
      }
      for (int i = 0; i < count; i++) {
        if (offsets[i] == offset) {
          throw spec.failAt(field, "two sections begin at " + offset);
        }
      }
      offsets[count++] = (int) offset;
    }
    Arrays.fill(offsets, count, offsets.length, size);
    Arrays.sort(offsets);
  }

  /** Rules 7 and 9: the user SID, which fills its extent. */
  Sid user() throws MalformedException {
    if (word(SpecHeader.USER_SID) == 0) {
      throw spec.failAt(SpecHeader.USER_SID, "has no user SID");
    }
    ByteReader extent = extent(SpecHeader.USER_SID);
    Sid sid = Sid.read(extent);
    extent.expectEnd();
    return sid;
  }

  /** Rules 8 and 9: a list that fills its extent. */
  List<SidAndAttributes> sids(int field) throws MalformedException {
    ByteReader extent = extent(field);
    List<SidAndAttributes> entries = SidArray.readEntries(extent, pair(field));
    extent.expectEnd();
    return entries;
  }

  /** Rule 8: numbers that fill their extent. */
  List<Integer> gids() throws MalformedException {
    ByteReader extent = extent(SpecHeader.SUPPLEMENTARY_GIDS);
    List<Integer> gids = PayloadReader.gids(extent, pair(SpecHeader.SUPPLEMENTARY_GIDS));
    extent.expectEnd();
    return gids;
  }

  /** Rules 8 and 9: claims of exactly their length. */
  List<Claim> claims(int field) throws MalformedException {
    return ClaimCodec.readArray(measured(field));
  }

  /** Rules 8 and 9: the confinement SID of exactly its length, or none. */
  @Nullable Sid confinementSid() throws MalformedException {
    ByteReader section = measured(SpecHeader.CONFINEMENT_SID);
    if (section.remaining() == 0) {
      return null;
    }
    Sid sid = Sid.read(section);
    section.expectEnd();
    return sid;
  }

  /** Rules 8 and 11: the default DACL of exactly its length, or none. */
  @Nullable Acl defaultDacl() throws MalformedException {
    ByteReader section = measured(SpecHeader.DEFAULT_DACL);
    if (section.remaining() == 0) {
      return null;
    }
    Acl acl = Acl.read(section);
    section.expectEnd();
    return acl;
  }

  /** The section that begins where {@code field} says and has the length that follows it; empty when absent. */
  private ByteReader measured(int field) throws MalformedException {
    ByteReader extent = extent(field);
    long length = pair(field);
    if (length > extent.remaining()) {
      throw spec.failAt(field + 4, "section of " + length + " bytes, its extent has " + extent.remaining());
    }
    return extent.slice((int) length);
  }

  /** The length or count that belongs to an offset: both are 0 or neither is. */
  private long pair(int field) throws MalformedException {
    long value = word(field + 4);
    if ((word(field) == 0) != (value == 0)) {
      throw spec.failAt(field, "section offset " + word(field) + " with length or count " + value);
    }
    return value;
  }

  private ByteReader extent(int field) throws MalformedException {
    int start = (int) word(field);
    if (start == 0) {
      return spec.range(size, size);
    }
    int end = size;
    for (int i = offsets.length - 1; i >= 0 && offsets[i] > start; i--) {
      end = offsets[i];
    }
    return spec.range(start, end);
  }

  private long word(int field) throws MalformedException {
    return spec.range(field, field + 4).u32();
  }
}
