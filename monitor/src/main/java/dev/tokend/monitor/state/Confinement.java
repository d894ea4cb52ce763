package dev.tokend.monitor.state;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What confines a token to an application package (tokens §3.5).
 *
 * @param sid the package, or null for a token that is not confined
 * @param capabilities SIDs that count beside it; their presence counts, not their attributes
 * @param exempt switches the confinement pass off
 * @param isolationBoundary stored only; needs {@code sid}
 */
public record Confinement(
    @Nullable Sid sid, List<SidAndAttributes> capabilities, boolean exempt, boolean isolationBoundary) {
  /** Not confined. */
  public static final Confinement NONE = new Confinement(null, List.of(), false, false);

  /**
   * @throws IllegalArgumentException for an isolation boundary without a package
   */
  public Confinement {
    capabilities = List.copyOf(capabilities);
    if (isolationBoundary && sid == null) {
      throw new IllegalArgumentException("an isolation boundary needs a confinement SID");
    }
  }
}
