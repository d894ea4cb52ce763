package dev.tokend.cli.command;

import java.util.List;

/**
 * One argument of a subcommand that is not a flag.
 *
 * @param placeholder what help shows: {@code CLASS}
 * @param required whether it must be given
 * @param choices the words it may be, in the order of help; empty when any text is taken
 * @param help one line for help
 */
public record Operand(String placeholder, boolean required, List<String> choices, String help) {
  /** As help shows it: {@code CLASS}, {@code [SUBCOMMAND]}, {@code status|start|stop}. */
  public String usage() {
    String shown = choices.isEmpty() ? placeholder : String.join("|", choices);
    return required ? shown : "[" + shown + "]";
  }
}
