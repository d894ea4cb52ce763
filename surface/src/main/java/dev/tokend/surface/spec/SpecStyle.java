package dev.tokend.surface.spec;

import org.jspecify.annotations.Nullable;

/**
 * How a spec is printed. Every style is read back to the same value.
 *
 * @param wellKnownNames whether a SID with a well-known name stands as that name, and not as {@code S-1-...}
 * @param labels what stands beside a SID in a comment; null for a text without any comments, which is plain JSON
 * @param schema whether the first member is {@code "schema": "token/1"}, as in every JSON document of the command
 */
public record SpecStyle(boolean wellKnownNames, @Nullable SidLabels labels, boolean schema) {
  /** SIDs as {@code S-1-...}, with well-known names beside them. */
  public static final SpecStyle COMMENTED = new SpecStyle(false, SidWords::ownName, false);

  /** Plain JSON, SIDs as {@code S-1-...}. */
  public static final SpecStyle PLAIN = new SpecStyle(false, null, false);

  /** The same without comments. */
  SpecStyle withoutComments() {
    return new SpecStyle(wellKnownNames, null, schema);
  }

  /** Whether there are comments. */
  boolean commented() {
    return labels != null;
  }
}
