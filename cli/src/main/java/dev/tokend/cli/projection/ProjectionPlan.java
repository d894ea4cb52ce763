package dev.tokend.cli.projection;

import dev.tokend.linux.credentials.LinuxCredentials;
import java.util.List;

/** What it takes to put a token's Linux side upon a process, or why it cannot be done. */
public sealed interface ProjectionPlan {
  /**
   * It can be done.
   *
   * @param steps in the order that works; none where all is as it should be already
   * @param outcome what the thread has after the last step; execve(2) then leaves the capabilities as they are
   */
  record Possible(List<ProjectionStep> steps, LinuxCredentials outcome) implements ProjectionPlan {
    /** Takes a copy. */
    public Possible {
      steps = List.copyOf(steps);
    }
  }

  /**
   * It cannot be done by this process.
   *
   * @param parts each of what cannot, at least one
   */
  record Impossible(List<UnprojectablePart> parts) implements ProjectionPlan {
    /** Takes a copy. */
    public Impossible {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Plans. Nothing is asked of the system, and nothing is changed.
   *
   * <p>A process never gets more than it has: its capabilities are those of its permitted set that the token's enabled
   * privileges stand for, its bounding set only shrinks, and an id is changed with the capability for it or not at all.
   *
   * @param token what the token says
   * @param now what the process has
   */
  static ProjectionPlan of(ProjectedIdentity token, LinuxCredentials now) {
    List<UnprojectablePart> parts = new Obstacles(token, now).find();
    return parts.isEmpty() ? new Planning(token, now).plan() : new Impossible(parts);
  }
}
