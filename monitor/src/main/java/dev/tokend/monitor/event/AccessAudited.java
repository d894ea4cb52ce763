package dev.tokend.monitor.event;

import dev.tokend.kacs.access.AuditEvent;

/**
 * An audit entry of an object's SACL, or the subject's audit policy, asked for a record of an access check.
 *
 * @param subject who was judged
 * @param object what the check was about
 * @param audit what was asked for and granted, and why there is a record
 */
public record AccessAudited(EventSubject subject, EventObject object, AuditEvent audit) implements MonitorEvent {
  @Override
  public String name() {
    return "access-audit";
  }
}
