package dev.tokend.kacs.sd;

import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.AceLayout;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/** What the layouts of entries have in common: the rules on their parts and the order on the wire. */
final class AceBody {
  private AceBody() {}

  static void check(AceType type, AceLayout layout, int flags, int size) {
    if (type.layout() != layout || isOpaque(type.value()) || type == AceType.SYSTEM_RESOURCE_ATTRIBUTE) {
      throw new IllegalArgumentException(type.label() + " does not have this layout");
    }
    checkHeader(flags, size);
  }

  static void checkHeader(int flags, int size) {
    if (flags < 0 || flags > 0xFF) {
      throw new IllegalArgumentException("ACE flags do not fit in a byte: " + flags);
    }
    if (size > Ace.MAX_SIZE || size % 4 != 0) {
      throw new IllegalArgumentException("ACE of " + size + " bytes; a multiple of 4, at most 65532, is allowed");
    }
  }

  /**
   * Whether entries of this type are kept as bytes (KACS v0.22 §3.4): compound ones, the access filters of Windows, and
   * every number without a meaning.
   */
  static boolean isOpaque(int typeCode) {
    return typeCode == AceType.ACCESS_ALLOWED_COMPOUND.value()
        || typeCode > AceType.SYSTEM_PROCESS_TRUST_LABEL.value();
  }

  static void checkGuids(int objectFlags, @Nullable Guid objectType, @Nullable Guid inheritedObjectType) {
    int present = ObjectScopedAce.OBJECT_TYPE_PRESENT | ObjectScopedAce.INHERITED_OBJECT_TYPE_PRESENT;
    if ((objectFlags & present) != ObjectScopedAce.flagsOf(objectType, inheritedObjectType)) {
      throw new IllegalArgumentException("object flags 0x" + Integer.toHexString(objectFlags) + " and GUIDs disagree");
    }
  }

  static int guidsSize(@Nullable Guid objectType, @Nullable Guid inheritedObjectType) {
    return (objectType == null ? 0 : Guid.SIZE) + (inheritedObjectType == null ? 0 : Guid.SIZE);
  }

  static void writeHeader(ByteWriter out, Ace ace) {
    out.u8(ace.typeCode()).u8(ace.flags()).u16(ace.size());
  }

  static void writeMaskAndSid(ByteWriter out, int mask, Sid sid) {
    out.i32(mask);
    sid.writeTo(out);
  }

  static void writeObject(ByteWriter out, ObjectScopedAce ace) {
    out.i32(ace.mask()).i32(ace.objectFlags());
    if (ace.objectType() != null) {
      ace.objectType().writeTo(out);
    }
    if (ace.inheritedObjectType() != null) {
      ace.inheritedObjectType().writeTo(out);
    }
    ace.sid().writeTo(out);
  }
}
