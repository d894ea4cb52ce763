package dev.tokend.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.cli.Golden;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandTableTest {
  static List<Command> commands() {
    return CommandTable.commands();
  }

  @Test
  void every_subcommand_has_exactly_one_row() {
    List<Subcommand> ids = new ArrayList<>();
    for (Command command : commands()) {
      ids.add(command.id());
    }
    assertThat(ids).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Subcommand.class));
  }

  @Test
  void names_and_aliases_are_unique() {
    assertThat(CommandTable.names()).doesNotHaveDuplicates();
  }

  @Test
  void one_flag_name_means_one_thing_in_every_subcommand() {
    Map<String, Flag> seen = new HashMap<>();
    for (Command command : commands()) {
      Set<String> own = new HashSet<>();
      for (Flag flag : command.allFlags()) {
        assertThat(own.add(flag.name())).as("%s twice in %s", flag.name(), command.name()).isTrue();
        Flag before = seen.putIfAbsent(flag.name(), flag);
        // The kind of an object, and of a token: the parser knows which when it knows the subcommand.
        boolean typed = flag.name().equals(Flags.TYPE.name());
        assertThat(before == null || before.equals(flag) || typed && before.takesValue() == flag.takesValue())
            .as(flag.name())
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_row_is_fit_for_help(Command command) {
    assertThat(command.summary()).isNotEmpty().doesNotEndWith(".");
    assertThat(HelpText.page(command).lines()).allMatch(line -> line.length() <= 88);
    assertThat(command.target()).isEqualTo(!command.access().isEmpty());
    boolean optionalSeen = false;
    for (Operand operand : command.operands()) {
      assertThat(optionalSeen).as("an operand after an optional one").isFalse();
      optionalSeen = !operand.required();
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_example_parses(Command command) throws UsageException {
    for (Command.Example example : command.examples()) {
      String[] words = example.line().split(" ");
      assertThat(words[0]).isEqualTo("token");
      String[] args = java.util.Arrays.copyOfRange(words, 1, words.length);
      assertThat(ArgumentParser.parse(args).command()).isEqualTo(command);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_pages_are_as_recorded(Command command) {
    Golden.matches("help/" + command.name() + ".txt", HelpText.page(command));
  }

  @Test
  void the_overview_is_as_recorded() {
    Golden.matches("help/overview.txt", HelpText.overview());
  }

  @Test
  void the_overview_lists_every_subcommand() {
    for (Command command : commands()) {
      assertThat(HelpText.overview()).contains("\n  " + command.name() + " ");
    }
  }
}
