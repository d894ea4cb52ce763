package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.LogonSessionSpec;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.SessionSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logon sessions and pins by the command, as root and as an ordinary user. */
class KeepCommandsTest {
  private static final String SPEC =
      "{\\\"logon_type\\\": \\\"batch\\\", \\\"user_sid\\\": \\\"S-1-5-21-10-20-30-1001\\\"}";

  private static Sandbox sandbox;
  private static Path machine;
  private static Shell root;
  private static Shell daemon;
  private static Shell bin;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
    root = Shell.ofRoot(sandbox, machine);
    daemon = Shell.of(User.DAEMON, sandbox, machine);
    bin = Shell.of(User.BIN, sandbox, machine);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static JsonObject json(String line) throws Exception {
    JsonObject document = JsonParser.parseString(root.prints(line)).getAsJsonObject();
    assertThat(document.get("schema").getAsString()).isEqualTo("token/1");
    return document;
  }

  private static void ends(Shell shell, int status, String line, String... says) throws Exception {
    Outcome outcome = shell.run(line);
    assertThat(outcome.status()).as(line + "\n" + outcome.out() + outcome.err()).isEqualTo(status);
    assertThat(outcome.out()).as(line).isEmpty();
    assertThat(outcome.err()).startsWith("token: ");
    for (String part : says) {
      assertThat(outcome.err()).contains(part);
    }
  }

  private static JsonObject session(String id) throws Exception {
    return json("token session show --json " + id).getAsJsonObject("session");
  }

  @Test
  void a_session_is_made_from_flags_a_readable_spec_or_a_binary_one_and_its_number_is_all_that_is_printed()
      throws Exception {
    String flags = root.prints("token session create --user daemon --logon-type network-cleartext --package Kerberos");
    String readable = root.prints("echo \"" + SPEC + "\" | token session create -");
    String binary =
        root.prints("echo \"" + SPEC + "\" | token spec encode --logon-session - | token session create -");
    assertThat(new String[] {flags, readable, binary}).allMatch(id -> id.matches("[0-9]+"));
    JsonObject one = session(flags);
    assertThat(one.get("logon_type").getAsString()).isEqualTo("network-cleartext");
    assertThat(one.get("auth_package").getAsString()).isEqualTo("Kerberos");
    assertThat(one.getAsJsonObject("user").get("sid").getAsString()).isEqualTo("S-1-22-1-1");
    assertThat(one.get("dead").getAsBoolean()).isFalse();
    for (String id : new String[] {readable, binary}) {
      assertThat(session(id).get("logon_type").getAsString()).isEqualTo("batch");
      assertThat(session(id).get("auth_package").getAsString()).isEmpty();
    }
    JsonObject made = json("token session create --user WD --logon-type service --json").getAsJsonObject("session");
    assertThat(made.get("logon_sid").getAsJsonObject().get("sid").getAsString())
        .isEqualTo("S-1-5-5-0-" + made.get("id").getAsString());
  }

  @Test
  void what_describes_no_session_is_refused_before_anything_is_asked() throws Exception {
    ends(root, 1, "token session create", "give a SPEC, or --user and --logon-type");
    ends(root, 1, "token session create x.json --user bin", "a spec and flags");
    ends(root, 1, "token session create --user bin", "--logon-type");
    ends(root, 1, "token session create --logon-type batch", "--user");
    ends(root, 1, "token session create --user bin --logon-type remote", "expected interactive");
    ends(root, 1, "token session list --user bin", "does not take --user");
    ends(root, 1, "token session invalidate", "needs the ID");
    ends(root, 1, "token session destroy x", "expected a session number");
    ends(root, 1, "token session show 18446744073709551615", "no session has the number");
    ends(root, 2, "token session create --user nobody-at-all --logon-type batch", "no user");
    ends(root, 4, "token session create --user S-1-x --logon-type batch", "cannot read the SID");
    ends(root, 4, "echo '{\"logon_type\": \"btach\"}' | token session create -", "line 1", "did you mean: batch");
    ends(root, 4, "head -c 20 /dev/zero | token session create -", "logon type 0");
    ends(root, 5, "token session create /nowhere.json", "no such file");
    ends(root, 1, "token session create --user bin --logon-type batch --package $(head -c 5000 /dev/zero | tr '\\0' p)",
        "at most 4096");
  }

  @Test
  void an_ordinary_user_sees_the_own_session_and_not_what_belongs_to_it() throws Exception {
    JsonObject shown = JsonParser.parseString(daemon.prints("token session show --json")).getAsJsonObject();
    assertThat(shown.getAsJsonObject("session").getAsJsonObject("user").get("sid").getAsString())
        .isEqualTo("S-1-22-1-1");
    assertThat(shown.get("tokens").isJsonNull()).isTrue();
    assertThat(shown.get("processes").isJsonNull()).isTrue();
    assertThat(shown.get("pins").isJsonNull()).isTrue();
    String own = shown.getAsJsonObject("session").get("id").getAsString();
    assertThat(daemon.prints("token session show " + own)).isEqualTo(daemon.prints("token session show"));
    ends(daemon, 3, "token session show 999", "SYSTEM and Administrators");
    ends(daemon, 3, "token session show 4242424242", "SYSTEM and Administrators");
    ends(daemon, 3, "token session list", "SYSTEM and Administrators");
    ends(daemon, 3, "token session create --user daemon --logon-type batch", "SeTcbPrivilege");
    ends(daemon, 3, "token session invalidate " + own, "SeTcbPrivilege");
    ends(daemon, 3, "token session destroy 4242424242", "SeTcbPrivilege");
  }

  @Test
  void a_process_belongs_to_the_session_that_it_is_shown_in() throws Exception {
    Process waiting = sandbox.waiting(daemon.command("token >/dev/null && echo ready && exec sleep 60"));
    try {
      assertThat(waiting.inputReader().readLine()).isEqualTo("ready");
      String pid = Long.toString(waiting.pid());
      String id = json("token --json --pid " + pid)
          .getAsJsonObject("token").getAsJsonObject("session").get("id").getAsString();
      JsonArray processes = json("token session show --json " + id).getAsJsonArray("processes");
      boolean found = false;
      for (JsonElement process : processes) {
        found |= process.getAsJsonObject().get("pid").getAsString().equals(pid)
            && process.getAsJsonObject().get("of_session").getAsBoolean();
      }
      assertThat(found).as(processes.toString()).isTrue();
      assertThat(session(id).get("kept").getAsBoolean()).isTrue();
    } finally {
      waiting.destroyForcibly();
    }
  }

  @Test
  void the_table_has_every_session_of_the_listing_however_many_there_are() throws Exception {
    byte[] spec = new LogonSessionSpec(LogonType.SERVICE, "p".repeat(4000), Sid.unixUser(2)).toByteArray();
    List<Long> made = new ArrayList<>();
    try (TokenClient client = Sandbox.connect(machine)) {
      for (int i = 0; i < 450; i++) {
        made.add(client.sessions().create(spec));
      }
      List<String> listed = new ArrayList<>();
      for (String line : client.sessions().list().split("\n")) {
        listed.add(line.substring("session_id=".length(), line.indexOf(' ')));
      }
      List<String> shown = new ArrayList<>();
      for (SessionSummary session : client.sessions().table()) {
        shown.add(Long.toUnsignedString(session.id()));
      }
      assertThat(shown).hasSizeGreaterThan(450).isEqualTo(listed);
    } finally {
      try (TokenClient client = Sandbox.connect(machine)) {
        for (long session : made) {
          client.sessions().destroy(session);
        }
      }
    }
  }

  @Test
  void an_empty_session_is_destroyed_and_one_that_is_not_there_is_not_found() throws Exception {
    String id = root.prints("token session create --user bin --logon-type service");
    assertThat(root.prints("token session list")).contains(id + " ");
    assertThat(root.prints("token session destroy " + id)).isEqualTo("destroyed logon session " + id);
    for (String action : new String[] {"show", "destroy", "invalidate"}) {
      ends(root, 2, "token session " + action + " " + id, "there is no such logon session");
    }
    String other = root.prints("token session create --user bin --logon-type service");
    assertThat(json("token session destroy --json " + other).get("destroyed").getAsString()).isEqualTo(other);
  }

  @Test
  void a_session_with_tokens_is_not_destroyed_and_the_error_says_what_holds_them() throws Exception {
    ends(root, 5, "token session destroy 999", "token 0 is held by the authority", "is held by 1 process");
    String error = root.run("token session destroy 999 --json").err();
    assertThat(JsonParser.parseString(error).getAsJsonObject().getAsJsonObject("error").get("errno").getAsString())
        .isEqualTo("EBUSY");
  }

  @Test
  void an_invalidated_session_is_shown_as_that() throws Exception {
    String id = root.prints("token session create --user bin --logon-type service");
    assertThat(root.prints("token session invalidate " + id)).startsWith("invalidated logon session " + id + ": ");
    assertThat(root.prints("token session list")).containsPattern("(?m)^" + id + " .* invalidated ");
    assertThat(session(id).get("dead").getAsBoolean()).isTrue();
    assertThat(json("token session invalidate --json " + id).get("invalidated").getAsString()).isEqualTo(id);
  }

  @Test
  void a_pin_is_listed_to_its_user_and_root_and_taken_away_by_those_alone() throws Exception {
    daemon.prints("token dup --pin-as mine");
    root.prints("token dup --pin-as roots");
    assertThat(daemon.prints("token pins")).containsPattern("(?m)^mine +daemon \\(S-1-22-1-1\\) ").doesNotContain("roots");
    assertThat(bin.prints("token pins")).isEqualTo("no pinned token");
    assertThat(root.prints("token pins")).contains("mine ", "roots ");
    JsonObject pin = json("token pins --json").getAsJsonArray("pins").get(1).getAsJsonObject();
    assertThat(pin.get("name").getAsString()).isEqualTo("mine");
    assertThat(pin.get("uid").getAsInt()).isEqualTo(1);
    ends(bin, 2, "token unpin mine", "no token is kept under that name");
    ends(bin, 3, "token unpin mine --uid 1", "only its own user and root may take it away");
    ends(root, 2, "token unpin mine", "no token is kept under that name");
    assertThat(root.prints("token unpin mine --uid 1")).isEqualTo("unpinned \"mine\" of uid 1");
    ends(daemon, 2, "token unpin mine", "cannot unpin \"mine\"");
    assertThat(json("token unpin roots --json").get("unpinned").getAsString()).isEqualTo("roots");
  }

  @ParameterizedTest
  @ValueSource(strings = {"token unpin a/b", "token unpin ''", "token unpin x --uid -1", "token unpin x --uid 4294967295"})
  void what_is_no_pin_is_a_usage_error(String line) throws Exception {
    ends(root, 1, line);
  }
}
