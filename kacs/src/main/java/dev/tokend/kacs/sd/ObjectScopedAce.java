package dev.tokend.kacs.sd;

import org.jspecify.annotations.Nullable;

/**
 * An entry that may be about one type of object, property or child only ([MS-DTYP] 2.4.4.3).
 *
 * <p>Between mask and SID stand object flags u32 and the GUIDs that its bits 0 and 1 announce. Other object flag bits
 * are kept and ignored.
 */
public sealed interface ObjectScopedAce extends MaskedAce permits ObjectAce, CallbackObjectAce {
  /** The object flag for {@link #objectType()}. */
  int OBJECT_TYPE_PRESENT = 0x1;

  /** The object flag for {@link #inheritedObjectType()}. */
  int INHERITED_OBJECT_TYPE_PRESENT = 0x2;

  /** The object flags as stored. */
  int objectFlags();

  /** The type of object, property or child that the entry is about; null for all. */
  @Nullable Guid objectType();

  /** The class of child that inherits the entry; null for all. */
  @Nullable Guid inheritedObjectType();

  /** The object flags for exactly these GUIDs. */
  static int flagsOf(@Nullable Guid objectType, @Nullable Guid inheritedObjectType) {
    return (objectType == null ? 0 : OBJECT_TYPE_PRESENT)
        | (inheritedObjectType == null ? 0 : INHERITED_OBJECT_TYPE_PRESENT);
  }
}
