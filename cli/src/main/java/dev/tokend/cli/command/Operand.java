package dev.tokend.cli.command;

import java.util.List;

/**
 * One argument of a subcommand that is not a flag.
 *
 * @param placeholder what help shows: {@code CLASS}
 * @param required whether it must be given
 * @param choices the words it may be, in the order of help; empty when any text is taken
 * @param help one line for help
 * @param repeated whether more of the kind may follow
 */
public record Operand(
    String placeholder, boolean required, List<String> choices, String help, boolean repeated) {
  /** An argument that is given once. */
  public Operand(String placeholder, boolean required, List<String> choices, String help) {
    this(placeholder, required, choices, help, false);
  }

  /** As help shows it: {@code CLASS}, {@code [SUBCOMMAND]}, {@code status|start|stop}, {@code NAME...}. */
  public String usage() {
    String shown = choices.isEmpty() ? placeholder : String.join("|", choices);
    String more = repeated ? shown + "..." : shown;
    return required ? more : "[" + more + "]";
  }
}
