package dev.tokend.kacs.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the access check (access-check §1). Everything but {@code allowed} is told also when access is denied.
 *
 * @param allowed whether every right asked for is granted at the root
 * @param granted the rights found at the root. Not cut down to the request: owner rights, privilege bits and, with
 *     MAXIMUM_ALLOWED, everything found are in it
 * @param want the rights asked for, after mapping; 0 after an error
 * @param error what ended the check before any right was looked at; null if nothing did
 * @param privilegesUsed the privileges to mark as used in the token, bit <i>n</i> for privilege number <i>n</i>
 * @param continuousAudit the rights whose later use the enforcement point is to report
 * @param stagingMismatch whether the staged version of a central policy would give another result
 * @param nodeGranted the rights of every node of the object type list; the root's alone without one
 * @param audits the access-audit events
 * @param privilegeUses the privilege-use events
 * @param deniedBy what refused the request
 * @param diagnostics what there is to report of central policies
 */
public record AccessDecision(
    boolean allowed,
    int granted,
    int want,
    @Nullable AccessError error,
    long privilegesUsed,
    int continuousAudit,
    boolean stagingMismatch,
    NodeMasks nodeGranted,
    List<AuditEvent> audits,
    List<PrivilegeUse> privilegeUses,
    DeniedBy deniedBy,
    List<PolicyDiagnostic> diagnostics) {

  /** Copies the lists. */
  public AccessDecision {
    audits = List.copyOf(audits);
    privilegeUses = List.copyOf(privilegeUses);
    diagnostics = List.copyOf(diagnostics);
  }

  /** The decision of a check that ended with an error: nothing is granted, nothing reported. */
  static AccessDecision refused(AccessError error) {
    return new AccessDecision(
        false, 0, 0, error, 0, 0, false, NodeMasks.none(), List.of(), List.of(), DeniedBy.ERROR, List.of());
  }

  /** Whether the node's rights are enough, in a check with the result per node. */
  public boolean allowedAt(int node) {
    return (want & ~nodeGranted.get(node)) == 0;
  }
}
