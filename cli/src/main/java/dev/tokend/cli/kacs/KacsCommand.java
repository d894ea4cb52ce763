package dev.tokend.cli.kacs;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.Output;
import dev.tokend.cli.become.Program;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Session;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code kacs}: the command and all that it starts call the KACS interface, and the authority answers. */
public final class KacsCommand {
  private static final int EBUSY = 16;

  private final Asking asking;
  private final String attempt;

  private KacsCommand(Asking asking) {
    this.asking = asking;
    this.attempt = "cannot run " + asking.session().invocation().program().getFirst();
  }

  /** Does not return an output: the process becomes the command. */
  public static Output run(Session session) throws CommandException, IOException {
    try (Asking asking = Asking.connect(session)) {
      KacsCommand command = new KacsCommand(asking);
      throw Program.of(session).become(command::beServed);
    }
  }

  /** On the thread that becomes the command. */
  private void beServed() throws CommandException {
    try {
      if (!KacsInterface.isThere()) {
        try (Fd listener = KacsInterface.leaveToListener()) {
          asking.wish(
              new Target.Real(), attempt + " with its calls answered", () -> asking.client().serveKacs(listener));
        }
      }
      asking.close();
    } catch (ErrnoException e) {
      throw failed(e);
    } catch (IOException e) {
      throw CommandException.of(ExitStatus.FAILED, attempt, String.valueOf(e.getMessage()), List.of(), e);
    }
  }

  private CommandException failed(ErrnoException e) {
    List<String> facts = new ArrayList<>();
    if (e.errno() == EBUSY) {
      facts.add("another program answers system calls of this process already, and Linux allows one only");
    } else if (e.errno() == LinuxErrno.EINVAL || e.errno() == LinuxErrno.ENOSYS) {
      facts.add("Linux since 5.19 can, with CONFIG_SECCOMP_FILTER");
    }
    return CommandException.of(
        ExitStatus.FAILED, attempt, "Linux does not leave its calls to the authority: " + e.getMessage(), facts, e);
  }
}
