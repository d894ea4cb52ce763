package dev.tokend.cli.ps;

import dev.tokend.cli.Authority;
import dev.tokend.cli.ClientFactory.Starting;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.Output;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.json.ProcessJson;
import dev.tokend.cli.run.Browser;
import dev.tokend.cli.run.Refusals;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.text.ProcessHtml;
import dev.tokend.cli.text.ProcessText;
import dev.tokend.cli.view.ProcessLine;
import dev.tokend.cli.view.ProcessList;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.protocol.ListedProcess;
import dev.tokend.surface.protocol.ProcessesReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code ps}: every process, and who it is. One request tells of all, one more of names. */
public final class PsCommand {
  private static final String ABOUT =
      "Every process that whoever made this page may see, below its parent, and who it runs as.";

  private PsCommand() {}

  /** The output. */
  public static Output run(Session session) throws CommandException, UsageException, IOException {
    Invocation invocation = session.invocation();
    String key = invocation.value(Flags.SORT);
    SortKey sort = key == null ? SortKey.PID : SortKey.parse(key);
    List<Condition> conditions = new ArrayList<>();
    ConditionReader reader = new ConditionReader(session.surroundings().accounts());
    for (String where : invocation.values(Flags.WHERE)) {
      conditions.add(reader.read(where));
    }
    try (Authority authority = session.connect(Starting.ON_DEMAND)) {
      ProcessesReply reply = authority.processes();
      SidNames names = session.names(authority, users(reply));
      for (Condition condition : conditions) {
        condition.require(reply.processes(), names);
      }
      ProcessList list = list(reply, sort, conditions, names, invocation.has(Flags.TREE) || invocation.has(Flags.HTML));
      if (invocation.has(Flags.HTML)) {
        return Output.of(
            Browser.page(session, "Processes", ABOUT, ProcessHtml.content(list, names), true));
      }
      return Output.of(
          session.json() ? ProcessJson.of(list, names) : ProcessText.of(list, names, session.style()));
    } catch (RefusedException e) {
      throw Refusals.of(e, "cannot list the processes", session);
    }
  }

  private static List<Sid> users(ProcessesReply reply) {
    Set<Sid> users = new LinkedHashSet<>();
    for (ListedProcess process : reply.processes()) {
      users.add(process.user());
    }
    return new ArrayList<>(users);
  }

  private static ProcessList list(
      ProcessesReply reply, SortKey sort, List<Condition> conditions, SidNames names, boolean tree) {
    List<ListedProcess> sorted = new ArrayList<>(reply.processes());
    sorted.sort(sort.order(names));
    List<ProcessLine> lines = new ArrayList<>();
    int matching = 0;
    for (ListedProcess process : sorted) {
      if (holds(conditions, process, names)) {
        lines.add(new ProcessLine(process, null));
        matching++;
      }
    }
    if (tree) {
      lines = ProcessTree.of(sorted, process -> holds(conditions, process, names));
    }
    return new ProcessList(lines, tree, matching, sorted.size(), reply.unlisted());
  }

  private static boolean holds(List<Condition> conditions, ListedProcess process, SidNames names) {
    for (Condition condition : conditions) {
      if (!condition.holds(process, names)) {
        return false;
      }
    }
    return true;
  }
}
