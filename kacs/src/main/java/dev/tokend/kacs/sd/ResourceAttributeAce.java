package dev.tokend.kacs.sd;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimCodec;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import org.jspecify.annotations.Nullable;

/**
 * A claim of the object itself ([MS-DTYP] 2.4.4.15). Layout after the header: mask u32, the SID S-1-1-0, one claim
 * entry and its padding. The mask has no meaning.
 *
 * <p>The entry is kept as the bytes it was read from, since it may have any of many layouts, and decoded when asked
 * for.
 */
public final class ResourceAttributeAce implements MaskedAce {
  private final int flags;
  private final int mask;
  private final Bytes entry;

  private ResourceAttributeAce(int flags, int mask, Bytes entry) {
    AceBody.checkHeader(flags, sizeWith(entry));
    this.flags = flags;
    this.mask = mask;
    this.entry = entry;
  }

  /**
   * The entry for {@code claim} in canonical layout, padded with zeros to a multiple of 4.
   *
   * @throws IllegalArgumentException if the claim is too large for an entry
   */
  public static ResourceAttributeAce of(int flags, Claim claim) {
    return new ResourceAttributeAce(flags, 0, Bytes.paddedToFour(ClaimCodec.writeEntry(claim)));
  }

  /**
   * The entry with these bytes of a claim.
   *
   * @throws MalformedException if they are not one valid claim entry, perhaps with unused bytes after it
   * @throws IllegalArgumentException if they are too many or not a multiple of 4
   */
  public static ResourceAttributeAce of(int flags, int mask, Bytes entry) throws MalformedException {
    ClaimCodec.readEntry(entry.reader("claim entry"));
    return new ResourceAttributeAce(flags, mask, entry);
  }

  /** Takes bytes that the parser has just checked. */
  static ResourceAttributeAce checked(int flags, int mask, Bytes entry) {
    return new ResourceAttributeAce(flags, mask, entry);
  }

  /** The claim, decoded anew on each call. */
  public Claim claim() {
    try {
      return ClaimCodec.readEntry(entry.reader("claim entry"));
    } catch (MalformedException e) {
      throw new AssertionError("claim entry was valid before", e);
    }
  }

  /** The claim entry as stored, padding included. */
  public Bytes entry() {
    return entry;
  }

  @Override
  public AceType type() {
    return AceType.SYSTEM_RESOURCE_ATTRIBUTE;
  }

  @Override
  public int flags() {
    return flags;
  }

  @Override
  public int mask() {
    return mask;
  }

  @Override
  public Sid sid() {
    return WellKnown.EVERYONE;
  }

  @Override
  public int size() {
    return sizeWith(entry);
  }

  @Override
  public ResourceAttributeAce withFlags(int newFlags) {
    return new ResourceAttributeAce(newFlags, mask, entry);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the SID is not S-1-1-0
   */
  @Override
  public ResourceAttributeAce with(int newMask, Sid newSid) {
    if (!newSid.equals(WellKnown.EVERYONE)) {
      throw new IllegalArgumentException("the SID of a resource attribute is S-1-1-0, not " + newSid);
    }
    return new ResourceAttributeAce(flags, newMask, entry);
  }

  @Override
  public void writeTo(ByteWriter out) {
    AceBody.writeHeader(out, this);
    AceBody.writeMaskAndSid(out, mask, sid());
    entry.writeTo(out);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ResourceAttributeAce that
        && flags == that.flags
        && mask == that.mask
        && entry.equals(that.entry);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * flags + mask) + entry.hashCode();
  }

  @Override
  public String toString() {
    return "ResourceAttributeAce[flags=" + flags + ", mask=" + mask + ", claim=" + claim() + "]";
  }

  private static int sizeWith(Bytes entry) {
    return HEADER_SIZE + 4 + WellKnown.EVERYONE.size() + entry.size();
  }
}
