package dev.tokend.authority.audit;

import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/**
 * Who does what an event tells of, as it was when it asked.
 *
 * @param account on whose account the lines go, see {@link #NAMESPACED}; a uid, unsigned
 * @param uid its uid, unsigned
 * @param process its process
 * @param tid the calling thread, 0 where it is not known
 * @param identity its tokens, or null where it was refused before they were known
 */
public record Actor(long account, int uid, ActingProcess process, int tid, @Nullable Identity identity) {

  /** The account that all callers in user namespaces of their own share: there, one user has many uids. */
  public static final long NAMESPACED = -2;

  /** The account of what happens by itself. */
  static final long NOBODY = -1;

  /**
   * The tokens of an actor.
   *
   * @param processKey what the monitor calls its process
   * @param userSid the user of its effective token
   * @param tokenId its effective token
   * @param authId the logon session of that token
   * @param impersonating whether that is not its primary token
   */
  public record Identity(long processKey, Sid userSid, long tokenId, long authId, boolean impersonating) {}
}
