package dev.tokend.cli.text;

import dev.tokend.cli.view.IdentityChange;
import dev.tokend.cli.view.ProcessLine;
import dev.tokend.cli.view.ProcessList;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.surface.protocol.ListedProcess;
import dev.tokend.surface.protocol.ProcessesReply;
import java.util.ArrayList;
import java.util.List;

/** Processes as a table, or as a tree in which an identity is told where it changes. */
public final class ProcessText {
  private final ProcessList list;
  private final SidNames names;
  private final Style style;

  private ProcessText(ProcessList list, SidNames names, Style style) {
    this.list = list;
    this.names = names;
    this.style = style;
  }

  /** The text. */
  public static String of(ProcessList list, SidNames names, Style style) {
    return new ProcessText(list, names, style).text();
  }

  private String text() {
    Page page = new Page(style);
    page.table(list.tree() ? tree() : table(), "no process");
    page.line("");
    for (String line : counts(list)) {
      page.line(line);
    }
    return page.text();
  }

  private Page.Table table() {
    Page.Table table =
        new Page.Table("pid", "user", "integrity", "elevation", "session", "privileges", "marks", "command");
    for (ProcessLine line : list.lines()) {
      ListedProcess process = line.process();
      table.add(
          Integer.toString(process.pid()),
          names.text(process.user()),
          ProcessWords.integrity(process),
          process.elevation() == ElevationType.DEFAULT.value() ? "" : ProcessWords.elevation(process),
          ProcessWords.session(process),
          ProcessWords.privileges(process),
          String.join(", ", ProcessWords.marks(process)),
          process.name());
    }
    return table;
  }

  private Page.Table tree() {
    Page.Table table = new Page.Table("pid", "command", "identity");
    for (ProcessLine line : list.lines()) {
      ProcessLine.Place place = line.place();
      table.add(
          Integer.toString(line.process().pid()),
          place == null ? line.process().name() : branches(place) + line.process().name(),
          identity(line));
    }
    return table;
  }

  static String branches(ProcessLine.Place place) {
    StringBuilder branches = new StringBuilder();
    int last = place.branch().size() - 1;
    for (int i = 0; i <= last; i++) {
      boolean more = place.branch().get(i);
      branches.append(i < last ? (more ? "|  " : "   ") : (more ? "|- " : "`- "));
    }
    if (place.depth() > place.branch().size()) {
      branches.append('(').append(place.depth()).append(" deep) ");
    }
    return branches.toString();
  }

  /** All of it where there is nothing above to compare with; else what is different, behind a mark. */
  private String identity(ProcessLine line) {
    ListedProcess process = line.process();
    List<IdentityChange> changes = line.changes();
    List<String> words = new ArrayList<>();
    if (changes == null) {
      words.add(names.text(process.user()));
      words.add(ProcessWords.integrity(process));
      if (process.elevation() != ElevationType.DEFAULT.value()) {
        words.add("elevation " + ProcessWords.elevation(process));
      }
      words.add("session " + ProcessWords.session(process));
      words.add("privileges " + ProcessWords.privileges(process));
      words.addAll(ProcessWords.restrictions(process));
    } else {
      for (IdentityChange change : changes) {
        words.add(told(change, line));
      }
    }
    words.addAll(ProcessWords.states(process));
    String told = String.join(", ", words);
    return changes == null || changes.isEmpty() ? told : "* " + told;
  }

  private String told(IdentityChange change, ProcessLine line) {
    ListedProcess process = line.process();
    return switch (change) {
      case USER -> "user " + names.text(process.user());
      case INTEGRITY -> "integrity " + ProcessWords.integrity(process);
      case ELEVATION -> "elevation " + ProcessWords.elevation(process);
      case SESSION -> "session " + ProcessWords.session(process);
      case PRIVILEGES -> "privileges " + ProcessWords.privileges(line);
      case RESTRICTIONS -> {
        List<String> restrictions = ProcessWords.restrictions(process);
        yield restrictions.isEmpty() ? "no restrictions" : String.join(", ", restrictions);
      }
    };
  }

  /** How many there are, a line for each kind. */
  static List<String> counts(ProcessList list) {
    List<String> lines = new ArrayList<>();
    String shown = Words.counted(list.visible(), "process", "processes");
    lines.add(list.matching() == list.visible() ? shown : list.matching() + " of " + shown);
    ProcessesReply.Unlisted unlisted = list.unlisted();
    count(lines, unlisted.denied(),
        "may not be seen (PROCESS_QUERY_INFORMATION on the process, TOKEN_QUERY on its token)");
    count(lines, unlisted.untold(), "cannot be read: Linux does not tell the authority who they are");
    count(lines, unlisted.failed(), "could not be looked at: a limit of the authority was reached");
    return lines;
  }

  private static void count(List<String> lines, int count, String why) {
    if (count != 0) {
      lines.add(Integer.toUnsignedString(count) + " more " + why);
    }
  }
}
