package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.tokend.cli.command.Command;
import dev.tokend.cli.command.CommandTable;
import dev.tokend.cli.command.Subcommand;
import dev.tokend.kacs.catalog.QueryClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every inspecting subcommand in every form, over four fixed tokens: one file for each subcommand and form, a transcript
 * of the command lines and what they print.
 */
class GoldenTest {
  private static final List<String> TARGETS = List.of("", " --pid 1", " --pid 4821", " --pid 4900 --tid 4902");
  private static final Map<String, String> FORMS =
      Map.of("text", "", "raw", " --raw", "label", " --label", "json", " --json");

  static List<String> subcommands() {
    List<String> lines = new ArrayList<>(List.of("show --short", "show", "show --all"));
    for (Command command : CommandTable.commands()) {
      boolean inspects = command.target() && command.id() != Subcommand.WATCH;
      if (inspects && command.operands().isEmpty() && command.flags().isEmpty()) {
        lines.add(command.name());
      }
    }
    return lines;
  }

  private static void check(String file, List<String> lines) {
    StringBuilder transcript = new StringBuilder();
    for (String line : lines) {
      Outcome outcome = Outcome.of(FakeAuthority.ofGoldenFiles(), line);
      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.status()).isZero();
      transcript.append("$ token ").append(line).append('\n').append(outcome.out()).append('\n');
      if (line.contains("--json") || line.startsWith("query")) {
        assertThat(JsonParser.parseString(outcome.out()).getAsJsonObject().get("schema").getAsString())
            .isEqualTo("token/1");
      }
    }
    Golden.matches(file, transcript.toString());
  }

  @ParameterizedTest
  @MethodSource("subcommands")
  void inspecting_subcommands_are_as_recorded(String subcommand) {
    FORMS.forEach((form, flag) -> {
      List<String> lines = new ArrayList<>();
      for (String target : TARGETS) {
        lines.add(subcommand + target + flag);
      }
      check(form + "/" + subcommand.replace(" --", "-") + ".txt", lines);
    });
  }

  @Test
  void every_query_class_is_as_recorded() {
    for (QueryClass queryClass : QueryClass.values()) {
      List<String> lines = new ArrayList<>();
      for (String target : TARGETS) {
        lines.add("query " + queryClass.className() + target);
      }
      check("query/" + queryClass.className() + ".txt", lines);
    }
  }

  @Test
  void the_bare_command_is_show_short() {
    FakeAuthority authority = FakeAuthority.ofGoldenFiles();
    assertThat(Outcome.of(authority, "")).isEqualTo(Outcome.of(authority, "show --short"));
  }

  @Test
  void the_authority_is_as_recorded() {
    check("authority.txt", List.of(
        "authority status", "authority status --json", "authority status --raw", "authority start", "authority stop",
        "authority stop --json", "version", "version --json"));
  }

  @Test
  void help_as_json_is_as_recorded() {
    check("help/json.txt", List.of("help --json", "help query --json", "query --help --json"));
  }
}
