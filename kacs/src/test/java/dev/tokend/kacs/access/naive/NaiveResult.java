package dev.tokend.kacs.access.naive;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the check of a case gives, in the terms of the test vectors. */
public record NaiveResult(
    @Nullable String error,
    int granted,
    boolean allowed,
    List<Integer> nodeGranted,
    int continuousAudit,
    boolean stagingMismatch,
    Set<String> privilegesUsed,
    List<Audit> audits,
    List<Use> privilegeEvents) {

  /** The result of an error. */
  static NaiveResult error(String error) {
    return new NaiveResult(error, 0, false, List.of(), 0, false, Set.of(), List.of(), List.of());
  }

  /** An audit event; {@code policy} and {@code ace} are null for a forced one, {@code policy} for the object's own. */
  public record Audit(
      @Nullable String policy, @Nullable Integer ace, boolean success, int requested, int granted) {}

  /** A privilege-use event. */
  public record Use(String privilege, int asked, int surviving) {}
}
