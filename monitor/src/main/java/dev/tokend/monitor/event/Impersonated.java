package dev.tokend.monitor.event;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.sid.Sid;

/**
 * A thread acts as another token from now on (tokens §17.2 and §17.3; beyond KACS's events).
 *
 * @param peer whether the token was captured on a socket; else it was a handle's
 * @param clientTokenId the token that was asked for
 * @param tokenId the token that the thread got: the same, or a copy at a lower level
 * @param userSid whom it acts as
 * @param authId the logon session of the client's token
 * @param requested the level of the client's token
 * @param resulting the level that the thread got
 * @param identityCap the identity gate allowed Identification at most
 * @param integrityCap the integrity ceiling allowed Identification at most
 * @param privilegeNeeded the identity gate passed by SeImpersonatePrivilege only
 */
public record Impersonated(
    boolean peer,
    long clientTokenId,
    long tokenId,
    Sid userSid,
    long authId,
    ImpersonationLevel requested,
    ImpersonationLevel resulting,
    boolean identityCap,
    boolean integrityCap,
    boolean privilegeNeeded)
    implements MonitorEvent {
  @Override
  public String name() {
    return "impersonate";
  }
}
