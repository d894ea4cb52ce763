package dev.tokend.cli.become;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.Output;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.derive.Minting;
import dev.tokend.cli.derive.TokenRights;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.run.Targets;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.List;

/** {@code install}: a token becomes the primary token of this process (tokens §10.5), then the command. */
public final class InstallCommand {
  private InstallCommand() {}

  /** The output, where no command follows. */
  public static Output run(Session session) throws CommandException, UsageException, IOException {
    Invocation invocation = session.invocation();
    boolean held = invocation.has(Flags.FD) || invocation.has(Flags.PIN);
    if (held == !invocation.operands().isEmpty()) {
      throw new UsageException(
          held ? "two tokens to install" : "no token to install",
          held ? "a spec and a handle; give one of them" : "give a SPEC, --fd FD or --pin NAME",
          List.of(), "token help install");
    }
    try (Asking asking = Asking.connect(session);
        TokenHandle token = held ? held(asking) : Minting.of(asking, invocation.operands().getFirst())) {
      Program program = Program.of(session).projected(Projections.of(asking, token));
      String described = held ? Targets.described(Targets.of(invocation)) : "the new token";
      asking.wish(new Target.Real(), "cannot install " + described, token::install);
      if (!invocation.program().isEmpty()) {
        throw program.become(asking);
      }
      return BecomeText.installed(asking, token);
    }
  }

  private static TokenHandle held(Asking asking) throws CommandException, IOException {
    return asking.open(
        Targets.of(asking.session().invocation()), TokenRights.QUERY | TokenRights.ASSIGN_PRIMARY);
  }
}
