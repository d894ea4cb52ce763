package dev.tokend.kacs.access;

import dev.tokend.kacs.sid.Sid;

/** What a check has to report of central policies, KACS v0.22 §10.8: the content of a caap-policy-diagnostic event. */
public sealed interface PolicyDiagnostic {
  /** Which version of a rule. */
  enum Phase {
    /** The one that counts. */
    EFFECTIVE,
    /** The one on trial. */
    STAGED
  }

  /**
   * A rule's SACL is not an ACL and was left out.
   *
   * @param phase which of the rule's two SACLs
   * @param policy the policy's SID
   * @param rule the rule's index in the policy
   * @param reason what is wrong with it
   */
  record SaclError(Phase phase, Sid policy, int rule, String reason) implements PolicyDiagnostic {}

  /**
   * The policies on trial would give another result, or other reports.
   *
   * @param requested the rights asked for, after mapping
   * @param effectiveGranted the rights granted at the root
   * @param stagedGranted what the trial would grant there
   * @param nodesDiffer whether some node would be granted something else
   */
  record StagingMismatch(int requested, int effectiveGranted, int stagedGranted, boolean nodesDiffer)
      implements PolicyDiagnostic {}
}
