package dev.tokend.authority.process;

import dev.tokend.linux.process.IdSet;

/**
 * The ids of a process that its token does not show.
 *
 * @param uid who started it, unsigned
 * @param gid that user's group, unsigned
 * @param alone whether it has no others: effective, saved and file system ids are the same. A set-uid or set-gid
 *     program has others, and whoever started it could not have asked with them
 */
public record RealIds(int uid, int gid, boolean alone) {

  static RealIds of(IdSet uids, IdSet gids) {
    return new RealIds(uids.real(), gids.real(), isOne(uids) && isOne(gids));
  }

  private static boolean isOne(IdSet ids) {
    return ids.real() == ids.effective() && ids.real() == ids.saved() && ids.real() == ids.fileSystem();
  }
}
