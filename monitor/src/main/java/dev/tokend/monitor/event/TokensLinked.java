package dev.tokend.monitor.event;

import dev.tokend.kacs.sid.Sid;

/**
 * Two tokens became the elevation pair of their logon session (tokens §15.1; beyond KACS's events).
 *
 * @param sessionId the session of both
 * @param userSid the user of both
 * @param elevatedTokenId the Full half
 * @param filteredTokenId the Limited half
 */
public record TokensLinked(long sessionId, Sid userSid, long elevatedTokenId, long filteredTokenId)
    implements MonitorEvent {
  @Override
  public String name() {
    return "token-link";
  }
}
