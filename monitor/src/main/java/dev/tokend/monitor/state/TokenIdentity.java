package dev.tokend.monitor.state;

import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.TokenSpec.Confinement;
import dev.tokend.kacs.token.TokenSpec.Device;
import dev.tokend.kacs.token.TokenSpec.Policies;
import dev.tokend.kacs.token.TokenSpec.Projection;
import dev.tokend.kacs.token.TokenSpec.Restriction;
import java.util.List;

/**
 * Who a token stands for and under which policy: the fields that nothing can adjust (tokens §2, mutability F). A
 * derivation that changes none of them shares the very object.
 *
 * @param user the principal
 * @param groups the groups, without their ENABLED bits
 * @param restriction the restricting SIDs and what goes with them
 * @param device groups and claims of the machine
 * @param integrityLevel unsigned; 8192 is Medium
 * @param policies mandatory and audit policy
 * @param userClaims claims about the user
 * @param confinement the application package that confines it, if any
 * @param provenance who minted it, when, for what
 * @param projection its Linux ids
 */
public record TokenIdentity(
    Sid user,
    GroupList groups,
    Restriction restriction,
    Device device,
    int integrityLevel,
    Policies policies,
    List<Claim> userClaims,
    Confinement confinement,
    Provenance provenance,
    Projection projection) {
  /** Copies the claims. */
  public TokenIdentity {
    userClaims = List.copyOf(userClaims);
  }

  /** Whether the token is restricted: one of the two restricting lists has an entry (tokens §3.4). */
  public boolean isRestricted() {
    return !restriction.sids().isEmpty() || !device.restrictedGroups().isEmpty();
  }

  /** Whether all of these mandatory policy bits are set. */
  public boolean hasPolicy(int mandatoryBits) {
    return (policies.mandatory() & mandatoryBits) == mandatoryBits;
  }

  /** With other groups, the same in number and order, and another restriction. */
  public TokenIdentity filtered(GroupList newGroups, Restriction newRestriction) {
    return new TokenIdentity(
        user,
        newGroups,
        newRestriction,
        device,
        integrityLevel,
        policies,
        userClaims,
        confinement,
        provenance,
        projection);
  }

  /** The same, with equal objects in place of some. */
  TokenIdentity madeOf(
      Sid newUser, GroupList newGroups, Device newDevice, List<Claim> newUserClaims, Projection newProjection) {
    return new TokenIdentity(
        newUser,
        newGroups,
        restriction,
        newDevice,
        integrityLevel,
        policies,
        newUserClaims,
        confinement,
        provenance,
        newProjection);
  }

  /** At another integrity level. */
  public TokenIdentity atIntegrity(int newLevel) {
    return new TokenIdentity(
        user, groups, restriction, device, newLevel, policies, userClaims, confinement, provenance, projection);
  }
}
