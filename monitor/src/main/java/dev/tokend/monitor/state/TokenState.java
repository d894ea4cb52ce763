package dev.tokend.monitor.state;

import dev.tokend.kacs.catalog.ElevationType;

/**
 * The part of a token that operations change: one immutable value that each adjustment replaces as a whole, so that
 * every adjustment is atomic and a derivation that changes nothing shares it (tokens §2, mutability A and O).
 *
 * @param privileges the four privilege words
 * @param enabledGroups the ENABLED bit of each group
 * @param elevation the token's role in an elevation pair; sticky
 * @param defaults what new objects get
 * @param interactivityScope 0 for services, else a number of the minter's choice
 * @param descriptor the token's own security descriptor
 */
public record TokenState(
    PrivilegeState privileges,
    GroupStates enabledGroups,
    ElevationType elevation,
    TokenDefaults defaults,
    int interactivityScope,
    StoredDescriptor descriptor) {
  /** With other privilege words. */
  public TokenState with(PrivilegeState newPrivileges) {
    return new TokenState(newPrivileges, enabledGroups, elevation, defaults, interactivityScope, descriptor);
  }

  /** With other ENABLED bits. */
  public TokenState with(GroupStates newGroups) {
    return new TokenState(privileges, newGroups, elevation, defaults, interactivityScope, descriptor);
  }

  /** With another role. */
  public TokenState with(ElevationType newElevation) {
    return new TokenState(privileges, enabledGroups, newElevation, defaults, interactivityScope, descriptor);
  }

  /** With other defaults for new objects. */
  public TokenState with(TokenDefaults newDefaults) {
    return new TokenState(privileges, enabledGroups, elevation, newDefaults, interactivityScope, descriptor);
  }

  /** With another interactivity scope. */
  public TokenState withInteractivityScope(int newScope) {
    return new TokenState(privileges, enabledGroups, elevation, defaults, newScope, descriptor);
  }

  /** With another security descriptor of its own. */
  public TokenState with(StoredDescriptor newDescriptor) {
    return new TokenState(privileges, enabledGroups, elevation, defaults, interactivityScope, newDescriptor);
  }
}
