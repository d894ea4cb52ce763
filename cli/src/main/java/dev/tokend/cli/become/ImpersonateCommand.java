package dev.tokend.cli.become;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.Output;
import dev.tokend.cli.argument.Levels;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.derive.TokenRights;
import dev.tokend.cli.derive.TokenShape;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.run.Targets;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.ImpersonationReply;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code impersonate}: this process acts as a token (tokens §17), then the command. */
public final class ImpersonateCommand {
  private static final int FOR_COPY = TokenRights.QUERY | TokenRights.IMPERSONATE;

  private final Asking asking;
  private final Target target;
  private final String attempt;
  private final @Nullable ImpersonationLevel level;

  private ImpersonateCommand(Asking asking) {
    this.asking = asking;
    this.target = Targets.of(asking.session().invocation());
    this.attempt = "cannot impersonate " + Targets.described(target);
    String word = asking.session().invocation().value(Flags.LEVEL);
    this.level = word == null ? null : Levels.impersonation(word);
  }

  /** The output, where no command follows. */
  public static Output run(Session session) throws CommandException, IOException {
    try (Asking asking = Asking.connect(session)) {
      return new ImpersonateCommand(asking).run();
    }
  }

  private Output run() throws CommandException, IOException {
    try (TokenHandle client = client()) {
      Program program = Program.of(asking.session()).projected(Projections.of(asking, client));
      ImpersonationReply reply = asking.about(target, attempt, client::impersonate);
      if (!asking.session().invocation().program().isEmpty()) {
        if (program.plan() != null && !mayAct(reply)) {
          throw onlyToLookAt(reply);
        }
        tellIfCapped(reply);
        throw program.become(asking);
      }
      return BecomeText.impersonating(asking, reply);
    }
  }

  private static boolean mayAct(ImpersonationReply reply) {
    return reply.level() == ImpersonationLevel.IMPERSONATION || reply.level() == ImpersonationLevel.DELEGATION;
  }

  /** The plan was made for the level before the gates. */
  private CommandException onlyToLookAt(ImpersonationReply reply) {
    List<String> facts = new ArrayList<>(BecomeText.caps(reply));
    facts.add(Projections.WITHOUT);
    return CommandException.of(
        ExitStatus.DENIED, "cannot run " + asking.session().invocation().program().getFirst(),
        "at level " + FlagNames.word(reply.level()) + " the token can be looked at, and not acted as", facts, null);
  }

  /** On standard error: standard output is the command's. */
  private void tellIfCapped(ImpersonationReply reply) throws IOException {
    for (String why : BecomeText.caps(reply)) {
      asking.session().warn("impersonates at level " + FlagNames.word(reply.level()) + " only, " + why);
    }
  }

  /** A handle on an impersonation token: the target itself, or a copy of it. */
  private TokenHandle client() throws CommandException, IOException {
    if (!isPrimary() && level == null) {
      return asking.open(target, FOR_COPY);
    }
    ImpersonationLevel wanted = level == null ? ImpersonationLevel.IMPERSONATION : level;
    try (TokenHandle source = asking.open(target, TokenRights.DUPLICATE)) {
      return asking.about(target, attempt, () -> source.duplicate(FOR_COPY, TokenType.IMPERSONATION, wanted));
    }
  }

  private boolean isPrimary() throws CommandException, IOException {
    if (target instanceof Target.Process || target instanceof Target.Real) {
      return true;
    }
    return !(target instanceof Target.Peer) && TokenShape.of(asking, target).type() == TokenType.PRIMARY;
  }
}
