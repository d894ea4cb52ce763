package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way to name a token, for what changes and derives tokens, by real processes. */
class TargetsTest {
  private static Sandbox sandbox;
  private static Path machine;
  private static Shell root;
  private static Shell daemon;
  private static Process other;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
    root = Shell.ofRoot(sandbox, machine);
    daemon = Shell.of(User.DAEMON, sandbox, machine);
    Minted minted = Minted.in(sandbox, machine);
    minted.pin("kept");
    minted.pin("mask", "\"token_type\": \"impersonation\"", "\"impersonation_level\": \"impersonation\"");
    Path spec = minted.spec("installed");
    other = sandbox.waiting(root.command("exec token install $1 -- sleep 600", spec.toString()));
    for (int i = 0; i < 200 && !Files.readString(Path.of("/proc/" + other.pid() + "/comm")).equals("sleep\n"); i++) {
      Thread.sleep(50);
    }
  }

  @AfterAll
  static void stop() {
    if (other != null) {
      other.destroyForcibly();
    }
    sandbox.close();
  }

  private static JsonObject json(String text) {
    JsonObject document = JsonParser.parseString(text).getAsJsonObject();
    JsonContract.check(document);
    return document;
  }

  private static String pid() {
    return Long.toString(other.pid());
  }

  @Test
  void a_change_of_another_process_stays() throws Exception {
    String adjust = "token adjust privs SeShutdown=on --json --pid $1";
    JsonObject document = json(root.prints(adjust, pid()));
    assertThat(document.getAsJsonObject("target").get("kind").getAsString()).isEqualTo("process");
    assertThat(document.getAsJsonObject("target").get("pid").getAsLong()).isEqualTo(other.pid());
    assertThat(root.prints("token privs --pid $1 | grep Shutdown", pid())).contains("enabled");
    assertThat(root.prints("token adjust privs --reset --pid $1 --tid $1", pid())).contains("disabled");
  }

  @Test
  void a_stranger_changes_nothing() throws Exception {
    String before = root.prints("token show --all --raw --pid $1", pid());
    for (String change : new String[] {
      "adjust privs SeShutdown=on", "adjust groups 1=off", "adjust default --dacl ''", "adjust session 9", "restrict",
      "duplicate", "impersonate", "linked"
    }) {
      Outcome outcome = daemon.run("token " + change + " --pid $1", pid());
      assertThat(outcome.status()).as(change + outcome).isEqualTo(3);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err())
          .startsWith("token: cannot open the token of process " + pid())
          .contains("needs PROCESS_QUERY_INFORMATION");
    }
    assertThat(root.prints("token show --all --raw --pid $1", pid())).isEqualTo(before);
  }

  @Test
  void a_change_of_ones_own_goes_on_with_the_command_and_ends_otherwise() throws Exception {
    assertThat(root.prints("token adjust privs SeDebug=removed"))
        .contains("SeDebugPrivilege  enabled  not present", "It ends with this command.");
    assertThat(root.prints("token privs")).contains("SeDebugPrivilege");
    assertThat(root.prints("exec token adjust privs SeDebug=removed -- sh -c 'token privs'"))
        .contains("SeTcbPrivilege")
        .doesNotContain("SeDebugPrivilege");
    assertThat(root.prints("exec token adjust session 77 --real -- token show")).containsPattern("scope +77");
  }

  @Test
  void self_is_what_one_acts_as_and_real_what_is_beneath() throws Exception {
    String script = "exec token impersonate --pin mask --no-projection -- token ";
    assertThat(root.prints(script + "user")).isEqualTo(Minted.ALICE);
    assertThat(root.prints(script + "revert -- token user")).contains("S-1-5-18");
    Outcome adjusted = root.run(script + "adjust privs SeShutdown=on --json");
    assertThat(json(adjusted.out()).getAsJsonObject("target").get("kind").getAsString()).isEqualTo("self");
    Outcome beneath = root.run(script + "adjust privs SeDebug=off --real");
    assertThat(beneath.status()).as(beneath.toString()).isEqualTo(3);
    assertThat(beneath.err()).contains("your own primary token");
  }

  @ParameterizedTest
  @CsvSource({
    "restrict,3", "restrict --drop-privs all,0", "duplicate,3", "create FOLDER/installed.json,3",
    "duplicate --type impersonation,3"
  })
  void a_new_handle_is_a_target_of_the_command(String made, int privileges) throws Exception {
    String source = made.startsWith("create") ? "" : " --pin kept";
    String line = "exec token " + made.replace("FOLDER", sandbox.folder().toString()) + source
        + " -- sh -c 'token show --json --short --fd $TOKEN_FD'";
    JsonObject document = json(root.prints(line));
    assertThat(document.getAsJsonObject("target").get("kind").getAsString()).isEqualTo("handle");
    assertThat(document.getAsJsonObject("token").getAsJsonObject("counts").get("privileges").getAsInt())
        .isEqualTo(privileges);
  }

  @Test
  void a_handle_is_changed_and_derived_from_as_far_as_it_goes() throws Exception {
    String with = "exec token duplicate --pin kept --access TOKEN_QUERY,TOKEN_ADJUST_PRIVILEGES -- sh -c \"$1\"";
    assertThat(root.prints(with, "token adjust privs SeShutdown=on --fd $TOKEN_FD")).contains("disabled  enabled");
    for (String beyond : new String[] {
      "adjust groups 1=off", "adjust default --dacl ''", "adjust session 1", "restrict", "duplicate", "impersonate"
    }) {
      Outcome outcome = root.run(with, "token " + beyond + " --fd $TOKEN_FD");
      assertThat(outcome.status()).as(beyond + outcome).isEqualTo(3);
      assertThat(outcome.err()).contains("the handle lacks TOKEN_");
    }
  }

  @Test
  void two_handles_are_linked() throws Exception {
    String script =
        "exec token create $1 -- sh -c 'FULL=$TOKEN_FD exec token create $1 -- sh -c \"token link --elevated \\$FULL"
            + " --filtered \\$TOKEN_FD --session $2 && token linked --fd \\$FULL\"' sh $1 $2";
    String spec = sandbox.folder() + "/installed.json";
    String session = Files.readString(Path.of(spec)).replaceAll("(?s).*logon_session_id\": (\\d+).*", "$1");
    assertThat(root.prints(script, spec, session)).contains("elevation            limited");
  }

  @Test
  void a_peer_is_a_target() throws Exception {
    Perl.required();
    String act = "token duplicate --json --peer $PEER; token restrict --peer $PEER; token impersonate --peer $PEER";
    Outcome outcome = daemon.run(Perl.peerOfItself(false), "sh", "-c", act);
    assertThat(outcome.out()).as(outcome.err()).contains("impersonates at level impersonation");
    assertThat(outcome.err()).contains("the identity of the peer on socket", "TOKEN_DUPLICATE");
  }

  /** A program that is not ours receives a handle by SCM_RIGHTS and hands it to a command. */
  @Test
  void a_handle_passes_through_a_program_that_is_not_ours() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "needs python3 to pass a descriptor");
    String program =
        """
        import os, socket, subprocess, sys
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        if os.fork() == 0:
          socket.send_fds(ours, [b'x'], [int(os.environ['TOKEN_FD'])])
          os._exit(0)
        os.close(int(os.environ['TOKEN_FD']))
        received = socket.recv_fds(theirs, 1, 1)[1][0]
        sys.exit(subprocess.call(['token'] + sys.argv[1:] + ['--fd', str(received)], pass_fds=[received]))
        """;
    String give = "exec token restrict --drop-privs all --pin kept -- /usr/bin/python3 -c \"$@\"";
    assertThat(root.prints(give, program, "show", "--short")).contains(Minted.ALICE, "privileges 0/0");
    assertThat(root.prints(give, program, "restrict", "--restrict", "WD")).contains("Everyone (S-1-1-0)");
  }
}
