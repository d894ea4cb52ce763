package dev.tokend.kacs.catalog;

/** How KACS answers a check of a Linux capability (KACS v0.22 §12.2). */
public enum CapabilityRule {
  /** Granted: the object's own descriptor decides. */
  ALLOW,
  /** Granted with any of the listed privileges. */
  PRIVILEGE,
  /** Never granted. */
  DENY
}
