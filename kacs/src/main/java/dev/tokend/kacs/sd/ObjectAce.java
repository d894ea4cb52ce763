package dev.tokend.kacs.sd;

import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.AceLayout;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/**
 * An object entry without a condition ([MS-DTYP] 2.4.4.3). Layout after the header: mask u32, object flags u32, the
 * GUIDs that the flags announce, SID.
 *
 * @param type a type of this layout
 * @param flags bits of {@link AceFlags}
 * @param mask the access mask
 * @param objectFlags which GUIDs there are; other bits are kept
 * @param objectType what it is about; null for everything
 * @param inheritedObjectType which children inherit it; null for all
 * @param sid whom it is about
 */
public record ObjectAce(
    AceType type,
    int flags,
    int mask,
    int objectFlags,
    @Nullable Guid objectType,
    @Nullable Guid inheritedObjectType,
    Sid sid)
    implements ObjectScopedAce {
  /** Refuses a type of another layout, and GUIDs that the object flags do not announce. */
  public ObjectAce {
    AceBody.checkGuids(objectFlags, objectType, inheritedObjectType);
    AceBody.check(type, AceLayout.OBJECT, flags, HEADER_SIZE + 8 + sid.size());
  }

  @Override
  public int size() {
    return HEADER_SIZE + 8 + AceBody.guidsSize(objectType, inheritedObjectType) + sid.size();
  }

  @Override
  public ObjectAce withFlags(int newFlags) {
    return new ObjectAce(type, newFlags, mask, objectFlags, objectType, inheritedObjectType, sid);
  }

  @Override
  public ObjectAce with(int newMask, Sid newSid) {
    return new ObjectAce(type, flags, newMask, objectFlags, objectType, inheritedObjectType, newSid);
  }

  @Override
  public void writeTo(ByteWriter out) {
    AceBody.writeHeader(out, this);
    AceBody.writeObject(out, this);
  }
}
