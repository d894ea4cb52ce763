package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bob tries with what is alice's, on the machine's authority. */
class OtherUsersTest {
  private static final String NO_WAY_IN = "EACCES tokens §9.2 row 6";

  private static Sandbox sandbox;
  private static Path machine;
  private static Process alices;

  @BeforeAll
  static void start() throws Exception {
    RunsAsRoot.required();
    sandbox = Sandbox.create();
    machine = sandbox.startMachine();
    alices = sandbox.waiting(User.ALICE.running(List.of("sleep", "600")));
  }

  @AfterAll
  static void stop() throws Exception {
    if (sandbox != null) {
      alices.destroyForcibly().waitFor();
      sandbox.close();
    }
  }

  private static List<String> act(List<String> as, String... steps) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(machine.toString()));
    arguments.addAll(List.of(steps));
    List<String> command = new ArrayList<>(as);
    command.addAll(sandbox.java("dev.tokend.live.Act", arguments.toArray(String[]::new)));
    Outcome outcome = sandbox.run(command);
    assertThat(outcome.status()).as(outcome.out() + outcome.err()).isZero();
    return outcome.out().lines().toList();
  }

  private static List<String> bob(String... steps) throws Exception {
    return act(User.BOB.running(List.of()), steps);
  }

  private static List<String> alice(String... steps) throws Exception {
    return act(User.ALICE.running(List.of()), steps);
  }

  /** Each right alone: to assign, duplicate, impersonate, query, the source, adjust in each of the four ways. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "4", "8", "10", "20", "40", "80", "100", "20000", "40000", "80000"})
  void no_right_on_a_token_of_another_user_is_granted(String right) throws Exception {
    String pid = Long.toString(alices.pid());
    assertThat(bob("pid t " + pid + " " + right)).containsExactly(NO_WAY_IN + " (process access)");
    assertThat(alice("pid t " + pid + " 8")).as("alice herself").containsExactly("8");
  }

  @Test
  void nor_is_it_shown_or_watched() throws Exception {
    String pid = Long.toString(alices.pid());
    assertThat(bob("show-pid " + pid, "watch " + pid)).hasSize(2).allMatch(line -> line.startsWith(NO_WAY_IN));
  }

  @Test
  void a_pin_of_another_user_is_neither_opened_nor_taken_away_nor_listed() throws Exception {
    assertThat(alice("self t 8", "keep t mine", "pins").getLast()).contains("1001/mine");
    assertThat(bob("pin t 1001/mine 8", "pin t 1001/mine 2", "unpin 1001/mine", "pins", "pin t mine 8"))
        .satisfies(lines -> {
          assertThat(lines.subList(0, 2)).allMatch(line -> line.startsWith("EACCES "));
          assertThat(lines.get(2)).isEqualTo("EPERM owner of the pin");
          assertThat(lines.get(3)).isEqualTo("[]");
          assertThat(lines.get(4)).startsWith("ENOENT");
        });
    assertThat(alice("pin t mine 8")).containsExactly("8");
  }

  @Test
  void the_same_name_of_two_users_is_two_pins() throws Exception {
    assertThat(alice("self t 8", "keep t same")).endsWith("done");
    assertThat(bob("self t 8", "keep t same", "unpin same", "pins")).containsExactly("8", "done", "done", "[]");
    assertThat(alice("pins", "unpin same").getFirst()).contains("1001/same");
  }

  @Test
  void sessions_of_others_are_neither_seen_made_nor_ended() throws Exception {
    assertThat(
            bob(
                "sessions", "session " + OperationsTest.sessionSpec("S-1-22-1-1001"), "invalidate 999", "destroy 999",
                "invalidate 77777"))
        .containsExactly(
            "EACCES tokens §22 row sessions (listing access)",
            "EPERM tokens §20 create row 3 (privilege)",
            "EPERM tokens §20 invalidate row 2 (privilege)",
            "EPERM tokens §20 destroy row 2 (privilege)",
            "EPERM tokens §20 invalidate row 2 (privilege)");
  }

  @Test
  void a_message_in_the_name_of_a_thread_of_another_process_is_refused() throws Exception {
    String alice = Long.toString(alices.pid());
    String authority = Long.toString(sandbox.lastAuthority().pid());
    String own = Long.toString(ProcessHandle.current().pid());
    Outcome outcome =
        sandbox.run(
            User.BOB.running(
                sandbox.java("dev.tokend.live.Forging", machine.toString(), "0", alice, authority, own, "1", "-1")));
    assertThat(outcome.out().lines().toList()).as(outcome.err()).hasSize(6)
        .satisfies(lines -> {
          assertThat(lines.getFirst()).isEqualTo(User.BOB.sid());
          assertThat(lines.subList(1, 6)).allMatch("ESRCH calling thread"::equals);
        });
  }

  /** In a user namespace of his own bob is root of nothing. */
  @Test
  void root_of_a_user_namespace_is_no_root() throws Exception {
    assertThat(alice("self t 8", "keep t namespaced")).endsWith("done");
    List<String> inNamespace = new ArrayList<>(User.BOB.running(List.of("unshare", "--user", "--map-root-user")));
    List<String> told =
        act(inNamespace, "show", "pid t 1 8", "pid t " + alices.pid() + " 8", "unpin 1001/namespaced", "pins", "stop",
            "session " + OperationsTest.sessionSpec("S-1-22-1-1001"), "events");
    assertThat(told.getFirst()).startsWith(User.BOB.sid() + " 4096 primary").endsWith(" 800000");
    assertThat(told.subList(1, 3)).allMatch(line -> line.startsWith("EACCES "));
    assertThat(told.subList(3, 6))
        .containsExactly("EPERM owner of the pin", "[]", "EPERM owner of the authority");
    assertThat(told.get(6)).startsWith("EPERM tokens §20");
    assertThat(told.get(7)).doesNotContain("\"uid\":1001").doesNotContain("\"uid\":0");
  }

  /** Numbers of a pid namespace mean other processes to the authority: they give no more than those would. */
  @Test
  void a_number_of_a_pid_namespace_gives_nothing_that_the_number_outside_does_not() throws Exception {
    List<String> inNamespace =
        new ArrayList<>(
            User.BOB.running(List.of("unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc")));
    List<String> told = act(inNamespace, "show", "pid t 1 8", "show-pid 1");
    assertThat(told.getFirst()).startsWith(User.BOB.sid());
    assertThat(told.subList(1, 3)).allMatch(line -> line.startsWith("EACCES "));
  }

  @Test
  void linux_keeps_a_user_from_the_authority_and_from_other_users_processes() throws Exception {
    Perl.required();
    for (long pid : new long[] {sandbox.lastAuthority().pid(), alices.pid()}) {
      for (String way : Perl.ways()) {
        Outcome outcome =
            sandbox.run(User.BOB.running(List.of("sh", "-c", way, "sh", Long.toString(pid))));
        assertThat(outcome.out()).as(way).isIn("Operation not permitted\n", "Permission denied\n");
      }
    }
  }
}
