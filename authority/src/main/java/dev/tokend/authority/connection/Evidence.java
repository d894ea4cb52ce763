package dev.tokend.authority.connection;

import org.jspecify.annotations.Nullable;

/**
 * What the kernel recorded of a sender's credentials before anybody could look at the process: by the time that
 * somebody looks, it may have become another program and another user.
 *
 * @param realUid the sender's real uid when it sent the frame, unsigned
 * @param realGid its real gid then, unsigned
 * @param connectedAs what the sender was when it connected, or null where another process connected
 * @param sentAfter {@link System#nanoTime()} at which the frame was not sent yet, or null where no such moment is known
 */
public record Evidence(int realUid, int realGid, @Nullable ConnectedAs connectedAs, @Nullable Long sentAfter) {}
