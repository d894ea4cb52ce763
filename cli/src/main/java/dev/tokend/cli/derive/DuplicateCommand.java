package dev.tokend.cli.derive;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.Output;
import dev.tokend.cli.argument.Levels;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.object.RequestedRights;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.run.Targets;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code duplicate}: a copy of the same or another type, level and access (tokens §12). */
public final class DuplicateCommand {
  private DuplicateCommand() {}

  /** The output. */
  public static Output run(Session session) throws CommandException, UsageException, IOException {
    Target target = Targets.of(session.invocation());
    String access = session.invocation().value(Flags.ACCESS);
    Integer mask = access == null ? null : RequestedRights.parse(ObjectType.TOKEN, access, "duplicate");
    boolean needsType = !session.invocation().has(Flags.TOKEN_TYPE) || !session.invocation().has(Flags.LEVEL);
    int rights = TokenRights.DUPLICATE | (needsType ? TokenRights.QUERY : 0);
    try (Asking asking = Asking.connect(session);
        TokenHandle source = asking.open(target, rights)) {
      Shape shape = shape(session.invocation(), needsType ? TokenShape.of(asking, source) : null);
      String attempt = "cannot duplicate " + Targets.described(target);
      try (TokenHandle copy = asking.about(target, attempt, () -> copy(source, shape, mask))) {
        return new NewToken(asking, copy).deliver();
      }
    }
  }

  private record Shape(TokenType type, ImpersonationLevel level) {}

  private static Shape shape(Invocation invocation, @Nullable TokenShape source) throws UsageException {
    String typeWord = invocation.value(Flags.TOKEN_TYPE);
    String levelWord = invocation.value(Flags.LEVEL);
    TokenType type = typeWord != null
        ? typeWord.equals("primary") ? TokenType.PRIMARY : TokenType.IMPERSONATION
        : source == null ? TokenType.IMPERSONATION : source.type();
    if (type == TokenType.PRIMARY && levelWord != null) {
      throw new UsageException(
          "a level without an impersonation", "a primary token has no level: add --type impersonation", List.of(),
          "token help duplicate");
    }
    if (levelWord != null) {
      return new Shape(type, Levels.impersonation(levelWord));
    }
    return new Shape(type, source == null ? ImpersonationLevel.IMPERSONATION : source.levelOfCopy());
  }

  /** Without a mask every right, and where that is refused, the most that is granted. */
  private static TokenHandle copy(TokenHandle source, Shape shape, @Nullable Integer mask)
      throws RefusedException, IOException {
    if (mask != null) {
      return source.duplicate(mask, shape.type(), shape.level());
    }
    try {
      return source.duplicate(TokenRights.ALL, shape.type(), shape.level());
    } catch (RefusedException e) {
      if (e.failure().errno() != Errno.EACCES) {
        throw e;
      }
      return source.duplicate(AccessMask.MAXIMUM_ALLOWED, shape.type(), shape.level());
    }
  }
}
