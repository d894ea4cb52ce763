package dev.tokend.kacs.catalog;

/** What stands behind the header of an ACE ([MS-DTYP] 2.4.4, KACS v0.22 §3.4). */
public enum AceLayout {
  /** A mask and a SID that ends the ACE. */
  BASIC,
  /** A mask, object flags, up to two GUIDs, and a SID that ends the ACE. */
  OBJECT,
  /** A mask, a SID, and application data. */
  CALLBACK,
  /** As {@link #OBJECT}, and application data. */
  CALLBACK_OBJECT,
  /** Bytes without a meaning, kept as they are. */
  OPAQUE
}
