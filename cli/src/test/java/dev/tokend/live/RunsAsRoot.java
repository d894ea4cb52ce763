package dev.tokend.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.linux.process.ProcessIds;

/** What only root can test. */
final class RunsAsRoot {
  private RunsAsRoot() {}

  /** Skips the test, visibly, for anybody else. */
  static void required() {
    assumeTrue(ProcessIds.effectiveUid() == 0, "needs root: it runs processes as other users");
  }
}
