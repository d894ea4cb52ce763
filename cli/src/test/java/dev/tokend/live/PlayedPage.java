package dev.tokend.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page whose commands are typed, one after the other, at the terminals that their prompts stand for. Commands are in
 * fences, or indented by four spaces; what is below one, up to the next, is what it said.
 */
final class PlayedPage {
  private static final String FENCE = "```";
  private static final String TREE = "ps --tree";
  private static final Pattern COMMAND = Pattern.compile("( {4})?(\\$|#|bob\\$) (\\S.*)");

  private final List<String> lines;
  private final Map<String, Terminal> terminals;
  private final Predicate<String> typed;
  private final List<String> played = new ArrayList<>();
  private int commands;
  private int at;
  private boolean fenced;

  /**
   * @param terminals by prompt
   * @param typed which commands are typed; the others, and those behind another prompt, are left as they are
   */
  PlayedPage(String page, Map<String, Terminal> terminals, Predicate<String> typed) {
    this.typed = typed;
    this.lines = page.lines().toList();
    this.terminals = terminals;
  }

  /** The page with what its commands really say. */
  String play() throws IOException {
    while (at < lines.size()) {
      String line = lines.get(at++);
      played.add(line);
      if (line.startsWith(FENCE)) {
        fenced = !fenced;
      }
      Matcher command = command(line);
      Terminal terminal = command == null ? null : terminals.get(command.group(2));
      if (command != null && terminal != null) {
        commands++;
        if (typed.test(command.group(3))) {
          play(command, terminal);
        }
      }
    }
    return String.join("\n", played) + "\n";
  }

  private void play(Matcher command, Terminal terminal) throws IOException {
    String indent = command.group(1) == null ? "" : command.group(1);
    List<String> said = new ArrayList<>();
    for (String line : terminal.says(command.group(3)).lines().toList()) {
      said.add(line.isEmpty() ? "" : indent + line);
    }
    int from = at;
    skip(indent);
    List<String> shown = lines.subList(from, at);
    // Other processes may run than those of the page.
    boolean kept = command.group(3).contains(TREE) && !shown.isEmpty() && alike(said).containsAll(alike(shown));
    played.addAll(kept ? shown : said);
  }

  /** Lines of a tree of processes without what other processes change: numbers, branches, columns. */
  private static List<String> alike(List<String> tree) {
    return tree.stream()
        .map(line -> line.replaceAll("[0-9]+", "N").replaceAll("[|`]-?", "").replaceAll("\\s+", " "))
        .toList();
  }

  /** How many commands there are behind the prompts. */
  int commands() {
    return commands;
  }

  private Matcher command(String line) {
    Matcher command = COMMAND.matcher(line);
    return command.matches() && (fenced || command.group(1) != null) ? command : null;
  }

  /** Passes over what the page shows below a command: an empty line is of it if more of it follows. */
  private void skip(String indent) {
    while (at < lines.size() && isSaid(lines.get(at), indent)) {
      at++;
    }
    int empty = at;
    while (empty < lines.size() && lines.get(empty).isEmpty()) {
      empty++;
    }
    if (empty > at && empty < lines.size() && isSaid(lines.get(empty), indent) && !lines.get(empty).isEmpty()) {
      at = empty;
      skip(indent);
    }
  }

  private boolean isSaid(String line, String indent) {
    boolean within = fenced ? !line.startsWith(FENCE) : line.startsWith(indent);
    return within && (fenced || !line.isEmpty()) && command(line) == null;
  }
}
