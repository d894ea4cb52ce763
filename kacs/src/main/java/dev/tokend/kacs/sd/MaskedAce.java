package dev.tokend.kacs.sd;

import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.sid.Sid;

/** An entry with an access mask and a SID: every one that the access check may look at. */
public sealed interface MaskedAce extends Ace 
    permits BasicAce, ObjectScopedAce, ConditionalAce, ResourceAttributeAce {
  /** What kind of entry it is. */
  AceType type();

  /**
   * The access mask as stored, generic and reserved bits included. For a mandatory label, bits of {@link LabelPolicy}.
   */
  int mask();

  /** Whom the entry is about; for labels and policies, the level or policy itself. */
  Sid sid();

  /** The same entry with another mask and SID. */
  MaskedAce with(int newMask, Sid newSid);

  @Override
  MaskedAce withFlags(int newFlags);

  @Override
  default int typeCode() {
    return type().value();
  }

  /** Whether the entry grants rights: of an allow type, with or without object or condition. */
  default boolean isAllow() {
    return switch (type()) {
      case ACCESS_ALLOWED, ACCESS_ALLOWED_OBJECT, ACCESS_ALLOWED_CALLBACK, ACCESS_ALLOWED_CALLBACK_OBJECT -> true;
      default -> false;
    };
  }

  /** Whether the entry denies rights: of a deny type, with or without object or condition. */
  default boolean isDeny() {
    return switch (type()) {
      case ACCESS_DENIED, ACCESS_DENIED_OBJECT, ACCESS_DENIED_CALLBACK, ACCESS_DENIED_CALLBACK_OBJECT -> true;
      default -> false;
    };
  }
}
