package dev.tokend.monitor.event;

import dev.tokend.kacs.sid.Sid;

/**
 * A process got another primary token at its own request (tokens §10.5, and run, beyond KACS's events).
 *
 * @param mode by which operation
 * @param processKey what the embedder calls the process
 * @param previousTokenId the token that it had
 * @param previousUserSid the user of that token
 * @param tokenId the token that it has now
 * @param userSid the user of that token
 * @param authId its logon session
 * @param integrityLevel its integrity level, unsigned
 * @param restricted whether it is restricted (tokens §3.4)
 */
public record PrimaryReplaced(
    Mode mode,
    long processKey,
    long previousTokenId,
    Sid previousUserSid,
    long tokenId,
    Sid userSid,
    long authId,
    int integrityLevel,
    boolean restricted)
    implements MonitorEvent {
  /** How a primary token is replaced. */
  public enum Mode {
    /** By the token of a handle. */
    INSTALL("token-install"),
    /** By a restricted copy of the one that was there. */
    RUN("token-run");

    private final String label;

    Mode(String label) {
      this.label = label;
    }
  }

  @Override
  public String name() {
    return mode.label;
  }
}
