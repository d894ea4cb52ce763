package dev.tokend.monitor.state;

import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.TokenSpec.Device;
import dev.tokend.kacs.token.TokenSpec.Projection;
import java.util.List;

/**
 * What tokens have alike is one object: the groups of one user's tokens, the descriptor that guards them, their claims
 * and defaults. Each token is made from scratch, by whoever asks Linux or reads a spec, and would have its own otherwise.
 */
final class Sharing {
  private final Pool<Sid> sids = new Pool<>();
  private final Pool<GroupList> groups = new Pool<>();
  private final Pool<Device> devices = new Pool<>();
  private final Pool<List<Claim>> claims = new Pool<>();
  private final Pool<Projection> projections = new Pool<>();
  private final Pool<GroupStates> enabled = new Pool<>();
  private final Pool<StoredDescriptor> descriptors = new Pool<>();
  private final Pool<TokenState> states = new Pool<>();

  /** The same blueprint, made of shared objects. What a copy has of its original is that already. */
  TokenBlueprint shared(TokenBlueprint blueprint) {
    return new TokenBlueprint(
        blueprint.authId(),
        shared(blueprint.identity()),
        blueprint.type(),
        blueprint.level(),
        enabled.shared(blueprint.groupDefaults()),
        shared(blueprint.state()));
  }

  /** The same descriptor, as the one object that is prepared for checks once. */
  StoredDescriptor shared(StoredDescriptor descriptor) {
    return descriptors.shared(descriptor);
  }

  // The same object, not an equal one.
  @SuppressWarnings("ReferenceEquality")
  private TokenIdentity shared(TokenIdentity own) {
    GroupList known = groups.find(own.groups());
    if (known == own.groups()) {
      return own;
    }
    return own.madeOf(
        sids.shared(own.user()),
        known != null ? known : groups.shared(own.groups().sharing(sids)),
        devices.shared(own.device()),
        claims.shared(own.userClaims()),
        projections.shared(own.projection()));
  }

  // The same object, not an equal one.
  @SuppressWarnings("ReferenceEquality")
  private TokenState shared(TokenState own) {
    StoredDescriptor known = descriptors.shared(own.descriptor());
    if (known == own.descriptor()) {
      return own;
    }
    return states.shared(own.with(enabled.shared(own.enabledGroups())).with(known));
  }
}
