package dev.tokend.kacs.sd;

import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.AceLayout;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.sid.Sid;

/**
 * A conditional entry ([MS-DTYP] 2.4.4.6). Layout after the header: mask u32, SID, application data.
 *
 * @param type a type of this layout
 * @param flags bits of {@link AceFlags}
 * @param mask the access mask
 * @param sid whom it is about
 * @param applicationData the condition with its padding: a multiple of 4 bytes, possibly none
 */
public record CallbackAce(AceType type, int flags, int mask, Sid sid, Bytes applicationData) implements ConditionalAce {
  /** Refuses a type of another layout, and data that is not a multiple of 4 or too long. */
  public CallbackAce {
    AceBody.check(type, AceLayout.CALLBACK, flags, HEADER_SIZE + 4 + sid.size() + applicationData.size());
  }

  @Override
  public int size() {
    return HEADER_SIZE + 4 + sid.size() + applicationData.size();
  }

  @Override
  public CallbackAce withFlags(int newFlags) {
    return new CallbackAce(type, newFlags, mask, sid, applicationData);
  }

  @Override
  public CallbackAce with(int newMask, Sid newSid) {
    return new CallbackAce(type, flags, newMask, newSid, applicationData);
  }

  @Override
  public void writeTo(ByteWriter out) {
    AceBody.writeHeader(out, this);
    AceBody.writeMaskAndSid(out, mask, sid);
    applicationData.writeTo(out);
  }
}
