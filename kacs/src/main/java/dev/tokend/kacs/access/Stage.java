package dev.tokend.kacs.access;

/**
 * The stages of the pipeline in their order, KACS v0.22 §10. What the SACL says before the DACL is read when the
 * descriptor is prepared, and so is no stage of a check.
 */
public enum Stage {
  /** Gates of the subject, validation and mapping of the request. */
  REQUEST,

  /** SeSecurity, SeBackup and SeRestore give their bits ahead of everything. */
  PRIVILEGES,

  /** The mandatory label against the subject's integrity level, §10.3. */
  MANDATORY_INTEGRITY,

  /** The trust label against the calling process, §10.7. */
  PROCESS_TRUST,

  /** The DACL as user and groups, §10.10. */
  DACL,

  /** SeTakeOwnership gives WRITE_OWNER. */
  TAKE_OWNERSHIP,

  /** The DACL again as the restricting SIDs, §10.4. */
  RESTRICTED,

  /** The DACL again as the package and its capabilities, §10.6. */
  CONFINEMENT,

  /** The rules of the policies that the SACL names, §10.8. */
  CENTRAL_POLICY,

  /** Which privileges contributed to the result. */
  PRIVILEGE_USE,

  /** Audit and alarm ACEs, and the subject's audit policy. */
  AUDIT
}
