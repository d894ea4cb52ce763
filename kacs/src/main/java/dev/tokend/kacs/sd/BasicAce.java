package dev.tokend.kacs.sd;

import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.AceLayout;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.sid.Sid;

/**
 * An entry of a mask and a SID, without conditions ([MS-DTYP] 2.4.4.2): allow, deny, audit, alarm, mandatory label,
 * scoped policy or process trust label. Layout after the header: mask u32, SID.
 *
 * @param type a type of this layout
 * @param flags bits of {@link AceFlags}
 * @param mask the access mask; {@link AccessMask#MAXIMUM_ALLOWED} is kept here but no parser takes it back
 * @param sid whom it is about
 */
public record BasicAce(AceType type, int flags, int mask, Sid sid) implements MaskedAce {
  /** Refuses a type of another layout. */
  public BasicAce {
    AceBody.check(type, AceLayout.BASIC, flags, HEADER_SIZE + 4 + sid.size());
  }

  @Override
  public int size() {
    return HEADER_SIZE + 4 + sid.size();
  }

  @Override
  public BasicAce withFlags(int newFlags) {
    return new BasicAce(type, newFlags, mask, sid);
  }

  @Override
  public BasicAce with(int newMask, Sid newSid) {
    return new BasicAce(type, flags, newMask, newSid);
  }

  @Override
  public void writeTo(ByteWriter out) {
    AceBody.writeHeader(out, this);
    AceBody.writeMaskAndSid(out, mask, sid);
  }
}
