package dev.tokend.cli.command;

/** Every subcommand, as the key between its row of the {@link CommandTable} and the code that runs it. */
public enum Subcommand {
  /** What a token is, at the asked amount of detail. */
  SHOW,
  /** The user SID. */
  USER,
  /** The default owner SID. */
  OWNER,
  /** The primary group SID. */
  GROUP,
  /** The groups with their attributes. */
  GROUPS,
  /** The privileges with their states. */
  PRIVS,
  /** The confinement capabilities. */
  CAPS,
  /** The user and device claims. */
  CLAIMS,
  /** The integrity level. */
  INTEGRITY,
  /** The logon type, logon SID and session. */
  LOGON,
  /** What minted the token. */
  SOURCE,
  /** The originating session. */
  ORIGIN,
  /** The token statistics. */
  STATS,
  /** The default DACL. */
  DEFAULT_DACL,
  /** One query class as JSON. */
  QUERY,
  /** The access check. */
  CHECK,
  /** A security descriptor in its forms. */
  SD,
  /** SIDs and names. */
  SID,
  /** Changes of a token in place. */
  ADJUST,
  /** A copy with less in it. */
  RESTRICT,
  /** A copy. */
  DUPLICATE,
  /** The elevation counterpart. */
  LINKED,
  /** Makes two tokens an elevation pair. */
  LINK,
  /** A restricted copy of one's own token, and a program under it. */
  RUN,
  /** Acts as another token. */
  IMPERSONATE,
  /** Ends that. */
  REVERT,
  /** A new token from a spec. */
  CREATE,
  /** Takes a token as the process's own. */
  INSTALL,
  /** Specs as text and as bytes. */
  SPEC,
  /** Logon sessions. */
  SESSION,
  /** The pinned tokens. */
  PINS,
  /** Lets go of a pinned token. */
  UNPIN,
  /** Status, start and stop of the authority. */
  AUTHORITY,
  /** Help. */
  HELP,
  /** The version. */
  VERSION
}
