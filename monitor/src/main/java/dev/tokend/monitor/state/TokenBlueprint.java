package dev.tokend.monitor.state;

import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;

/**
 * Every field value of a token that does not exist yet. Minting one asks nobody: whoever holds a blueprint and the
 * monitor's state has made the decision already.
 *
 * @param authId id of the logon session, which is published
 * @param identity the fields that nothing can adjust
 * @param type Primary or Impersonation
 * @param level Anonymous for a Primary token
 * @param groupDefaults the ENABLED bits to which a reset returns
 * @param state the adjustable fields
 */
public record TokenBlueprint(
    long authId,
    TokenIdentity identity,
    TokenType type,
    ImpersonationLevel level,
    GroupStates groupDefaults,
    TokenState state) {
  /**
   * @throws IllegalArgumentException for a Primary token at a level other than Anonymous, or an owner or primary group
   *     index that names no suitable group
   */
  public TokenBlueprint {
    if (type == TokenType.PRIMARY && level != ImpersonationLevel.ANONYMOUS) {
      throw new IllegalArgumentException("a primary token has no impersonation level");
    }
    TokenDefaults defaults = state.defaults();
    GroupList groups = identity.groups();
    if (!isIndex(defaults.ownerIndex(), groups) || !isIndex(defaults.primaryGroupIndex(), groups)) {
      throw new IllegalArgumentException("owner or primary group index past the groups");
    }
    if (defaults.ownerIndex() != 0 && !groups.has(defaults.ownerIndex() - 1, GroupAttributes.OWNER)) {
      throw new IllegalArgumentException("the owner group lacks SE_GROUP_OWNER");
    }
  }

  /** Starts a blueprint for {@code user} in session {@code authId}. */
  public static TokenBlueprintBuilder builder(long authId, Sid user) {
    return new TokenBlueprintBuilder(authId, user);
  }

  /** With another type and level. */
  public TokenBlueprint as(TokenType newType, ImpersonationLevel newLevel) {
    return new TokenBlueprint(authId, identity, newType, newLevel, groupDefaults, state);
  }

  /** With another identity, whose groups are the same in number. */
  public TokenBlueprint with(TokenIdentity newIdentity) {
    return new TokenBlueprint(authId, newIdentity, type, level, groupDefaults, state);
  }

  /** With other adjustable fields. */
  public TokenBlueprint with(TokenState newState) {
    return new TokenBlueprint(authId, identity, type, level, groupDefaults, newState);
  }

  /** With another security descriptor of its own. */
  public TokenBlueprint with(StoredDescriptor descriptor) {
    return with(state.with(descriptor));
  }

  /** With no role in an elevation pair. */
  public TokenBlueprint unlinked() {
    return state.elevation() == ElevationType.DEFAULT ? this : with(state.with(ElevationType.DEFAULT));
  }

  /** With the ENABLED bits of now as those to which a reset returns. */
  public TokenBlueprint resettingToNow() {
    return new TokenBlueprint(authId, identity, type, level, state.enabledGroups(), state);
  }

  private static boolean isIndex(int index, GroupList groups) {
    return index >= 0 && index <= groups.size();
  }
}
