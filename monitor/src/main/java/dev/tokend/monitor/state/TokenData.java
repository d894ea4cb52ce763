package dev.tokend.monitor.state;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much tokens hold of what anybody may put into one: restricting SIDs, the default DACL, the token's own descriptor.
 * The tokens of each user have a share, and large ones of all users together another, so that nobody can fill the
 * monitor's memory. SYSTEM has no share: it can do so anyway.
 *
 * <p>What is counted is the length of the binary form; the objects take several times as much. A copy counts as its
 * original does, whatever it shares with it.
 */
final class TokenData {
  /** How many bytes the tokens of one user may hold. */
  static final long MOST_OF_ONE_USER = 8 << 20;

  /** How many tokens one user may have, also of those that hold nothing. */
  static final int MOST_TOKENS_OF_ONE_USER = 32_768;

  /** How many bytes there may be while more large tokens are made. */
  static final long MOST_WITH_LARGE = 64 << 20;

  /** A token of more bytes is large. */
  static final long LARGE = 4096;

  private final Map<Sid, Long> ofUser = new HashMap<>();
  private final Map<Sid, Integer> tokensOfUser = new HashMap<>();
  private long total;

  /** How many bytes a token with these fields holds. */
  static long size(TokenIdentity identity, TokenState state) {
    SecurityDescriptor descriptor = state.descriptor().descriptor();
    return size(identity.restriction().sids())
        + size(identity.device().restrictedGroups())
        + size(state.defaults().dacl())
        + size(descriptor.dacl())
        + size(descriptor.sacl());
  }

  private static long size(List<SidAndAttributes> sids) {
    long size = 0;
    for (SidAndAttributes entry : sids) {
      size += entry.sid().size();
    }
    return size;
  }

  private static long size(@Nullable Acl acl) {
    return acl == null ? 0 : acl.size();
  }

  /**
   * Refuses where there is no room for more.
   *
   * @param after how many bytes the token will hold
   * @param before how many of them it holds already
   * @throws Refusal ENOMEM
   */
  void requireRoom(Operation operation, Sid user, long after, long before) throws Refusal {
    long more = after - before;
    if (more <= 0 || user.equals(WellKnown.SYSTEM)) {
      return;
    }
    if (of(user) + more > MOST_OF_ONE_USER) {
      throw full(operation, "the tokens of this user hold too much already");
    }
    if (after > LARGE && total + more > MOST_WITH_LARGE) {
      throw full(operation, "all tokens together hold too much for another large one");
    }
  }

  private static Refusal full(Operation operation, String reason) {
    return Rule.at(operation, "limits", Errno.ENOMEM, "data in tokens", reason).refuse();
  }

  /**
   * Refuses where a user has too many tokens for another one.
   *
   * @throws Refusal EMFILE
   */
  void requireRoomForAnother(Operation operation, Sid user) throws Refusal {
    if (tokensOfUser.getOrDefault(user, 0) >= MOST_TOKENS_OF_ONE_USER && !user.equals(WellKnown.SYSTEM)) {
      String reason = "there are " + MOST_TOKENS_OF_ONE_USER + " tokens of this user already";
      throw Rule.at(operation, "limits", Errno.EMFILE, "tokens of one user", reason).refuse();
    }
  }

  /** A token of a user is there now. */
  void came(Sid user) {
    tokensOfUser.merge(user, 1, Integer::sum);
  }

  /** One is there no more. */
  void went(Sid user) {
    tokensOfUser.computeIfPresent(user, (key, count) -> count == 1 ? null : count - 1);
  }

  /** How many bytes the tokens of a user hold. */
  long of(Sid user) {
    return ofUser.getOrDefault(user, 0L);
  }

  /** More, or fewer where negative, are held now. */
  void add(Sid user, long bytes) {
    long now = of(user) + bytes;
    if (now == 0) {
      ofUser.remove(user);
    } else {
      ofUser.put(user, now);
    }
    total += bytes;
  }
}
