package dev.tokend.cli;

import dev.tokend.cli.text.Style;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * What the command sees of the world besides its arguments.
 *
 * @param environment the environment variables
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param terminal whether standard output is a terminal
 * @param errorTerminal whether standard error is a terminal
 * @param accounts the accounts of the machine
 */
public record Surroundings(
    Map<String, String> environment,
    InputStream in,
    OutputStream out,
    OutputStream err,
    boolean terminal,
    boolean errorTerminal,
    Accounts accounts) {

  /** Colour for text on a terminal, unless NO_COLOR is set to anything or the terminal is a dumb one. */
  Style style(boolean json) {
    String noColour = environment.get("NO_COLOR");
    boolean colour = terminal
        && !json
        && (noColour == null || noColour.isEmpty())
        && !"dumb".equals(environment.get("TERM"));
    return colour ? Style.COLOUR : Style.PLAIN;
  }
}
