package dev.tokend.kacs.catalog;

/** The SID that a domain-relative SDDL alias is completed with ([MS-DTYP] 2.4.2.4). */
public enum DomainBase {
  /** The local account database. */
  MACHINE,
  /** The domain of the machine. */
  DOMAIN,
  /** The root domain of the forest. */
  ROOT_DOMAIN
}
