package dev.tokend.authority.derive;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a token holds its process back from what its Linux credentials alone would give it. */
public final class Lowered {

  private Lowered() {}

  /**
   * What a token lacks.
   *
   * @param derived what the process would have without it
   * @return the first thing it lacks, in words, or null where it lacks nothing
   */
  public static @Nullable String reason(Token token, TokenBlueprint derived) {
    if (token.isRestricted()) {
      return "the token is restricted";
    }
    if (token.identity().confinement().sid() != null) {
      return "the token is confined";
    }
    if (token.identity().restriction().userDenyOnly()) {
      return "the token's user is for denials only";
    }
    if (Integer.compareUnsigned(token.identity().integrityLevel(), derived.identity().integrityLevel()) < 0) {
      return "the token's integrity level was lowered";
    }
    if ((derived.state().privileges().present() & ~token.privileges().present()) != 0) {
      return "privileges were removed from the token";
    }
    return lacksGroups(token, derived) ? "groups of the token are for denials only" : null;
  }

  /** A group that is for denials only while the derived token could be allowed something by it. */
  private static boolean lacksGroups(Token token, TokenBlueprint derived) {
    Set<Sid> allowing = new HashSet<>();
    for (SidAndAttributes group : derived.identity().groups().with(derived.state().enabledGroups())) {
      if (!group.isDenyOnly()) {
        allowing.add(group.sid());
      }
    }
    for (SidAndAttributes group : token.groups()) {
      if (group.isDenyOnly() && allowing.contains(group.sid())) {
        return true;
      }
    }
    return false;
  }
}
