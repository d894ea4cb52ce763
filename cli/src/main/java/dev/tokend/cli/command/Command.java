package dev.tokend.cli.command;

import java.util.ArrayList;
import java.util.List;

/**
 * One row of the command table. What parses, helps and later completes comes from here and nowhere else.
 *
 * @param id its key
 * @param name as typed
 * @param aliases other names that are taken for it
 * @param summary one line for the overview, without a full stop
 * @param topic where the overview lists it
 * @param operands its arguments that are no flags, in order; only the last may be optional
 * @param flags its own flags, besides those that its groups bring
 * @param target whether it works on a token and so takes the target flags
 * @param access the token right that it asks for; empty when it opens no token
 * @param details more for its help page, in lines of at most 84 columns; may be empty
 * @param examples command lines with what they do
 * @param forms its command lines in general, where flags and arguments alone do not tell; empty otherwise
 * @param trailing whether it takes a program to run behind {@code --}
 */
public record Command(
    Subcommand id,
    String name,
    List<String> aliases,
    String summary,
    Topic topic,
    List<Operand> operands,
    List<Flag> flags,
    boolean target,
    String access,
    String details,
    List<Example> examples,
    List<String> forms,
    Trailing trailing) {

  /** A subcommand whose command line is what its flags and arguments say. */
  public Command(
      Subcommand id,
      String name,
      List<String> aliases,
      String summary,
      Topic topic,
      List<Operand> operands,
      List<Flag> flags,
      boolean target,
      String access,
      String details,
      List<Example> examples) {
    this(id, name, aliases, summary, topic, operands, flags, target, access, details, examples, List.of(), Trailing.NONE);
  }

  /**
   * One example of a help page.
   *
   * @param line the command line, without a prompt
   * @param shows what it does, lower case, without a full stop
   */
  public record Example(String line, String shows) {}

  /** The same with command lines that its flags and arguments alone do not tell. */
  Command withForms(String... lines) {
    return new Command(
        id, name, aliases, summary, topic, operands, flags, target, access, details, examples, List.of(lines), trailing);
  }

  /** The same, with a program to run behind {@code --}. */
  Command running(Trailing program) {
    return new Command(
        id, name, aliases, summary, topic, operands, flags, target, access, details, examples, forms, program);
  }

  /** Every flag that this subcommand takes: its own, the targets, the output forms, the general ones. */
  public List<Flag> allFlags() {
    List<Flag> all = new ArrayList<>(flags);
    if (target) {
      all.addAll(Flags.TARGET);
    }
    all.addAll(Flags.OUTPUT);
    all.addAll(Flags.GENERAL);
    return all;
  }

  /** Its command lines in general, one on a line: {@code token show [--short|--all] [TARGET] [OUTPUT]}. */
  public String usage() {
    if (!forms.isEmpty()) {
      return String.join("\n", forms);
    }
    StringBuilder line = new StringBuilder("token ").append(name);
    String open = " [";
    for (Flag flag : flags) {
      line.append(open).append(flag.usage());
      open = "|";
    }
    if (!flags.isEmpty()) {
      line.append(']');
    }
    for (Operand operand : operands) {
      line.append(' ').append(operand.usage());
    }
    if (target) {
      line.append(" [TARGET]");
    }
    line.append(" [OUTPUT]");
    return switch (trailing) {
      case NONE -> line.toString();
      case OPTIONAL -> line.append(" [-- COMMAND...]").toString();
      case REQUIRED -> line.append(" -- COMMAND...").toString();
    };
  }

  boolean isCalled(String word) {
    return name.equals(word) || aliases.contains(word);
  }
}
