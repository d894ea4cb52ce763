package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.AuditPolicyFlag;

/**
 * The events that a subject's own audit policy asks for, whatever the SACL says (KACS v0.22 §4.2, access-check §12).
 */
final class SubjectAuditPolicy {
  private SubjectAuditPolicy() {}

  /** Whether the outcome of a check is to be audited. */
  static boolean auditsAccess(Subject subject, boolean success) {
    return has(subject, success ? AuditPolicyFlag.OBJECT_ACCESS_SUCCESS : AuditPolicyFlag.OBJECT_ACCESS_FAILURE);
  }

  /** Whether the outcome of a privilege's use is to be audited. */
  static boolean auditsPrivilegeUse(Subject subject, boolean success) {
    return has(subject, success ? AuditPolicyFlag.PRIVILEGE_USE_SUCCESS : AuditPolicyFlag.PRIVILEGE_USE_FAILURE);
  }

  private static boolean has(Subject subject, AuditPolicyFlag flag) {
    return (subject.auditPolicy() & flag.value()) != 0;
  }
}
