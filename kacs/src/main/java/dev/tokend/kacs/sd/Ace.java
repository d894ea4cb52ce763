package dev.tokend.kacs.sd;

import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.sid.Sid;

/**
 * An entry of an ACL ([MS-DTYP] 2.4.4, KACS v0.22 §3.4).
 *
 * <p>In binary: type u8, flags u8, size u16 with this header included, at least 4 and a multiple of 4; then what the
 * type's layout says. An entry writes exactly the bytes it was read from.
 */
public sealed interface Ace permits MaskedAce, OpaqueAce {
  /** The size of the header, in bytes. */
  int HEADER_SIZE = 4;

  /** The largest size of an entry: what a u16 that is a multiple of 4 can say. */
  int MAX_SIZE = 65532;

  /** The type byte; {@link AceType#byValue} gives it a name. */
  int typeCode();

  /** The flag byte: bits of {@link AceFlags}. */
  int flags();

  /** The size in bytes, header included. */
  int size();

  /** The same entry with other flags. */
  Ace withFlags(int newFlags);

  /** Appends the binary form. */
  void writeTo(ByteWriter out);

  /** Whether the entry has no effect on the object that carries it. */
  default boolean isInheritOnly() {
    return (flags() & AceFlags.INHERIT_ONLY) != 0;
  }

  /** Whether the entry came from the parent of the object. */
  default boolean isInherited() {
    return (flags() & AceFlags.INHERITED) != 0;
  }

  /** An entry that grants {@code mask} to {@code sid}. */
  static BasicAce allow(int mask, Sid sid) {
    return new BasicAce(AceType.ACCESS_ALLOWED, 0, mask, sid);
  }

  /** An entry that denies {@code mask} to {@code sid}. */
  static BasicAce deny(int mask, Sid sid) {
    return new BasicAce(AceType.ACCESS_DENIED, 0, mask, sid);
  }

  /**
   * A mandatory label.
   *
   * @param policy bits of {@link LabelPolicy}
   * @param level the integrity level, compared as an unsigned number
   */
  static BasicAce label(int policy, int level) {
    return new BasicAce(AceType.SYSTEM_MANDATORY_LABEL, 0, policy, Sid.integrity(level));
  }
}
