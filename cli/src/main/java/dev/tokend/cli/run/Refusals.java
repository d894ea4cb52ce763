package dev.tokend.cli.run;

import dev.tokend.cli.Authority;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.Refusal;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.catalog.AccessRights;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.Need;
import dev.tokend.surface.protocol.Target;
import java.util.ArrayList;
import java.util.List;

/** What the authority refused, as an error of the command: the exit status, and each useful fact on a line. */
public final class Refusals {
  /** Checks whose error number says less than they do. */
  private static final String ALREADY_RESTRICTED = "tokens §13 row 5 ";
  private static final List<String> NO_SESSION = List.of("tokens §15.1 row 5 ", "tokens §11 row 4 ");

  private Refusals() {}

  /**
   * The error for a refused reading of a token.
   *
   * @param authority is asked for the name of the target's user
   */
  static CommandException ofInspection(
      RefusedException refused, Target target, Session session, Authority authority) {
    return of(refused, Targets.attempt(target), target, session, authority);
  }

  /**
   * The error for something refused about a token.
   *
   * @param attempt what was tried
   * @param authority is asked for the name of the target's user
   */
  public static CommandException of(
      RefusedException refused, String attempt, Target target, Session session, Authority authority) {
    Failure failure = refused.failure();
    List<String> facts = new ArrayList<>();
    addNeed(failure, facts);
    Sid user = failure.targetUser();
    SidNames names = session.names(authority, user == null ? List.of() : List.of(user));
    if (user != null) {
      facts.add(subject(target) + names.text(user));
    }
    if (failure.check().startsWith(ALREADY_RESTRICTED)) {
      facts.add("a restricted token is only restricted further with --restrict and at least one SID that it has there");
    }
    addCheck(failure, facts);
    ExitStatus status = isNoSession(failure) ? ExitStatus.NOT_FOUND : status(failure.errno(), target.fd() != -1);
    return CommandException.refused(status, attempt, facts, new Refusal(failure, names), refused);
  }

  /** The error for anything else that was refused. */
  public static CommandException of(RefusedException refused, String attempt, Session session) {
    Failure failure = refused.failure();
    List<String> facts = new ArrayList<>();
    addNeed(failure, facts);
    addCheck(failure, facts);
    Refusal refusal = new Refusal(failure, SidNames.local(session.form()));
    return CommandException.refused(status(failure.errno(), false), attempt, facts, refusal, refused);
  }

  private static void addNeed(Failure failure, List<String> facts) {
    switch (failure.need()) {
      case null -> {}
      // Whoever asked for whatever there is lacked no right in particular.
      case Need.TokenRights rights when rights.mask() == 0 -> {}
      case Need.TokenRights rights ->
          facts.add("needs " + tokenRights(rights.mask()) + " on the token");
      case Need.ProcessRights rights -> facts.add(
          "needs " + String.join(", ", AccessRights.names(ObjectType.PROCESS, rights.mask())) + " on the process");
      case Need.PrivilegeNeeded privilege -> facts.add("needs " + privilege.privilege().fullName() + ", enabled");
    }
  }

  private static boolean isNoSession(Failure failure) {
    boolean no = false;
    for (String check : NO_SESSION) {
      no |= failure.check().startsWith(check);
    }
    return no;
  }

  private static String tokenRights(int mask) {
    return String.join(", ", AccessRights.names(ObjectType.TOKEN, mask));
  }

  private static void addCheck(Failure failure, List<String> facts) {
    // Others say no more than the reason does; JSON has them all.
    if (failure.check().contains("§")) {
      facts.add("refused by " + failure.check());
    }
  }

  private static String subject(Target target) {
    return switch (target) {
      case Target.Process process -> "process " + process.pid() + " runs as ";
      case Target.Thread thread -> "process " + thread.pid() + " runs as ";
      case Target.Self self -> "this process runs as ";
      case Target.Real real -> "this process runs as ";
      case Target.Peer peer -> "the peer runs as ";
      case Target.Handle handle -> "the token's user is ";
      case Target.Pin pin -> "the token's user is ";
    };
  }

  /**
   * The exit status for an error number.
   *
   * @param descriptor whether the target was named by a descriptor, so that an unfit one is no such target
   */
  private static ExitStatus status(Errno errno, boolean descriptor) {
    return switch (errno) {
      case ESRCH, ENOENT -> ExitStatus.NOT_FOUND;
      case EACCES, EPERM -> ExitStatus.DENIED;
      case EBADF, ENOTSOCK, ENOTTY, EINVAL, ENOTCONN -> descriptor ? ExitStatus.NOT_FOUND : ExitStatus.FAILED;
      default -> ExitStatus.FAILED;
    };
  }
}
