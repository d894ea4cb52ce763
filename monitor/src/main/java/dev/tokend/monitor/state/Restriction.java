package dev.tokend.monitor.state;

import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.List;

/**
 * The second list that an access must pass (tokens §3.4).
 *
 * @param sids restricting SIDs; their presence counts, not their attributes
 * @param writeRestricted the list limits only write-category rights
 * @param deviceGroups what replaces the device groups in the restricted pass
 */
public record Restriction(
    List<SidAndAttributes> sids, boolean writeRestricted, List<SidAndAttributes> deviceGroups) {
  /** Unrestricted. */
  public static final Restriction NONE = new Restriction(List.of(), false, List.of());

  /** Copies the lists. */
  public Restriction {
    sids = List.copyOf(sids);
    deviceGroups = List.copyOf(deviceGroups);
  }

  /** Whether the token is restricted: one of the two lists has an entry. */
  public boolean isRestricted() {
    return !sids.isEmpty() || !deviceGroups.isEmpty();
  }
}
