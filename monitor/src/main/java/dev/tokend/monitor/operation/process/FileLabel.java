package dev.tokend.monitor.operation.process;

/** What the system knows of the integrity of a file that is about to be executed. */
public sealed interface FileLabel {
  /** The file has no mandatory label, which counts as Medium. */
  record None() implements FileLabel {}

  /**
   * The file has a mandatory label.
   *
   * @param integrityLevel unsigned
   */
  record Level(int integrityLevel) implements FileLabel {}

  /** The label cannot be read. */
  record Unreadable() implements FileLabel {}
}
