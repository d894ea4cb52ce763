package dev.tokend.cli;

import dev.tokend.cli.adjust.AdjustCommand;
import dev.tokend.cli.become.ImpersonateCommand;
import dev.tokend.cli.become.InstallCommand;
import dev.tokend.cli.become.RevertCommand;
import dev.tokend.cli.become.RunCommand;
import dev.tokend.cli.command.ArgumentParser;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.derive.CreateCommand;
import dev.tokend.cli.derive.DuplicateCommand;
import dev.tokend.cli.derive.LinkCommand;
import dev.tokend.cli.derive.LinkedCommand;
import dev.tokend.cli.derive.RestrictCommand;
import dev.tokend.cli.keep.PinsCommand;
import dev.tokend.cli.keep.SessionCommand;
import dev.tokend.cli.run.AuthorityCommand;
import dev.tokend.cli.run.CheckCommand;
import dev.tokend.cli.run.DescriptorCommand;
import dev.tokend.cli.run.HelpCommand;
import dev.tokend.cli.run.InspectCommand;
import dev.tokend.cli.run.QueryCommand;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.run.SidCommand;
import dev.tokend.cli.run.SpecCommand;
import dev.tokend.cli.run.VersionCommand;
import dev.tokend.cli.text.Style;
import dev.tokend.surface.client.AuthorityUnreachableException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** The command as a function of its arguments and surroundings. */
public final class Cli {
  private final String[] args;
  private final Surroundings surroundings;
  private final ClientFactory factory;

  private Cli(String[] args, Surroundings surroundings, ClientFactory factory) {
    this.args = args;
    this.surroundings = surroundings;
    this.factory = factory;
  }

  /**
   * Runs one command line. Output is written once, when all of it is known: nothing half-printed precedes an error.
   * Only what works on a stream of lines writes them as they come.
   *
   * @param args without the name of the command
   * @param surroundings environment and streams
   * @param factory where authorities come from
   * @return the exit status of command.md §9
   */
  public static int run(String[] args, Surroundings surroundings, ClientFactory factory) {
    return new Cli(args, surroundings, factory).run();
  }

  private int run() {
    Output output;
    try {
      output = output();
    } catch (CommandException e) {
      return report(e);
    } catch (UsageException e) {
      List<String> facts = List.of("see: " + e.help());
      return report(CommandException.unknown(ExitStatus.USAGE, e.what(), e.why(), e.near(), facts));
    } catch (AuthorityUnreachableException e) {
      return report(failed("cannot reach the authority at " + e.place(), e.reason(), e));
    } catch (IOException e) {
      return report(failed("cannot talk to the authority", String.valueOf(e.getMessage()), e));
    } catch (RuntimeException e) {
      return report(failed("this should not happen", e + "; --debug tells more", e));
    }
    try {
      write(surroundings.out(), output.bytes());
    } catch (IOException e) {
      return BrokenPipe.is(e)
          ? ExitStatus.SUCCESS.code()
          : report(failed("cannot write the output", String.valueOf(e.getMessage()), e));
    }
    return output.status().code();
  }

  private static CommandException failed(String what, String why, Exception cause) {
    return CommandException.of(ExitStatus.FAILED, what, why, List.of(), cause);
  }

  private Output output() throws CommandException, UsageException, IOException {
    Invocation invocation = ArgumentParser.parse(args);
    Session session = new Session(
        invocation, factory, surroundings.style(invocation.has(Flags.JSON)), surroundings);
    return switch (invocation.command().id()) {
      case SHOW, USER, OWNER, GROUP, GROUPS, PRIVS, CAPS, CLAIMS, INTEGRITY, LOGON, SOURCE, ORIGIN, STATS,
          DEFAULT_DACL -> Output.of(InspectCommand.run(session));
      case QUERY -> Output.of(QueryCommand.run(session));
      case CHECK -> CheckCommand.run(session);
      case SD -> DescriptorCommand.run(session);
      case SID -> SidCommand.run(session);
      case ADJUST -> AdjustCommand.run(session);
      case RESTRICT -> RestrictCommand.run(session);
      case DUPLICATE -> DuplicateCommand.run(session);
      case LINKED -> LinkedCommand.run(session);
      case LINK -> LinkCommand.run(session);
      case RUN -> RunCommand.run(session);
      case IMPERSONATE -> ImpersonateCommand.run(session);
      case REVERT -> RevertCommand.run(session);
      case CREATE -> CreateCommand.run(session);
      case INSTALL -> InstallCommand.run(session);
      case SPEC -> Output.of(SpecCommand.run(session, surroundings));
      case SESSION -> SessionCommand.run(session);
      case PINS -> PinsCommand.list(session);
      case UNPIN -> PinsCommand.unpin(session);
      case AUTHORITY -> Output.of(AuthorityCommand.run(session));
      case HELP -> Output.of(HelpCommand.run(session));
      case VERSION -> Output.of(VersionCommand.run(session));
    };
  }

  private int report(CommandException failure) {
    try {
      String report = given(Flags.JSON.name()) ? ErrorReport.json(failure) : ErrorReport.text(failure);
      write(surroundings.err(), Output.utf8(report));
      if (given(Flags.DEBUG.name())) {
        StringWriter trace = new StringWriter();
        Throwable cause = failure.getCause();
        (cause == null ? failure : cause).printStackTrace(new PrintWriter(trace, true));
        write(surroundings.err(), Output.utf8(trace.toString()));
      }
    } catch (IOException e) {
      // Nobody reads the errors; the exit status still says what happened.
      return failure.status().code();
    }
    return failure.status().code();
  }

  /** Whether a flag is on the command line, which need not make sense otherwise. */
  private boolean given(String flag) {
    for (String arg : args) {
      if (arg.equals("--")) {
        return false;
      }
      if (arg.equals(flag)) {
        return true;
      }
    }
    return false;
  }

  private static void write(OutputStream stream, byte[] bytes) throws IOException {
    stream.write(bytes);
    stream.flush();
  }
}
