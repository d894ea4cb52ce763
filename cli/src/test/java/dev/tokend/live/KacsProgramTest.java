package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.client.TokenClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs that know nothing but the KACS interface, on a stock kernel. */
class KacsProgramTest {

  private static Sandbox sandbox;
  private static CPrograms programs;
  private static Path machine;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    programs = CPrograms.in(sandbox);
    machine = sandbox.startMachine();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static List<String> kacs(String... command) {
    List<String> words = new ArrayList<>(List.of("kacs", "--"));
    words.addAll(List.of(command));
    return sandbox.token(machine, words.toArray(String[]::new));
  }

  private static void isSound(List<String> command) throws Exception {
    Outcome outcome = sandbox.run(command);
    assertThat(CPrograms.isSound(outcome)).as(outcome.out() + outcome.err()).isTrue();
  }

  @Test
  void the_story_of_a_session_and_its_tokens_comes_out_byte_for_byte() throws Exception {
    isSound(kacs(programs.program("story")));
  }

  @Test
  void every_call_has_its_errors_in_their_order_and_no_pointer_is_trusted() throws Exception {
    isSound(limited(kacs(programs.program("errors"))));
  }

  /** It takes all the descriptors that it may have. */
  private static List<String> limited(List<String> command) {
    List<String> all = new ArrayList<>(List.of("prlimit", "--nofile=256:256", "--"));
    all.addAll(command);
    return all;
  }

  @Test
  void threads_that_change_arguments_and_signals_and_kills_do_no_harm_and_leave_nothing() throws Exception {
    try (TokenClient observer = Sandbox.connect(machine)) {
      isSound(kacs(programs.program("racing")));
      assertNothingIsLeft(observer);
    }
  }

  @Test
  void a_thousand_processes_at_once_are_each_answered_for_themselves() throws Exception {
    try (TokenClient observer = Sandbox.connect(machine)) {
      isSound(kacs(programs.program("many"), "1000"));
      assertNothingIsLeft(observer);
    }
  }

  private static void assertNothingIsLeft(TokenClient observer) throws Exception {
    for (int i = 0; i < 200 && observer.status().handles() != 0; i++) {
      Thread.sleep(25);
    }
    assertThat(observer.status().handles()).isZero();
  }

  @Test
  void fork_clone_and_execve_follow_the_token_rules() throws Exception {
    isSound(kacs(programs.program("lifecycle")));
  }

  @Test
  void a_server_acts_as_its_client_as_root_and_as_an_ordinary_user() throws Exception {
    isSound(kacs(programs.program("peer")));
    isSound(User.DAEMON.running(kacs(programs.program("peer"))));
  }

  @Test
  void an_ordinary_user_has_the_calls_but_not_the_rights() throws Exception {
    Outcome outcome = sandbox.run(User.DAEMON.running(kacs(programs.program("story"))));
    assertThat(outcome.out()).contains("no handle, errno 1").contains("made > 999 (errno 1)");
    isSound(User.DAEMON.running(kacs(programs.program("first"))));
  }

  @Test
  void a_users_own_authority_serves_that_user() throws Exception {
    Path own = sandbox.startOwnOf(User.ALICE);
    for (String name : List.of("first", "peer")) {
      isSound(User.ALICE.running(sandbox.token(own, "kacs", "--", programs.program(name))));
    }
    Outcome shell = sandbox.run(User.ALICE.running(sandbox.token(own, "kacs", "--", "sh", "-c", "exit 7")));
    assertThat(shell.status()).isEqualTo(7);
  }

  @Test
  void a_shell_and_its_children_run_unharmed() throws Exception {
    String script =
        """
        set -e
        seq 200 | while read n; do /bin/true; done
        (echo inner; exit 3) || test $? = 3
        trap 'echo caught' USR1; kill -USR1 $$
        test "$(ls / | sort | wc -l)" -gt 5
        sleep 0.2 & wait $!
        head -c 100000 /dev/zero | wc -c
        stty -a < /dev/null 2> /dev/null || true
        FIRST
        echo over""";
    Outcome outcome =
        sandbox.run(kacs("bash", "-c", script.replace("FIRST", programs.program("first"))));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines())
        .containsExactly("inner", "caught", "100000", "first: 13 checks, 0 failures", "over");
    assertThat(outcome.status()).isZero();
  }

  @Test
  void a_served_program_may_be_run_as_served_once_more() throws Exception {
    List<String> inner = kacs(programs.program("first"));
    isSound(kacs(inner.toArray(String[]::new)));
  }

  @Test
  void handles_go_from_such_programs_to_ordinary_clients_and_back() throws Exception {
    String user = "dev.tokend.cli.Main --authority " + machine;
    List<String> java = sandbox.java(user);
    String show = String.join(" ", java).replace(user, "dev.tokend.cli.Main") + " --authority " + machine;
    Outcome shown =
        sandbox.run(
            kacs(programs.program("handover"), "sh", "-c", show + " user --raw --fd $TOKEN_FD"));
    assertThat(shown.out().strip()).as(shown.err()).isEqualTo("S-1-5-18");
    Outcome back =
        sandbox.run(
            kacs(programs.program("handover"), "sh", "-c", programs.program("received") + " $TOKEN_FD"));
    byte[] system = HexFormat.of().parseHex(back.out().strip());
    assertThat(Sid.readExact(system)).hasToString("S-1-5-18");
  }

  @Test
  void memory_that_nobody_provides_holds_up_nobody_else() throws Exception {
    Process blocked = new ProcessBuilder(kacs(programs.program("blocked"))).redirectErrorStream(true).start();
    try {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(blocked.getInputStream(), StandardCharsets.UTF_8));
      String line = lines.readLine();
      assumeFalse("no userfaultfd".equals(line), "needs userfaultfd of the kernel");
      assertThat(line).isEqualTo("blocked");
      isSound(kacs(programs.program("first")));
      Outcome shown = sandbox.run(sandbox.token(machine, "user", "--raw"));
      assertThat(shown.out().strip()).isEqualTo("S-1-5-18");
      blocked.getOutputStream().close();
      assertThat(lines.readLine()).endsWith(" 0 failures");
      assertThat(blocked.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      blocked.destroyForcibly();
    }
  }

  @Test
  void without_the_command_there_is_no_such_interface() throws IOException, InterruptedException {
    Outcome outcome = sandbox.run(List.of(programs.program("first")));
    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.out()).contains("no handle, errno 38");
  }

  @Test
  void the_command_says_why_it_cannot() throws Exception {
    Outcome missing = sandbox.run(kacs("/nowhere/at/all"));
    assertThat(missing.status()).isEqualTo(127);
    assertThat(missing.err()).contains("cannot run /nowhere/at/all").contains("there is no such file");
  }
}
