package dev.tokend.monitor.event;

import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.Sid;

/**
 * A logon session has ended; emitted once, after its removal from the table.
 *
 * @param sessionId the session
 * @param userSid who logged on
 * @param logonType how
 * @param authPackage what authenticated the user
 * @param createdAt Unix seconds
 */
public record SessionDestroyed(long sessionId, Sid userSid, LogonType logonType, String authPackage, long createdAt)
    implements MonitorEvent {
  @Override
  public String name() {
    return "logon-session-destroyed";
  }
}
