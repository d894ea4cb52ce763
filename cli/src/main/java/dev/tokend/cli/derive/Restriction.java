package dev.tokend.cli.derive;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.argument.GroupWord;
import dev.tokend.cli.argument.PrivilegeList;
import dev.tokend.cli.argument.SidWord;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.InspectCommand;
import dev.tokend.cli.run.Targets;
import dev.tokend.cli.view.FieldSids;
import dev.tokend.cli.view.Fields;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenField;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.RestrictRequest;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.List;

/**
 * The flags of {@code restrict} and {@code run}.
 *
 * @param privileges to delete, bit n for the privilege of bit n
 * @param deny indices of the groups that are to be for deny only, each once
 * @param sids the restricting SIDs
 * @param writeRestricted whether those limit writing only
 */
public record Restriction(long privileges, List<Integer> deny, List<Sid> sids, boolean writeRestricted) {
  /** Takes copies. */
  public Restriction {
    deny = List.copyOf(deny);
    sids = List.copyOf(sids);
  }

  /**
   * What the flags take away.
   *
   * @param source whose groups {@code --deny} is about; read only if that is given
   */
  public static Restriction of(Asking asking, Target source) throws CommandException, UsageException, IOException {
    return of(asking, source, Targets.described(source));
  }

  /** The same of a handle that was opened on what {@code described} says. */
  static Restriction of(Asking asking, Target source, String described)
      throws CommandException, UsageException, IOException {
    Invocation invocation = asking.session().invocation();
    String help = invocation.command().name();
    String privileges = invocation.value(Flags.DROP_PRIVILEGES);
    String deny = invocation.value(Flags.DENY);
    String restrict = invocation.value(Flags.RESTRICT);
    if (invocation.has(Flags.WRITE_RESTRICTED) && restrict == null) {
      throw new UsageException(
          "incomplete restriction", "--write-restricted limits writing to what the SIDs of --restrict may write",
          List.of(), "token help " + help);
    }
    long drop = privileges == null ? 0 : PrivilegeList.parse(privileges, help);
    List<Sid> sids =
        restrict == null ? List.of() : SidWord.list(restrict, asking.session().surroundings().accounts());
    List<Integer> indices = deny == null ? List.of() : groups(asking, source, described).list(deny, help);
    return new Restriction(drop, indices, sids, invocation.has(Flags.WRITE_RESTRICTED));
  }

  /** As the authority is asked for it. */
  public RestrictRequest request() {
    return RestrictRequest.of(privileges, deny, sids, writeRestricted);
  }

  private static GroupWord groups(Asking asking, Target source, String described)
      throws CommandException, IOException {
    Fields fields = new Fields(List.of(TokenField.GROUPS));
    TokenView token = InspectCommand.decode(asking.read(source, fields.classes(), false), source);
    SidNames names = asking.session().names(asking.authority(), FieldSids.of(fields, token));
    return new GroupWord(described, token.groups(), names);
  }
}
