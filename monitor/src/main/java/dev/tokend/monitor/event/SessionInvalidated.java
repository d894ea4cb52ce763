package dev.tokend.monitor.event;

import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.Sid;

/**
 * A logon session was invalidated: access checks with its tokens fail from now on.
 *
 * @param sessionId the session
 * @param userSid who logged on
 * @param logonType how
 * @param authPackage what authenticated the user
 * @param createdAt Unix seconds
 */
public record SessionInvalidated(long sessionId, Sid userSid, LogonType logonType, String authPackage, long createdAt)
    implements MonitorEvent {
  @Override
  public String name() {
    return "logon-session-invalidated";
  }
}
