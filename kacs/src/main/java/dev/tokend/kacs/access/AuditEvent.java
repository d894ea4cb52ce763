package dev.tokend.kacs.access;

/**
 * A check is to be audited: the content of an access-audit event that the check knows, KACS v0.22 §10.9.
 *
 * @param success whether the request was allowed
 * @param requested the rights asked for, after mapping
 * @param granted the rights granted at the root
 */
public record AuditEvent(boolean success, int requested, int granted) {}
