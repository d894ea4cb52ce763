package dev.tokend.kacs.condition;

/**
 * Which kind of rule asks: it decides how deny-only claims and groups count (KACS v0.22 §3.8).
 *
 * <p>An UNKNOWN condition of an allow ACE skips the ACE; that of a deny, audit or alarm ACE lets it apply.
 */
public enum Side {
  /** An allow ACE: deny-only claims are absent, deny-only groups are no members. */
  ALLOW,
  /** A deny, audit or alarm ACE, or the {@code applies_to} of a policy rule. */
  DENY
}
