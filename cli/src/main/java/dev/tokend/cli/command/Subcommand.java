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
  /** Specs as text and as bytes. */
  SPEC,
  /** Status, start and stop of the authority. */
  AUTHORITY,
  /** Help. */
  HELP,
  /** The version. */
  VERSION
}
