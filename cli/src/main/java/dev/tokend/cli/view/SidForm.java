package dev.tokend.cli.view;

/** How text writes a SID. */
public enum SidForm {
  /** {@code alice (S-1-22-1-1000)}, or the SID alone where it has no name. */
  BOTH,
  /** {@code alice}, or the SID where it has no name. */
  LABEL,
  /** {@code S-1-22-1-1000}; no name is looked up. */
  RAW
}
