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

  /** What is still to come. */
  public static final Flag FOLLOW =
      Flag.plain("--follow", Choice.FREE, "with events: stay, and print each as it comes");

  /** The flags that choose a token. */
  public static final List<Flag> TARGET = List.of(SELF, REAL, PID, TID, PEER, FD);

  /** The flags that choose the form of the output. */
  public static final List<Flag> OUTPUT = List.of(RAW, LABEL, JSON);

  /** The flags of every subcommand besides {@link #OUTPUT}. */
  public static final List<Flag> GENERAL = List.of(AUTHORITY, DEBUG, HELP);

  private Flags() {}
}
