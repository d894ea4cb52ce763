package dev.tokend.monitor.state;

import dev.tokend.kacs.sd.Acl;
import org.jspecify.annotations.Nullable;

/**
 * What new objects get when their creator names no descriptor (tokens §2).
 *
 * @param ownerIndex 0 for the user, N for groups[N−1], which carries SE_GROUP_OWNER
 * @param primaryGroupIndex 0 for the user, N for groups[N−1]
 * @param dacl the default DACL, or null for none
 */
public record TokenDefaults(int ownerIndex, int primaryGroupIndex, @Nullable Acl dacl) {
  /** The user owns, the user SID is the group, and there is no DACL. */
  public static final TokenDefaults USER = new TokenDefaults(0, 0, null);
}
