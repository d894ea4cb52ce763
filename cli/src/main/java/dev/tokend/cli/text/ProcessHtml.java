package dev.tokend.cli.text;

import dev.tokend.cli.html.Chip;
import dev.tokend.cli.html.Html;
import dev.tokend.cli.view.IdentityChange;
import dev.tokend.cli.view.ProcessLine;
import dev.tokend.cli.view.ProcessList;
import dev.tokend.cli.view.SidNames;
import dev.tokend.surface.protocol.ListedProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Processes for a browser: who is who by number and colour, and the tree with what changes in it. */
public final class ProcessHtml {
  private final ProcessList list;
  private final SidNames names;
  private final Html out = new Html();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<ListedProcess> first = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();

  private ProcessHtml(ProcessList list, SidNames names) {
    this.list = list;
    this.names = names;
  }

  /** The content of the page. */
  public static Html content(ProcessList list, SidNames names) {
    ProcessHtml page = new ProcessHtml(list, names);
    page.number();
    page.identities();
    page.processes();
    return page.out;
  }

  /** Gives each identity a number: a user at an integrity level, with what holds it back. */
  private void number() {
    for (ProcessLine line : list.lines()) {
      int number = numbers.getOrDefault(key(line.process()), first.size());
      if (number == first.size()) {
        numbers.put(key(line.process()), number);
        first.add(line.process());
        counts.add(0);
      }
      counts.set(number, counts.get(number) + 1);
    }
  }

  private static String key(ListedProcess process) {
    return process.user() + " " + process.integrity() + " " + process.elevation() + " "
        + String.join(",", ProcessWords.restrictions(process));
  }

  private void identities() {
    out.openLine("section", "aria-labelledby", "identities").line("h2", "Identities", "id", "identities");
    out.openLine("div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", "Identities");
    out.openLine("table").openLine("thead").openLine("tr");
    for (String heading : List.of("#", "user", "integrity", "elevation", "held back", "processes")) {
      out.element("th", heading, "scope", "col");
    }
    out.close().close().openLine("tbody");
    for (int number = 0; number < first.size(); number++) {
      ListedProcess process = first.get(number);
      out.openLine("tr").open("th", "scope", "row");
      Chip.write(out, number);
      out.close().open("td").element("bdi", names.text(process.user())).close();
      out.element("td", ProcessWords.integrity(process)).element("td", ProcessWords.elevation(process));
      out.element("td", String.join(", ", ProcessWords.restrictions(process)));
      out.element("td", Integer.toString(counts.get(number))).close();
    }
    out.close().close().close().close();
  }

  private void processes() {
    out.openLine("section", "aria-labelledby", "tree").line("h2", "Processes", "id", "tree");
    out.openLine("p", "id", "filtering", "hidden", "");
    out.line("label", "Only rows with ", "for", "filter");
    out.empty("input", "id", "filter", "type", "search", "autocomplete", "off", "spellcheck", "false");
    out.text(" ").element("output", "", "id", "shown", "for", "filter").close();
    out.openLine("ul");
    for (String line : ProcessText.counts(list)) {
      out.line("li", line);
    }
    out.close();
    out.openLine("div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", "Processes");
    out.openLine("table", "id", "processes");
    out.line("caption", "Each process below its parent; ≠ marks what differs from the parent, in bold.");
    out.openLine("thead").openLine("tr");
    for (String heading : List.of(
        "pid", "command", "identity", "user", "integrity", "elevation", "session", "privileges", "marks")) {
      out.element("th", heading, "scope", "col");
    }
    out.close().close().openLine("tbody");
    for (ProcessLine line : list.lines()) {
      row(line);
    }
    out.close().close().close().close();
  }

  private void row(ProcessLine line) {
    ListedProcess process = line.process();
    ProcessLine.Place place = line.place();
    List<IdentityChange> told = line.changes();
    List<IdentityChange> changes = told == null ? List.of() : told;
    out.openLine("tr");
    out.element("th", Integer.toString(process.pid()), "scope", "row", "class", "pid");
    out.open("td", "class", "command");
    if (place != null && place.depth() > 0) {
      out.element("span", ProcessText.branches(place), "class", "tree", "aria-hidden", "true");
    }
    if (told != null) {
      out.element("span", "child of " + process.parent() + ": ", "class", "vh");
    }
    out.element("bdi", process.name()).close();
    out.open("td");
    Chip.write(out, numbers.getOrDefault(key(process), 0));
    out.close();
    cell(names.text(process.user()), changes.contains(IdentityChange.USER));
    cell(ProcessWords.integrity(process), changes.contains(IdentityChange.INTEGRITY));
    cell(ProcessWords.elevation(process), changes.contains(IdentityChange.ELEVATION));
    cell(ProcessWords.session(process), changes.contains(IdentityChange.SESSION));
    cell(ProcessWords.privileges(line), changes.contains(IdentityChange.PRIVILEGES));
    boolean held = changes.contains(IdentityChange.RESTRICTIONS);
    String marks = String.join(", ", ProcessWords.marks(process));
    cell(held && marks.isEmpty() ? "no restrictions" : marks, held);
    out.close();
  }

  private void cell(String text, boolean changed) {
    if (!changed) {
      out.open("td").element("bdi", text).close();
      return;
    }
    out.open("td", "class", "changed");
    out.element("span", "≠\u00a0", "aria-hidden", "true").element("span", "differs: ", "class", "vh");
    out.element("bdi", text).close();
  }
}
