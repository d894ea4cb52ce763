package dev.tokend.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds the authority that the command talks to. */
public interface ClientFactory {
  /** Whether an authority may be started. */
  enum Starting {
    /** Only one that runs is taken. */
    NEVER,
    /** The user's own is started if none answers. */
    ON_DEMAND,
    /** One is started at the place that the user names, or else the user's own. */
    ASKED_FOR
  }

  /**
   * Connects.
   *
   * @param socket a path that the user named, or null
   * @throws dev.tokend.surface.client.AuthorityUnreachableException if no authority answers
   */
  Authority connect(@Nullable String socket, Starting starting) throws IOException;
}
