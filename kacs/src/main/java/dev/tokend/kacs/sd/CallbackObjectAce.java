package dev.tokend.kacs.sd;

import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.AceLayout;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/**
 * A conditional object entry ([MS-DTYP] 2.4.4.7). Layout after the header: as {@link ObjectAce}, then application data.
 *
 * @param type a type of this layout
 * @param flags bits of {@link AceFlags}
 * @param mask the access mask
 * @param objectFlags which GUIDs there are; other bits are kept
 * @param objectType what it is about; null for everything
 * @param inheritedObjectType which children inherit it; null for all
 * @param sid whom it is about
 * @param applicationData the condition with its padding: a multiple of 4 bytes, possibly none
 */
public record CallbackObjectAce(
    AceType type,
    int flags,
    int mask,
    int objectFlags,
    @Nullable Guid objectType,
    @Nullable Guid inheritedObjectType,
    Sid sid,
    Bytes applicationData)
    implements ObjectScopedAce, ConditionalAce {
  /** Refuses a type of another layout, GUIDs that the object flags do not announce, and data that does not fit. */
  public CallbackObjectAce {
    AceBody.checkGuids(objectFlags, objectType, inheritedObjectType);
    AceBody.check(type, AceLayout.CALLBACK_OBJECT, flags,
        HEADER_SIZE + 8 + AceBody.guidsSize(objectType, inheritedObjectType) + sid.size() + applicationData.size());
  }

  @Override
  public int size() {
    return HEADER_SIZE + 8 + AceBody.guidsSize(objectType, inheritedObjectType) + sid.size() + applicationData.size();
  }

  @Override
  public CallbackObjectAce withFlags(int newFlags) {
    return new CallbackObjectAce(
        type, newFlags, mask, objectFlags, objectType, inheritedObjectType, sid, applicationData);
  }

  @Override
  public CallbackObjectAce with(int newMask, Sid newSid) {
    return new CallbackObjectAce(
        type, flags, newMask, objectFlags, objectType, inheritedObjectType, newSid, applicationData);
  }

  @Override
  public void writeTo(ByteWriter out) {
    AceBody.writeHeader(out, this);
    AceBody.writeObject(out, this);
    applicationData.writeTo(out);
  }
}
