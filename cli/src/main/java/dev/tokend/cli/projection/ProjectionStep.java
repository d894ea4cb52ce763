package dev.tokend.cli.projection;

import java.util.List;

/** One change of a thread's credentials, as the system calls group them. */
public sealed interface ProjectionStep {
  /**
   * Makes permitted capabilities effective that the other steps need.
   *
   * @param effective the whole effective set, bit n for capability n
   */
  record RaiseEffective(long effective) implements ProjectionStep {}

  /**
   * Replaces the supplementary groups.
   *
   * @param gids ascending, unsigned 32 bits each
   */
  record SetGroups(List<Integer> gids) implements ProjectionStep {
    /** Takes a copy. */
    public SetGroups {
      gids = List.copyOf(gids);
    }
  }

  /**
   * Drops capabilities from the bounding set.
   *
   * @param dropped bit n for capability n
   */
  record LimitBounding(long dropped) implements ProjectionStep {}

  /**
   * Replaces the securebits.
   *
   * @param bits flags of {@link dev.tokend.linux.credentials.SecureBits}
   */
  record SetSecureBits(int bits) implements ProjectionStep {}

  /** Keeps the permitted capabilities over the change of the user id. */
  record KeepCapabilities() implements ProjectionStep {}

  /**
   * Makes it all four group ids.
   *
   * @param gid unsigned 32 bits
   */
  record SetGroupIds(int gid) implements ProjectionStep {}

  /**
   * Makes it all four user ids.
   *
   * @param uid unsigned 32 bits
   */
  record SetUserIds(int uid) implements ProjectionStep {}

  /** Leaves the keys of the user that was behind, where there are keyrings. */
  record LeaveSessionKeyring() implements ProjectionStep {}

  /**
   * Leaves these capabilities.
   *
   * @param held permitted and effective, bit n for capability n
   * @param inheritable likewise
   */
  record SetCapabilities(long held, long inheritable) implements ProjectionStep {}

  /**
   * Lets capabilities pass an execve(2).
   *
   * @param raised bit n for capability n
   */
  record RaiseAmbient(long raised) implements ProjectionStep {}

  /** Lets no execve(2) grant anything any more. */
  record NoNewPrivileges() implements ProjectionStep {}

  /** Keeps the program from tracing and signalling processes that are not its own, where the kernel can. */
  record Isolate() implements ProjectionStep {}
}
