package dev.tokend.monitor.event;

import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.Sid;

/**
 * A logon session was published: asked for, or opened for a process that has none. KACS names no such event; its fields
 * are those of the events about a session's end.
 *
 * @param sessionId the session
 * @param userSid who logged on
 * @param logonType how
 * @param authPackage what authenticated the user
 * @param createdAt Unix seconds
 */
public record SessionCreated(long sessionId, Sid userSid, LogonType logonType, String authPackage, long createdAt)
    implements MonitorEvent {
  @Override
  public String name() {
    return "logon-session-created";
  }
}
