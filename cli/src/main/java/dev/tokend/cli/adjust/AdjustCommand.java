package dev.tokend.cli.adjust;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.Output;
import dev.tokend.cli.become.Program;
import dev.tokend.cli.command.Flag;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.derive.TokenRights;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.InspectCommand;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.run.Targets;
import dev.tokend.cli.view.FieldSids;
import dev.tokend.cli.view.Fields;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code adjust}: changes a token in place (tokens §14), all of a request or none of it. */
public final class AdjustCommand {
  private static final List<Flag> DEFAULTS =
      List.of(Flags.DACL, Flags.OWNER, Flags.OWNER_INDEX, Flags.GROUP, Flags.GROUP_INDEX);

  private AdjustCommand() {}

  /** The output, where no command follows. */
  public static Output run(Session session) throws CommandException, UsageException, IOException {
    Invocation invocation = session.invocation();
    String what = invocation.operands().getFirst();
    Adjustment adjustment = adjustment(what, words(invocation, what), session);
    Target target = Targets.of(invocation);
    Fields fields = adjustment.fields();
    try (Asking asking = Asking.connect(session);
        TokenHandle handle = asking.open(target, TokenRights.QUERY | adjustment.right())) {
      TokenView before = read(asking, handle, fields);
      SidNames names = session.names(asking.authority(), FieldSids.of(fields, before));
      adjustment.apply(asking, handle, before, names);
      if (!invocation.program().isEmpty()) {
        throw Program.of(session).become(asking);
      }
      TokenView after = read(asking, handle, fields);
      List<Sid> sids = new ArrayList<>(FieldSids.of(fields, before));
      sids.addAll(FieldSids.of(fields, after));
      SidNames all = session.names(asking.authority(), sids);
      return Output.of(
          session.json()
              ? adjustment.json(target, before, after, all)
              : adjustment.text(before, after, all, session.style()) + remark(target));
    }
  }

  private static String remark(Target target) {
    boolean own = target instanceof Target.Self || target instanceof Target.Real;
    return own ? "It ends with this command. To run another with it: -- COMMAND.\n" : "";
  }

  private static TokenView read(Asking asking, TokenHandle handle, Fields fields) throws CommandException, IOException {
    Target target = new Target.Handle(handle.number());
    return InspectCommand.decode(asking.read(target, fields.classes(), fields.needsFacts()), target);
  }

  private static Adjustment adjustment(String what, List<String> words, Session session) throws UsageException {
    Invocation invocation = session.invocation();
    boolean reset = invocation.has(Flags.RESET);
    return switch (what) {
      case "privs" -> PrivilegeAdjustment.of(words, reset);
      case "groups" -> GroupAdjustment.of(words, reset);
      case "default" -> DefaultAdjustment.of(invocation, session.surroundings().accounts());
      default -> ScopeAdjustment.of(words);
    };
  }

  private static List<String> words(Invocation invocation, String what) throws UsageException {
    List<String> words = invocation.operands().subList(1, invocation.operands().size());
    boolean named = what.equals("privs") || what.equals("groups");
    if (invocation.has(Flags.RESET) && (!named || !words.isEmpty())) {
      throw usage("--reset stands alone", "it is of privs and groups, and goes with no NAME=STATE");
    }
    for (Flag flag : DEFAULTS) {
      if (invocation.has(flag) && !what.equals("default")) {
        throw usage("flag of another adjustment", flag.name() + " belongs to token adjust default");
      }
    }
    if (what.equals("default") && !words.isEmpty()) {
      throw usage("one argument too many", words.getFirst() + "; token adjust default takes flags alone");
    }
    return words;
  }

  static UsageException usage(String what, String why) {
    return new UsageException(what, why, List.of(), "token help adjust");
  }
}
