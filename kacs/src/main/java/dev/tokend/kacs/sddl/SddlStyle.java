package dev.tokend.kacs.sddl;

/** How conditions are printed. Both forms are read back to the same value. */
public enum SddlStyle {
  /** The canonical text (conditions §2.5). */
  CANONICAL,
  /** For the tools of Windows: local attributes bare, every binary operation in parentheses [choice]. */
  WINDOWS
}
