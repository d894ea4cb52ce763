package dev.tokend.kacs.access;

/** What the check must know of an ACE before it looks at mask and SID, as bits. */
final class AceKind {
  static final int ALLOW = 1 << 0;
  static final int DENY = 1 << 1;
  static final int AUDIT = 1 << 2;
  static final int ALARM = 1 << 3;

  /** The ACE is for children only. */
  static final int INHERIT_ONLY = 1 << 4;

  /** The ACE has a condition. */
  static final int CONDITIONAL = 1 << 5;

  /** The ACE has an ObjectType GUID. */
  static final int SCOPED = 1 << 6;

  /** The SID is S-1-3-4: the ACE matches exactly the owner. */
  static final int OWNER_RIGHTS = 1 << 7;

  /** The SID is S-1-5-10: the ACE matches whom the request says PRINCIPAL SELF is. */
  static final int PRINCIPAL_SELF = 1 << 8;

  /** Audit ACE that reports success. */
  static final int ON_SUCCESS = 1 << 9;

  /** Audit ACE that reports failure. */
  static final int ON_FAILURE = 1 << 10;

  private AceKind() {}
}
