package dev.tokend.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page whose commands are typed, one after the other, at the terminals that their prompts stand for. Commands are in
 * fences, or indented by four spaces; what is below one, up to the next, is what it said.
 */
final class PlayedPage {
  private static final String FENCE = "```";
  private static final Pattern COMMAND = Pattern.compile("( {4})?(\\$|#|bob\\$) (.+)");

  private final List<String> lines;
  private final Map<String, Terminal> terminals;
  private final List<String> played = new ArrayList<>();
  private int commands;
  private int at;
  private boolean fenced;

  /**
   * @param terminals by prompt; what stands behind another one is left as it is
   */
  PlayedPage(String page, Map<String, Terminal> terminals) {
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
        String indent = command.group(1) == null ? "" : command.group(1);
        for (String said : terminal.says(command.group(3)).lines().toList()) {
          played.add(said.isEmpty() ? "" : indent + said);
        }
        skip(indent);
        commands++;
      }
    }
    return String.join("\n", played) + "\n";
  }

  /** How many commands were typed. */
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
