package dev.tokend.surface.spec;

import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/** Where the names come from that printed specs have beside their SIDs. */
@FunctionalInterface
public interface SidLabels {
  /** The name of a SID, null where none is known. */
  @Nullable String label(Sid sid);
}
