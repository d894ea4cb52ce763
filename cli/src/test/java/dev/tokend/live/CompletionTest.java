package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.cli.command.Command;
import dev.tokend.cli.command.CommandTable;
import dev.tokend.cli.command.Flag;
import dev.tokend.kacs.catalog.QueryClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Completion in the shells themselves, as far as they are installed. */
class CompletionTest {
  private static Sandbox sandbox;
  private static Shell shell;
  private static Path scripts;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    shell = Shell.ofRoot(sandbox, sandbox.startMachine());
    scripts = Files.createDirectory(sandbox.folder().resolve("scripts"));
    Files.setPosixFilePermissions(scripts, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (Completing kind : Completing.values()) {
      Files.writeString(scripts.resolve(kind.fileName()), shell.prints("token completion " + kind.program()) + "\n");
    }
    Files.writeString(scripts.resolve("alice.json"), "{}");
    shell.prints("token restrict --drop-privs all --pin-as limited >/dev/null");
    shell.prints("token restrict --drop-privs all --pin-as other >/dev/null");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static List<String> offers(Completing kind, String line) throws Exception {
    assumeTrue(kind.isInstalled(), kind.program() + " is not installed");
    return kind.offers(shell, scripts, line);
  }

  @ParameterizedTest
  @EnumSource(Completing.class)
  void subcommands(Completing kind) throws Exception {
    assertThat(offers(kind, "token ")).contains(CommandTable.commands().stream().map(Command::name).toArray(String[]::new));
    assertThat(offers(kind, "token gro")).containsExactlyInAnyOrder("group", "groups");
    assertThat(offers(kind, "token --raw --pid 1 gro")).containsExactlyInAnyOrder("group", "groups");
    assertThat(offers(kind, "token help gro")).containsExactlyInAnyOrder("group", "groups");
  }

  @ParameterizedTest
  @EnumSource(Completing.class)
  void every_flag_of_every_subcommand(Completing kind) throws Exception {
    for (Command command : CommandTable.commands()) {
      String[] flags = command.allFlags().stream().map(Flag::name).toArray(String[]::new);
      assertThat(offers(kind, "token " + command.name() + " --"))
          .as(command.name())
          .map(flag -> flag.replaceAll("=$", ""))
          .containsExactlyInAnyOrder(flags);
    }
    assertThat(offers(kind, "token dup --le")).map(flag -> flag.replaceAll("=$", "")).containsExactly("--level");
    assertThat(offers(kind, "token --ver")).containsExactly("--version");
  }

  @ParameterizedTest
  @EnumSource(Completing.class)
  void every_word_that_an_argument_may_be(Completing kind) throws Exception {
    for (Command command : CommandTable.commands()) {
      List<String> choices = command.operands().isEmpty() ? List.of() : command.operands().getFirst().choices();
      if (!choices.isEmpty()) {
        assertThat(offers(kind, "token " + command.name() + " "))
            .as(command.name())
            .containsExactlyInAnyOrderElementsOf(choices);
      }
    }
    assertThat(offers(kind, "token query ")).hasSize(QueryClass.values().length).contains("integrity-level");
    assertThat(offers(kind, "token query --raw integ")).containsExactly("integrity-level");
  }

  @ParameterizedTest
  @EnumSource(Completing.class)
  void words_of_values(Completing kind) throws Exception {
    assertThat(offers(kind, "token dup --level "))
        .containsExactlyInAnyOrder("anonymous", "identification", "impersonation", "delegation");
    assertThat(offers(kind, "token duplicate --type ")).containsExactlyInAnyOrder("primary", "impersonation");
    assertThat(offers(kind, "token sd --type reg")).containsExactly("registry");
    assertThat(offers(kind, "token run --integrity un")).containsExactly("untrusted");
    assertThat(offers(kind, "token session create --logon-type ba")).containsExactly("batch");
    assertThat(offers(kind, "token dup --level=del")).map(CompletionTest::value).containsExactly("delegation");
  }

  @ParameterizedTest
  @EnumSource(Completing.class)
  void lists_of_names_one_at_a_time(Completing kind) throws Exception {
    assertThat(offers(kind, "token run --drop-privs SeDeb")).map(CompletionTest::last).containsExactly("SeDebugPrivilege");
    assertThat(offers(kind, "token run --drop-privs SeTcbPrivilege,SeDeb"))
        .map(CompletionTest::last)
        .containsExactly("SeDebugPrivilege");
    assertThat(offers(kind, "token check x --access FILE_READ_D")).map(CompletionTest::last).containsExactly("FILE_READ_DATA");
    assertThat(offers(kind, "token check x --access FILE_READ_DATA,KEY_Q"))
        .map(CompletionTest::last)
        .containsExactly("KEY_QUERY_VALUE");
  }

  @ParameterizedTest
  @EnumSource(Completing.class)
  void privileges_and_what_becomes_of_them(Completing kind) throws Exception {
    assertThat(offers(kind, "token adjust privs SeDebugPrivilege="))
        .map(CompletionTest::value)
        .containsExactlyInAnyOrder("enabled", "disabled", "removed");
    assertThat(offers(kind, "token adjust privs SeTcbPrivilege=enabled SeDeb"))
        .isNotEmpty()
        .allMatch(word -> word.startsWith("SeDebugPrivilege="));
  }

  @ParameterizedTest
  @EnumSource(Completing.class)
  void processes_and_their_threads(Completing kind) throws Exception {
    String self = Long.toString(ProcessHandle.current().pid());
    assertThat(offers(kind, "token user --pid ")).contains("1", self);
    assertThat(offers(kind, "token user --pid " + self + " --tid ")).contains(self).doesNotContain("1");
  }

  @ParameterizedTest
  @EnumSource(Completing.class)
  void pins_and_sessions_of_the_authority(Completing kind) throws Exception {
    assertThat(offers(kind, "token user --pin ")).containsExactlyInAnyOrder("limited", "other");
    assertThat(offers(kind, "token unpin li")).containsExactly("limited");
    assertThat(offers(kind, "token link --elevated pin:o")).map(CompletionTest::value).containsExactly("other");
    assertThat(offers(kind, "token session show 99")).contains("999");
    assertThat(offers(kind, "token session destroy 99")).contains("999");
  }

  @ParameterizedTest
  @EnumSource(Completing.class)
  void what_is_compared_and_what_processes_are_chosen_by(Completing kind) throws Exception {
    assertThat(offers(kind, "token diff se")).containsExactly("self");
    assertThat(offers(kind, "token diff self pid:1")).map(CompletionTest::value).contains("1");
    assertThat(offers(kind, "token diff self pin:l")).map(CompletionTest::value).containsExactly("limited");
    assertThat(offers(kind, "token ps --sort int")).containsExactly("integrity");
    assertThat(offers(kind, "token ps --where bou")).singleElement().asString().startsWith("bound");
  }

  @ParameterizedTest
  @EnumSource(Completing.class)
  void files(Completing kind) throws Exception {
    String folder = scripts.toString();
    assertThat(offers(kind, "token create " + folder + "/ali")).singleElement().asString().endsWith("alice.json");
    assertThat(offers(kind, "token spec encode " + folder + "/ali")).singleElement().asString().endsWith("alice.json");
    assertThat(offers(kind, "token check x --token " + folder + "/ali")).singleElement().asString().endsWith("alice.json");
  }

  @ParameterizedTest
  @EnumSource(Completing.class)
  void the_program_behind_two_dashes(Completing kind) throws Exception {
    assertThat(offers(kind, "token run --drop-privs all -- setpri")).contains("setpriv");
    assertThat(offers(kind, "token run --drop-privs all -- cat " + scripts + "/ali"))
        .singleElement().asString().endsWith("alice.json");
  }

  @ParameterizedTest
  @EnumSource(Completing.class)
  void no_authority_is_started_for_it(Completing kind) throws Exception {
    assumeTrue(kind.isInstalled(), kind.program() + " is not installed");
    Shell alone = Shell.of(User.DAEMON, sandbox, sandbox.folder().resolve("nowhere.sock"));
    assertThat(kind.offers(alone, scripts, "token user --pin ")).isEmpty();
  }

  private static String value(String offer) {
    return offer.substring(Math.max(offer.lastIndexOf('='), offer.lastIndexOf(':')) + 1);
  }

  private static String last(String offer) {
    return offer.substring(offer.lastIndexOf(',') + 1);
  }
}
