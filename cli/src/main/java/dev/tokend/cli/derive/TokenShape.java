package dev.tokend.cli.derive;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.InspectCommand;
import dev.tokend.cli.view.Fields;
import dev.tokend.cli.view.TokenField;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.List;

/**
 * What a token can be used as.
 *
 * @param type primary or impersonation
 * @param level of an impersonation token; of a primary one it means nothing
 */
public record TokenShape(TokenType type, ImpersonationLevel level) {
  private static final Fields FIELDS = new Fields(List.of(TokenField.TYPE, TokenField.IMPERSONATION_LEVEL));

  /** Reads it of a handle; needs TOKEN_QUERY. */
  static TokenShape of(Asking asking, TokenHandle handle) throws CommandException, IOException {
    return of(asking, new Target.Handle(handle.number()));
  }

  /** Reads it of a token; needs TOKEN_QUERY. */
  public static TokenShape of(Asking asking, Target target) throws CommandException, IOException {
    TokenView token = InspectCommand.decode(asking.read(target, FIELDS.classes(), FIELDS.needsFacts()), target);
    TokenType type = token.type();
    ImpersonationLevel level = token.impersonationLevel();
    if (type == null || level == null) {
      throw InspectCommand.nonsense(new MalformedException("token", 0, "a type or level without a meaning"), target);
    }
    return new TokenShape(type, level);
  }

  /** The level that an impersonation copy has unless told. */
  ImpersonationLevel levelOfCopy() {
    return type == TokenType.PRIMARY ? ImpersonationLevel.IMPERSONATION : level;
  }
}
