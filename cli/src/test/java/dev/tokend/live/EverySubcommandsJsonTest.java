package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.tokend.cli.command.Command;
import dev.tokend.cli.command.CommandTable;
import dev.tokend.schema.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each subcommand's JSON and each kind of error's, at a real authority, against docs/schema. */
class EverySubcommandsJsonTest {
  private static final String SD = "'O:SYG:SYD:(D;;FW;;;BU)(A;;FA;;;AU)'";
  private static final String PAIR =
      """
      spec() { echo '{"user_sid": "S-1-22-1-1", "logon_session_id": '$id'}'; }
      id=$(token session create --user S-1-22-1-1 --logon-type interactive)
      spec | token create - --pin-as full >/dev/null && spec | token create - --pin-as limited >/dev/null
      """;

  private static final String LINK = "token link --elevated pin:full --filtered pin:limited --session $id";

  private static final String CLEAN = "; status=$?; (token unpin full; token unpin limited) >/dev/null 2>&1; exit $status";

  /** Command lines of each subcommand; what is before its last line prepares it. */
  private static final Map<String, List<String>> LINES = new TreeMap<>(Map.ofEntries(
      Map.entry("show", List.of("token --json", "token show --json", "token show --all --json --raw")),
      Map.entry("query", List.of("token query user", "token query default-dacl --label", "token query privs --json")),
      Map.entry("check", List.of(
          "token check --json --access FILE_READ_DATA " + SD,
          "token check --json --explain --access max --type registry " + SD,
          "token check --json --explain --access SYNCHRONIZE --pid $$ " + SD)),
      Map.entry("sd", List.of("token sd --json " + SD, "token sd --json --type token 'O:BAD:NO_ACCESS_CONTROLS:(ML;;NW;;;HI)'",
          "token sd --json 'O:BAG:BAS:(AU;SA;GA;;;WD)(ML;;NW;;;HI)'")),
      Map.entry("sid", List.of("token sid --json BA root S-1-5-18")),
      Map.entry("adjust", List.of(
          "token adjust privs --json SeDebug=off SeTcb=removed SeShutdown=on",
          "token adjust privs --json --reset",
          "token adjust groups --json --reset",
          "token adjust default --json --owner SY --dacl '(A;;GA;;;SY)'",
          "token adjust default --json --dacl ''",
          "token adjust session --json 7")),
      Map.entry("restrict", List.of("token restrict --json --drop-privs all --restrict WD")),
      Map.entry("duplicate", List.of(
          "token dup --json --type impersonation --level identification",
          "token duplicate --json --access TOKEN_DUPLICATE --pin-as copy")),
      Map.entry("link", List.of(PAIR + LINK + " --json")),
      Map.entry("linked", List.of(PAIR + LINK + " >/dev/null; token linked --json --pin full")),
      Map.entry("create", List.of(PAIR + "spec | token create --json -")),
      Map.entry("install", List.of(PAIR + "token install --json --pin full")),
      Map.entry("impersonate", List.of("token impersonate --json --level identification --pid $$")),
      Map.entry("revert", List.of("token revert --json")),
      Map.entry("spec", List.of(
          "token spec new --json", "token spec new --json --logon-session", "token spec new | token spec encode --json -",
          "token spec new | token spec encode - | token spec decode --json -")),
      Map.entry("session", List.of("token session list --json", "token session show --json",
          "token session create --json --user bin --logon-type batch",
          PAIR + "token session show --json $id",
          PAIR + "token session invalidate --json $id",
          "id=$(token session create --user bin --logon-type batch); token session destroy --json $id")),
      Map.entry("pins", List.of(PAIR + "token pins --json")),
      Map.entry("unpin", List.of(PAIR + "token unpin --json full")),
      Map.entry("authority", List.of("token authority status --json", "token authority start --json")),
      Map.entry("completion", List.of("token completion bash --json", "token completion fish --json")),
      Map.entry("diff", List.of(
          "token diff --json self real", PAIR + "token diff --json --all self pin:full || [ $? = 6 ]")),
      Map.entry("ps", List.of("token ps --json", "token ps --json --tree --where integrity=system")),
      Map.entry("watch", List.of("sleep 1 & token watch --json --pid $!")),
      Map.entry("help", List.of("token help --man --json", "token help --man --json tokend", "token help --json", "token help --json query", "token show --help --json")),
      Map.entry("version", List.of("token version --json", "token --version --json"))));

  private static Sandbox sandbox;
  private static Path machine;
  private static Shell root;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
    root = Shell.ofRoot(sandbox, machine);
    Path spec = Files.writeString(sandbox.folder().resolve("spec"), "{\"user_sid\": \"SY\", \"logon_session_id\": 999}");
    Files.setPosixFilePermissions(spec, PosixFilePermissions.fromString("rw-r--r--"));
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  static List<String> subcommands() {
    return CommandTable.commands().stream().map(Command::name).toList();
  }

  private static List<String> lines(String subcommand) {
    return LINES.getOrDefault(subcommand, List.of("token " + subcommand + " --json"));
  }

  @ParameterizedTest
  @MethodSource("subcommands")
  void what_a_subcommand_prints_keeps_its_schema(String subcommand) throws Exception {
    if (subcommand.equals("run") || subcommand.equals("kacs")) {
      // It becomes the command that it runs, and prints nothing itself.
      return;
    }
    for (String line : lines(subcommand)) {
      Outcome outcome = root.run(line + CLEAN);
      assertThat(outcome.status()).as(line + "\n" + outcome.err()).isZero();
      List<String> documents = subcommand.equals("watch") ? outcome.out().lines().toList() : List.of(outcome.out());
      for (String document : documents) {
        Contract.printedBy(subcommand, document);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("subcommands")
  void what_is_no_use_of_a_subcommand_is_an_error_of_the_schema(String subcommand) throws Exception {
    Outcome outcome = root.run("token " + subcommand + " --no-such-flag --json");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    Contract.failure(1, outcome.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "1 usage token user --self --pid 1",
      "2 not-found token user --pid 2147483647",
      "2 not-found token query nothing",
      "2 not-found token unpin nothing",
      "3 denied setpriv --reuid=1 --regid=1 --clear-groups -- token user --pid 1",
      "3 denied setpriv --reuid=1 --regid=1 --clear-groups -- token create SPEC",
      "4 malformed token sd O:",
      "4 malformed token create /etc/passwd",
      "5 failed token user --authority /nowhere",
      "126 not-executable token run --drop-privs all -- /etc/passwd",
      "127 no-such-command token run --drop-privs all -- /nowhere"})
  void every_kind_of_error_keeps_the_schema(String row) throws Exception {
    String[] words = row.split(" ", 3);
    String line = words[2].contains(" -- /") ? words[2].replace(" -- /", " --json -- /") : words[2] + " --json";
    Outcome outcome = root.run(line.replace("SPEC", sandbox.folder().resolve("spec").toString()));
    assertThat(outcome.status()).as(outcome.err()).isEqualTo(Integer.parseInt(words[0]));
    assertThat(outcome.out()).isEmpty();
    Contract.failure(outcome.status(), outcome.err());
    assertThat(JsonParser.parseString(outcome.err()).getAsJsonObject().getAsJsonObject("error").get("kind").getAsString())
        .isEqualTo(words[1]);
  }

  @Test
  void a_warning_is_a_document_too() throws Exception {
    Outcome warned = root.run("token run --json -- true");
    assertThat(warned.status()).isZero();
    assertThat(JsonParser.parseString(warned.err()).getAsJsonObject().get("warning").getAsString())
        .startsWith("nothing is taken away");
    Contract.everyDocumentIn(warned.err());
  }

  @Test
  void an_authority_that_is_stopped_says_so() throws Exception {
    Path own = sandbox.startOwn();
    Outcome stopped = Shell.ofRoot(sandbox, own).run("token authority stop --json");
    assertThat(stopped.status()).as(stopped.err()).isZero();
    Contract.printedBy("authority", stopped.out());
  }
}
