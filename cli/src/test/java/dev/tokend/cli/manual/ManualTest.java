package dev.tokend.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.cli.Golden;
import dev.tokend.cli.command.Command;
import dev.tokend.cli.command.CommandTable;
import dev.tokend.cli.command.Flag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the manual, as those who show manuals take them. */
class ManualTest {
  @TempDir private static Path folder;

  static Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("token.1", ManualPages.overview());
    for (Command command : CommandTable.commands()) {
      pages.put("token-" + command.name() + ".1", ManualPages.of(command));
    }
    pages.put("tokend.8", AuthorityPage.page());
    return pages;
  }

  static List<Command> commands() {
    return CommandTable.commands();
  }

  /** What a program says to each page. */
  private static List<String> says(String... command) throws IOException, InterruptedException {
    assumeTrue(installed(command[0]), command[0] + " is not installed");
    List<String> said = new ArrayList<>();
    for (Map.Entry<String, String> page : pages().entrySet()) {
      Path file = Files.writeString(folder.resolve(page.getKey()), page.getValue());
      List<String> words = new ArrayList<>(List.of(command));
      words.add(file.toString());
      ProcessBuilder builder = new ProcessBuilder(words);
      // What others show of the page goes nowhere; mandoc puts there what it finds.
      if (!command[0].equals("mandoc")) {
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      }
      builder.environment().put("LC_ALL", "C.UTF-8");
      Process process = builder.start();
      said.addAll(process.inputReader().lines().toList());
      said.addAll(process.errorReader().lines().toList());
      process.waitFor();
    }
    return said;
  }

  private static boolean installed(String program) {
    for (String path : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(path, program))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void mandoc_finds_nothing_to_complain_of() throws Exception {
    assertThat(says("mandoc", "-T", "lint", "-W", "warning")).isEmpty();
  }

  @Test
  void groff_finds_nothing_to_warn_of() throws Exception {
    assertThat(says("groff", "-ww", "-b", "-man", "-T", "utf8", "-z")).isEmpty();
  }

  @Test
  void man_shows_them_without_a_warning() throws Exception {
    assertThat(says("man", "--warnings", "-P", "cat", "-l")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_page_has_every_flag_argument_and_example_of_its_subcommand(Command command) {
    String page = shown(ManualPages.of(command));
    for (Flag flag : command.allFlags()) {
      assertThat(page).contains(".B \"" + flag.usage() + "\"\n" + flag.help() + "\n");
    }
    command.operands().forEach(operand -> assertThat(page).contains(operand.help()));
    command.examples().forEach(example -> assertThat(page).contains(example.line()));
    assertThat(page).contains("EXIT STATUS", "TOKEND_SOCKET", "/run/tokend/tokend.sock");
    assertThat(shown(ManualPages.overview())).contains(".B \"" + command.name() + "\"\n", "token-" + command.name());
  }

  @Test
  void pages_are_as_recorded() {
    for (String name : List.of("token.1", "token-check.1", "tokend.8")) {
      Golden.matches("man/" + name, pages().get(name));
    }
  }

  private static String shown(String roff) {
    return roff.replace("\\-", "-").replace("\\(aq", "'").replace("\\(dq", "\"").replace("\\(ha", "^")
        .replace("\\(ti", "~").replace("\\(ga", "`").replace("\\e", "\\").replace("\\&", "");
  }
}
