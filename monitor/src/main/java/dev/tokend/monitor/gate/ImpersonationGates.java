package dev.tokend.monitor.gate;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Token;

/** How far a server may go with a client's identity (tokens §17.1). */
public final class ImpersonationGates {
  private ImpersonationGates() {}

  /**
   * What the gates decided.
   *
   * @param requested the client token's own level
   * @param effective the level that the impersonation gets
   * @param identityCap the identity gate allowed Identification at most
   * @param integrityCap the integrity ceiling allowed Identification at most
   * @param privilegeNeeded the identity gate passed by SeImpersonatePrivilege only
   */
  public record Outcome(
      ImpersonationLevel requested,
      ImpersonationLevel effective,
      boolean identityCap,
      boolean integrityCap,
      boolean privilegeNeeded) {
    /** Whether the level is lower than what the client allows. */
    public boolean isLowered() {
      return effective != requested;
    }
  }

  /**
   * Passes both gates.
   *
   * @param server the caller's primary token
   * @param client an Impersonation token
   * @throws Refusal EPERM for a restricted server and its own unrestricted user
   */
  public static Outcome pass(Operation operation, Token server, Token client) throws Refusal {
    ImpersonationLevel requested = client.level();
    // Row 1: nobody's identity is free.
    if (requested == ImpersonationLevel.ANONYMOUS) {
      return new Outcome(requested, requested, false, false, false);
    }
    boolean sameUser = server.user().equals(client.user());
    // Row 2: a restricted process does not get out by its own user's other token, whatever its privileges.
    if (sameUser && server.isRestricted() && !client.isRestricted()) {
      throw Rule.at(
              operation,
              "tokens §17.1 row 2",
              Errno.EPERM,
              "identity gate",
              "a restricted process cannot impersonate its own unrestricted user")
          .refuse();
    }
    // Row 3: identity.
    boolean sameIdentity = sameUser && server.isRestricted() == client.isRestricted();
    boolean privileged = server.holds(Privilege.SE_IMPERSONATE);
    boolean identityCap = !sameIdentity && !privileged;
    // Row 4: integrity ceiling; no privilege lifts it.
    boolean integrityCap =
        Integer.compareUnsigned(client.identity().integrityLevel(), server.identity().integrityLevel()) > 0;
    // Row 5: the minimum.
    ImpersonationLevel effective =
        identityCap || integrityCap ? ImpersonationLevel.IDENTIFICATION : requested;
    return new Outcome(requested, effective, identityCap, integrityCap, !sameIdentity && privileged);
  }
}
