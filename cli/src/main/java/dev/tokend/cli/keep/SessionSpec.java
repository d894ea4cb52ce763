package dev.tokend.cli.keep;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.argument.SidWord;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.run.SpecFile;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.LogonSessionSpec;
import dev.tokend.surface.spec.LogonSessionSpecText;
import dev.tokend.surface.spec.SpecTextException;
import dev.tokend.surface.spec.TokenSpecText;
import org.jspecify.annotations.Nullable;

/**
 * What a logon session is to be made from: a file, readable or binary, or flags.
 *
 * @param spec the session
 * @param from where it was said, for errors
 */
record SessionSpec(LogonSessionSpec spec, String from) {

  /** What the command line says. */
  static SessionSpec of(Session session) throws CommandException, UsageException {
    Invocation invocation = session.invocation();
    boolean described =
        invocation.has(Flags.USER) || invocation.has(Flags.LOGON_TYPE) || invocation.has(Flags.PACKAGE);
    boolean file = invocation.operands().size() > 1;
    if (described == file) {
      throw file
          ? SessionCommand.usage("two sessions to create", "a spec and flags; give one of them")
          : SessionCommand.usage("no session to create", "give a SPEC, or --user and --logon-type");
    }
    return file ? ofFile(session, invocation.operands().get(1)) : ofFlags(session);
  }

  private static SessionSpec ofFile(Session session, String name) throws CommandException {
    SpecFile file = new SpecFile(name, session.surroundings().in());
    byte[] bytes = file.read(1, TokenSpecText.MAX_SIZE);
    String from = name.equals("-") ? "standard input" : name;
    try {
      return new SessionSpec(
          TokenSpecText.isText(bytes) ? LogonSessionSpecText.parse(bytes) : LogonSessionSpec.parse(bytes), from);
    } catch (SpecTextException e) {
      throw file.malformed("logon session spec", bytes, e);
    } catch (MalformedException e) {
      throw file.malformed("logon session spec", bytes, e);
    }
  }

  private static SessionSpec ofFlags(Session session) throws CommandException, UsageException {
    Invocation invocation = session.invocation();
    String user = invocation.value(Flags.USER);
    String type = invocation.value(Flags.LOGON_TYPE);
    if (user == null || type == null) {
      throw SessionCommand.usage(
          "missing argument",
          "token session create needs " + (user == null ? Flags.USER : Flags.LOGON_TYPE).usage());
    }
    String authPackage = invocation.value(Flags.PACKAGE);
    Sid sid = SidWord.user(user, session.surroundings().accounts());
    try {
      return new SessionSpec(
          new LogonSessionSpec(logonType(type), authPackage == null ? "" : authPackage, sid), user);
    } catch (IllegalArgumentException e) {
      throw SessionCommand.usage("bad value for --package", String.valueOf(e.getMessage()));
    }
  }

  private static LogonType logonType(String word) {
    @Nullable LogonType found = null;
    for (LogonType type : LogonType.values()) {
      if (type.validInKacs() && FlagNames.word(type).equals(word)) {
        found = type;
      }
    }
    if (found == null) {
      throw new IllegalArgumentException("no logon type: " + word);
    }
    return found;
  }
}
