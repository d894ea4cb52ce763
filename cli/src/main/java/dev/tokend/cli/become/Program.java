package dev.tokend.cli.become;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.projection.Projection;
import dev.tokend.cli.projection.ProjectionException;
import dev.tokend.cli.projection.ProjectionPlan;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Session;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.FdFlags;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.Exec;
import dev.tokend.linux.process.InheritedDescriptors;
import dev.tokend.linux.process.OwnArguments;
import dev.tokend.surface.client.TokenHandle;
import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command behind {@code --}, which this process becomes: the same process number, no child (design §5).
 *
 * @param session the running subcommand
 * @param handle a token handle that the command inherits, its number in {@value #VARIABLE}; null for none
 * @param plan what the token asks of Linux; null to leave Linux as it is
 */
public record Program(Session session, @Nullable TokenHandle handle, ProjectionPlan.@Nullable Possible plan) {
  /** The environment variable with the number of an inherited handle. */
  public static final String VARIABLE = "TOKEN_FD";

  /** Set by the launcher to the signals that it was started with ignored, in hex as proc_pid_status(5) has them. */
  private static final String IGNORED_SIGNALS = "tokend.ignored";

  /** Set by the launcher to the descriptors that it was started with, their numbers with commas between. */
  private static final String INHERITED = "tokend.inherited";

  /** The command of a command line, which inherits no handle and changes nothing on Linux. */
  public static Program of(Session session) {
    return new Program(session, null, null);
  }

  /** The same with a handle to inherit. */
  public Program inheriting(TokenHandle inherited) {
    return new Program(session, inherited, plan);
  }

  /** The same with ids and capabilities as a token asks for them. */
  public Program projected(ProjectionPlan.@Nullable Possible asked) {
    return new Program(session, handle, asked);
  }

  /**
   * Becomes the command.
   *
   * @param asking its connection is closed, so that the command does not inherit it
   * @return why it did not: it is not there, cannot be executed, or Linux would not let the token be projected
   */
  public CommandException become(Asking asking) throws IOException {
    asking.close();
    String name = session.invocation().program().getFirst();
    Command command;
    try {
      command = Command.of(OwnArguments.last(session.invocation().program().size()));
      closeOthers();
      if (handle != null) {
        FdFlags.keepOnExec(handle.number());
        command = command.withVariable(VARIABLE, Integer.toString(handle.number()));
      }
      Exec.ignoreSignals(Long.parseUnsignedLong(System.getProperty(IGNORED_SIGNALS, "0"), 16) & Exec.HANDLED_BY_JVM);
      return failed(name, plan == null ? Exec.replace(command) : Projection.replace(plan, command));
    } catch (ErrnoException | ProjectionException e) {
      return CommandException.of(
          ExitStatus.NOT_EXECUTABLE, "cannot run " + name, "this process cannot be made ready for it",
          List.of(String.valueOf(e.getMessage())), e);
    }
  }

  /** Where it is not known what is to be inherited, the JVM's own files alone are left out (Exec). */
  private void closeOthers() throws ErrnoException {
    String list = System.getProperty(INHERITED);
    if (list == null) {
      return;
    }
    Set<Integer> kept = new HashSet<>();
    for (String number : list.split(",", -1)) {
      if (!number.isEmpty()) {
        kept.add(Integer.parseInt(number));
      }
    }
    InheritedDescriptors.closeOthersOnExec(kept);
  }

  private CommandException failed(String name, ErrnoException e) {
    return switch (e.errno()) {
      case LinuxErrno.ENOENT, LinuxErrno.ENOTDIR -> name.contains("/") ? CommandException.of(
          ExitStatus.NO_SUCH_COMMAND, "cannot run " + name, "there is no such file, or not its interpreter", List.of(), e)
          : notInPath(name, e);
      // One folder of PATH that may not be entered is enough for it (execvp(3)).
      case LinuxErrno.EACCES -> exists(name) ? CommandException.of(
          ExitStatus.NOT_EXECUTABLE, "cannot run " + name, "permission denied: it may not be executed", List.of(), e)
          : notInPath(name, e);
      default -> CommandException.of(
          ExitStatus.NOT_EXECUTABLE, "cannot run " + name, String.valueOf(e.getMessage()), List.of(), e);
    };
  }

  private static CommandException notInPath(String name, ErrnoException e) {
    return CommandException.of(
        ExitStatus.NO_SUCH_COMMAND, "cannot run " + name, "no folder of PATH has it", List.of(), e);
  }

  private boolean exists(String name) {
    if (name.contains("/")) {
      return true;
    }
    String path = session.surroundings().environment().getOrDefault("PATH", "/bin:/usr/bin");
    for (String folder : path.split(":", -1)) {
      // A Path cannot hold every name that was typed; a File that it cannot hold is not there.
      if (new File(folder, name).exists()) {
        return true;
      }
    }
    return false;
  }
}
