package dev.tokend.cli.projection;

/**
 * What a token is less by than its Linux user is, beside capabilities. Linux has nothing to enforce these by, but what
 * was taken away must not come back through a set-uid program or another process of the user.
 */
public enum Lowering {
  /** It lacks SeChangeNotify, which every token has that it was not taken from. */
  WITHOUT_PRIVILEGES,
  /** It has restricting SIDs or restricted device groups (tokens §3.4). */
  RESTRICTED,
  /** Its user SID matches deny entries only. */
  USER_DENY_ONLY,
  /** A group matches deny entries only. */
  GROUP_DENY_ONLY,
  /** The confinement pass applies (tokens §3.5). */
  CONFINED,
  /** Its integrity is below what a process of its Linux user has by itself (docs/derived-tokens.md). */
  LOW_INTEGRITY,
  /** The launcher took something from its own token, which its user's other processes keep. */
  REDUCED
}
