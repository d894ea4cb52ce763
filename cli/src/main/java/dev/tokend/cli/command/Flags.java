package dev.tokend.cli.command;

import dev.tokend.cli.command.Flag.Choice;
import java.util.List;

/** Every flag there is, by the groups in which subcommands take them. */
public final class Flags {
  /** The effective token of the command's process; what every subcommand does without a target flag. */
  public static final Flag SELF = Flag.plain("--self", Choice.TARGET, "your own effective token; the default");

  /** The primary token of the command's process, even while it impersonates. */
  public static final Flag REAL = Flag.plain("--real", Choice.TARGET, "your primary token, even while impersonating");

  /** The primary token of a process. */
  public static final Flag PID =
      Flag.valued("--pid", ValueKind.PID, Choice.TARGET, "the primary token of process PID");

  /** With {@link #PID}: the effective token of a thread. It narrows that target and is none of its own. */
  public static final Flag TID =
      Flag.valued("--tid", ValueKind.TID, Choice.FREE, "with --pid: the effective token of its thread TID");

  /** The identity captured on a connected socket that the command inherited. */
  public static final Flag PEER = new Flag(
      "--peer", ValueKind.DESCRIPTOR, "SOCK_FD", Choice.TARGET,
      "the peer's identity on inherited socket SOCK_FD");

  /** A token handle that the command inherited. */
  public static final Flag FD =
      Flag.valued("--fd", ValueKind.DESCRIPTOR, Choice.TARGET, "the token of inherited handle FD");

  /** A pinned token. */
  public static final Flag PIN =
      Flag.valued("--pin", ValueKind.PIN, Choice.TARGET, "the token that is pinned under NAME");

  /** SIDs as {@code S-1-...} only. */
  public static final Flag RAW = Flag.plain("--raw", Choice.SIDS, "SIDs as S-1-... only; looks no name up");

  /** SIDs as names where known. */
  public static final Flag LABEL = Flag.plain("--label", Choice.SIDS, "SIDs as names where known, S-1-... otherwise");

  /** JSON instead of text. */
  public static final Flag JSON = Flag.plain("--json", Choice.FREE, "JSON instead of text, errors included");

  /** Which authority to talk to. */
  public static final Flag AUTHORITY =
      Flag.valued("--authority", ValueKind.PATH, Choice.FREE, "talk to the authority at socket PATH");

  /** A stack trace under an error. */
  public static final Flag DEBUG = Flag.plain("--debug", Choice.FREE, "add a stack trace to an error");

  /** Help about the subcommand. */
  public static final Flag HELP = Flag.plain("--help", Choice.FREE, "help about the subcommand; also -h");

  /** The version, in place of a subcommand. */
  public static final Flag VERSION = Flag.plain("--version", Choice.FREE, "the version of token");

  /** One line. */
  public static final Flag SHORT = Flag.plain("--short", Choice.DEPTH, "one line");

  /** Every query class. */
  public static final Flag ALL = Flag.plain("--all", Choice.DEPTH, "every field of the token, decoded");

  /** The rights of a check. */
  public static final Flag ACCESS = Flag.valued("--access", ValueKind.RIGHTS, Choice.FREE, "the rights asked for");

  /** The kind of object that a descriptor guards. */
  public static final Flag TYPE =
      Flag.valued("--type", ValueKind.OBJECT_TYPE, Choice.FREE, "the kind of object; file unless told");

  /** The steps of a check, and what lifts a denial. */
  public static final Flag EXPLAIN =
      Flag.plain("--explain", Choice.FREE, "say why, what would change it, and every step");

  /** A stream of lines in place of one argument. */
  public static final Flag BATCH =
      Flag.plain("--batch", Choice.FREE, "answer each line of FILE, or of standard input");

  /** Whom PRINCIPAL SELF stands for. */
  public static final Flag SELF_SID =
      Flag.valued("--self-sid", ValueKind.SID, Choice.FREE, "whom PRINCIPAL SELF (S-1-5-10) stands for");

  /** The intents that let SeBackup and SeRestore count. */
  public static final Flag INTENT =
      Flag.valued("--intent", ValueKind.INTENT, Choice.FREE, "backup, restore, or both: lets their privileges count");

  /** The parts of the object that are asked about. */
  public static final Flag OBJECT_TYPE = Flag.valued(
      "--object-type", ValueKind.OBJECT_PARTS, Choice.FREE, "parts of the object: LEVEL:GUID,LEVEL:GUID...");

  /** Claims about the request itself. */
  public static final Flag CLAIMS =
      Flag.valued("--claims", ValueKind.FILE, Choice.FREE, "@Local claims, a list as JSON in FILE");

  /** Central policies. */
  public static final Flag POLICIES =
      Flag.valued("--policies", ValueKind.FILE, Choice.FREE, "central policies, a list as JSON in FILE");

  /** A token that is written down. */
  public static final Flag TOKEN =
      Flag.valued("--token", ValueKind.FILE, Choice.TARGET, "the token that FILE has as JSON");

  /** One form of a descriptor alone. */
  public static final Flag AS =
      Flag.valued("--as", ValueKind.FORM, Choice.FREE, "one form alone: sddl, hex or base64");

  /** A logon session's spec in place of a token's. */
  public static final Flag LOGON_SESSION =
      Flag.plain("--logon-session", Choice.FREE, "the spec of a logon session, not of a token");

  /** Returns privileges or groups to their defaults. */
  public static final Flag RESET = Flag.plain("--reset", Choice.FREE, "everything to its default");

  /** A default DACL. */
  public static final Flag DACL =
      Flag.valued("--dacl", ValueKind.DACL, Choice.FREE, "default: the default DACL; '' for none");

  /** A default owner by index. */
  public static final Flag OWNER_INDEX = Flag.valued(
      "--owner-idx", ValueKind.INDEX, Choice.OWNER, "default: the owner; 0 is the user, N group N-1");

  /** A default owner. */
  public static final Flag OWNER =
      Flag.valued("--owner", ValueKind.SID, Choice.OWNER, "default: the owner, the user or one of the groups");

  /** A primary group by index. */
  public static final Flag GROUP_INDEX = Flag.valued(
      "--group-idx", ValueKind.INDEX, Choice.GROUP, "default: the primary group; 0 is the user, N group N-1");

  /** A primary group. */
  public static final Flag GROUP =
      Flag.valued("--group", ValueKind.SID, Choice.GROUP, "default: the primary group, one of the groups");

  /** Privileges that a copy has no more. */
  public static final Flag DROP_PRIVILEGES =
      Flag.valued("--drop-privs", ValueKind.PRIVILEGES, Choice.FREE, "remove these privileges");

  /** Groups that a copy has for deny only. */
  public static final Flag DENY =
      Flag.valued("--deny", ValueKind.GROUPS, Choice.FREE, "make these groups deny-only");

  /** Restricting SIDs. */
  public static final Flag RESTRICT =
      Flag.valued("--restrict", ValueKind.SIDS, Choice.FREE, "grant only what these SIDs are granted too");

  /** Restricting SIDs count for writing only. */
  public static final Flag WRITE_RESTRICTED =
      Flag.plain("--write-restricted", Choice.FREE, "the restricting SIDs limit writing only");

  /** The type of a copy; {@link #TYPE} of the other subcommands. */
  public static final Flag TOKEN_TYPE =
      Flag.valued("--type", ValueKind.TOKEN_TYPE, Choice.FREE, "the type of the copy; the same unless told");

  /** An impersonation level. */
  public static final Flag LEVEL = Flag.valued("--level", ValueKind.LEVEL, Choice.FREE, "the impersonation level");

  /** An integrity level. */
  public static final Flag INTEGRITY =
      Flag.valued("--integrity", ValueKind.INTEGRITY, Choice.FREE, "at this integrity, at most the present one");

  /** A name for a new token. */
  public static final Flag PIN_AS =
      Flag.valued("--pin-as", ValueKind.PIN, Choice.FREE, "the authority keeps the token under NAME");

  /** The full half of a pair. */
  public static final Flag ELEVATED =
      Flag.valued("--elevated", ValueKind.HANDLE, Choice.FREE, "the full token");

  /** The limited half of a pair. */
  public static final Flag FILTERED =
      Flag.valued("--filtered", ValueKind.HANDLE, Choice.FREE, "the limited token");

  /** A logon session. */
  public static final Flag SESSION =
      Flag.valued("--session", ValueKind.SESSION, Choice.FREE, "the logon session of both");

  /** Whose logon session. */
  public static final Flag USER = Flag.valued("--user", ValueKind.SID, Choice.FREE, "create: who logged on");

  /** How somebody logged on. */
  public static final Flag LOGON_TYPE =
      Flag.valued("--logon-type", ValueKind.LOGON_TYPE, Choice.FREE, "create: interactive, network, batch, service, ...");

  /** What authenticated somebody. */
  public static final Flag PACKAGE =
      Flag.valued("--package", ValueKind.PACKAGE, Choice.FREE, "create: what authenticated the user; empty unless told");

  /** Whose pin. */
  public static final Flag UID = Flag.valued("--uid", ValueKind.UID, Choice.FREE, "a pin of user UID, not your own");

  /** Leaves Linux as it is. */
  public static final Flag NO_PROJECTION =
      Flag.plain("--no-projection", Choice.FREE, "leave the Linux ids and capabilities as they are");

  /** What is still to come. */
  public static final Flag FOLLOW =
      Flag.plain("--follow", Choice.FREE, "with events: stay, and print each as it comes");

  /** The flags that choose a token. */
  public static final List<Flag> TARGET = List.of(SELF, REAL, PID, TID, PEER, FD, PIN);

  /** The flags that choose the form of the output. */
  public static final List<Flag> OUTPUT = List.of(RAW, LABEL, JSON);

  /** The flags of every subcommand besides {@link #OUTPUT}. */
  public static final List<Flag> GENERAL = List.of(AUTHORITY, DEBUG, HELP);

  private Flags() {}
}
