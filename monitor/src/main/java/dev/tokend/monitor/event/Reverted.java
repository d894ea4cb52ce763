package dev.tokend.monitor.event;

import dev.tokend.kacs.sid.Sid;

/**
 * A thread has dropped its impersonation itself (tokens §17.4; beyond KACS's events). One that had none leaves no event.
 *
 * @param tokenId the token it acted as
 * @param userSid whom it acted as
 */
public record Reverted(long tokenId, Sid userSid) implements MonitorEvent {
  @Override
  public String name() {
    return "revert";
  }
}
