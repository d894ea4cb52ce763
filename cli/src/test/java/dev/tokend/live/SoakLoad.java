package dev.tokend.live;

import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import java.io.IOException;

/** What one client of a {@link Soak} does again and again until it is stopped or killed. */
interface SoakLoad {

  /**
   * One thing, of which nothing is left but what was written down.
   *
   * @throws RefusedException where the operation documents no such error
   * @throws IOException where the authority has gone
   */
  void step(TokenClient client) throws RefusedException, IOException, InterruptedException;

  /** The connection has gone, and what was held over it. */
  default void lost() {}
}
