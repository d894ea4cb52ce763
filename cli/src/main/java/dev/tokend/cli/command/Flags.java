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

  /** A logon session's spec in place of a token's. */
  public static final Flag LOGON_SESSION =
      Flag.plain("--logon-session", Choice.FREE, "the spec of a logon session, not of a token");

  /** The flags that choose a token. */
  public static final List<Flag> TARGET = List.of(SELF, REAL, PID, TID, PEER, FD);

  /** The flags that choose the form of the output. */
  public static final List<Flag> OUTPUT = List.of(RAW, LABEL, JSON);

  /** The flags of every subcommand besides {@link #OUTPUT}. */
  public static final List<Flag> GENERAL = List.of(AUTHORITY, DEBUG, HELP);

  private Flags() {}
}
