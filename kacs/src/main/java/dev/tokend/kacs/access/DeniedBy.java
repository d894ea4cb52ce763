package dev.tokend.kacs.access;

/** What refused a request, as far as it matters for what may override the refusal (tokens §8, row 1a). */
public enum DeniedBy {
  /** Nothing: the request is allowed. */
  NOTHING,

  /** An {@link AccessError}: a gate, a malformed request or descriptor. */
  ERROR,

  /** The object's process trust label withholds a requested right; no privilege lifts that. */
  TRUST_LABEL,

  /** Mandatory label, DACL, restricting SIDs, confinement or a central policy. */
  ACCESS_RULES
}
