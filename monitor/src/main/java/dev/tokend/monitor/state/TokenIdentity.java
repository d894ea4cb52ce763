package dev.tokend.monitor.state;

import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.List;

/**
 * Who a token stands for and under which policy: the fields that nothing can adjust (tokens §2, mutability F). A
 * derivation that changes none of them shares the very object.
 *
 * @param user the principal
 * @param userDenyOnly the user SID matches deny ACEs only
 * @param groups the groups, without their ENABLED bits
 * @param restriction the restricting lists
 * @param deviceGroups groups of the machine
 * @param integrityLevel unsigned; 8192 is Medium
 * @param mandatoryPolicy bits NO_WRITE_UP 0x1 and NEW_PROCESS_MIN 0x2
 * @param userClaims claims about the user
 * @param deviceClaims claims about the machine
 * @param confinement the application package that confines it, if any
 * @param auditPolicy bits of tokens §21
 * @param provenance who minted it, when, for what
 * @param projection its Linux ids
 */
public record TokenIdentity(
    Sid user,
    boolean userDenyOnly,
    GroupList groups,
    Restriction restriction,
    List<SidAndAttributes> deviceGroups,
    int integrityLevel,
    int mandatoryPolicy,
    List<Claim> userClaims,
    List<Claim> deviceClaims,
    Confinement confinement,
    int auditPolicy,
    Provenance provenance,
    Projection projection) {
  /**
   * @throws IllegalArgumentException for a write-restricted token whose user SID is not for deny only
   */
  public TokenIdentity {
    deviceGroups = List.copyOf(deviceGroups);
    userClaims = List.copyOf(userClaims);
    deviceClaims = List.copyOf(deviceClaims);
    if (restriction.writeRestricted() && !userDenyOnly) {
      throw new IllegalArgumentException("a write-restricted token's user SID must be for deny only");
    }
  }

  /** This identity after a filter (tokens §13). */
  public TokenIdentity filtered(GroupList newGroups, Restriction newRestriction) {
    return new TokenIdentity(
        user,
        userDenyOnly || newRestriction.writeRestricted(),
        newGroups,
        newRestriction,
        deviceGroups,
        integrityLevel,
        mandatoryPolicy,
        userClaims,
        deviceClaims,
        confinement,
        auditPolicy,
        provenance,
        projection);
  }

  /** This identity at another integrity level. */
  public TokenIdentity atIntegrity(int newLevel) {
    return new TokenIdentity(
        user,
        userDenyOnly,
        groups,
        restriction,
        deviceGroups,
        newLevel,
        mandatoryPolicy,
        userClaims,
        deviceClaims,
        confinement,
        auditPolicy,
        provenance,
        projection);
  }
}
