package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an authority that is killed leaves to the next one (docs/durability.md). */
class SurvivalTest {
  private static final String ALICE = "S-1-22-1-1001";
  private static final String LOWER = "run ffffffffffffffff,S-1-22-1-1 4096";
  private static final String LOWERED = "S-1-22-1-1 4096 primary restricted 0";
  private static final String DERIVED = "S-1-22-1-1 8192 primary 800000";
  private static final int OWNER_GROUP_AND_DACL = 7;

  private Sandbox sandbox;
  private Path machine;

  @BeforeEach
  void start() throws Exception {
    RunsAsRoot.required();
    sandbox = Sandbox.create();
    machine = sandbox.startMachine();
  }

  @AfterEach
  void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private List<String> command(String... steps) {
    return Act.command(sandbox, machine, steps);
  }

  private List<String> root(String... steps) throws Exception {
    return outcomes(command(steps));
  }

  private List<String> daemon(String... steps) throws Exception {
    return outcomes(User.DAEMON.running(command(steps)));
  }

  private List<String> outcomes(List<String> command) throws Exception {
    Outcome outcome = sandbox.run(command);
    assertThat(outcome.status()).as(outcome.out() + outcome.err()).isZero();
    return outcome.out().lines().toList();
  }

  private void killAndStartAgain() throws Exception {
    sandbox.kill();
    sandbox.startAgain();
  }

  private String show(String pid) throws Exception {
    return root("show-pid " + pid).getFirst();
  }

  private List<String> trail() throws Exception {
    return Files.readAllLines(machine.resolveSibling("audit.jsonl"));
  }

  @Test
  void a_lowered_process_stays_lowered() throws Exception {
    String child = daemon(LOWER, "child 60").get(1);
    String whole = daemon("child 60").getFirst();
    assertThat(show(child)).isEqualTo(LOWERED);
    for (int i = 0; i < 2; i++) {
      killAndStartAgain();
      assertThat(show(child)).isEqualTo(LOWERED);
      assertThat(show(whole)).isEqualTo(DERIVED);
    }
    root("stop");
    assertThat(sandbox.lastAuthority().waitFor(20, TimeUnit.SECONDS)).isTrue();
    sandbox.startAgain();
    assertThat(show(child)).isEqualTo(LOWERED);
  }

  @Test
  void of_a_users_own_authority_too() throws Exception {
    Path own = sandbox.startOwnOf(User.DAEMON);
    List<String> lower = List.of(own.toString(), LOWER, "child 60");
    String child = outcomes(User.DAEMON.running(asked(lower))).get(1);
    killAndStartAgain();
    List<String> show = List.of(own.toString(), "show-pid " + child, "session " + OperationsTest.sessionSpec(ALICE));
    List<String> said = outcomes(User.DAEMON.running(asked(show)));
    assertThat(said.getFirst()).isEqualTo(LOWERED);
    assertThat(said.get(1)).as("he may make none").startsWith("E");
    Path file = own.resolveSibling("tokend.state");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(User.DAEMON.uid());
  }

  private List<String> asked(List<String> steps) {
    return sandbox.java("dev.tokend.live.Act", steps.toArray(String[]::new));
  }

  @Test
  void who_a_thread_acts_as_stays_so() throws Exception {
    Process actor = sandbox.waiting(command("self t 2000000", "dup c t 2000000 IMPERSONATION IMPERSONATION",
        "privs c 20 4", "impersonate c", Act.FROM_INPUT));
    BufferedReader outcomes = actor.inputReader();
    BufferedWriter steps = actor.outputWriter();
    for (int i = 0; i < 4; i++) {
      assertThat(outcomes.readLine()).doesNotStartWith("E");
    }
    killAndStartAgain();
    steps.write("again\nshow\nreal\nrevert\nshow\n");
    steps.flush();
    assertThat(outcomes.readLine()).isEqualTo("done");
    String acting = outcomes.readLine();
    assertThat(acting).contains(" impersonation ");
    assertThat(outcomes.readLine()).contains(" primary ");
    assertThat(outcomes.readLine()).isEqualTo("done");
    assertThat(outcomes.readLine()).contains(" primary ");
    actor.destroyForcibly();
  }

  @Test
  void a_child_that_came_while_there_was_no_authority_is_lowered_too() throws Exception {
    Path go = sandbox.folder().resolve("go");
    Path pid = Files.createFile(sandbox.folder().resolve("pid"));
    Files.setAttribute(pid, "unix:uid", User.DAEMON.uid());
    String script = "while ! test -e " + go + "; do sleep 0.05; done; sleep 60 & echo $! > " + pid + "; wait";
    Process shell = sandbox.waiting(User.DAEMON.running(command(LOWER, "shell " + script)));
    // The first line says that it is lowered.
    assertThat(shell.inputReader().readLine()).isEqualTo("done");
    Thread.sleep(300);
    sandbox.kill();
    Files.createFile(go);
    while (Files.size(pid) == 0) {
      Thread.sleep(20);
    }
    Thread.sleep(100);
    sandbox.startAgain();
    assertThat(show(Files.readString(pid).strip())).isEqualTo(LOWERED);
    shell.destroyForcibly();
  }

  @Test
  void sessions_are_as_they_were_and_no_id_comes_twice() throws Exception {
    String spec = OperationsTest.sessionSpec(ALICE);
    List<String> made = root("session " + spec, "session " + spec, "session " + spec);
    root("invalidate " + made.get(1), "destroy " + made.get(2));
    killAndStartAgain();
    String token = OperationsTest.tokenSpec(ALICE, Long.parseLong(made.get(1)));
    List<String> said =
        root("sessions", "destroy " + made.get(2), "create t " + token, "session " + spec, "destroy " + made.get(0));
    assertThat(said.get(0))
        .contains("session_id=" + made.get(0) + " ", "session_id=" + made.get(1) + " ")
        .doesNotContain("session_id=" + made.get(2) + " ");
    assertThat(said.get(1)).startsWith("ENOENT");
    assertThat(said.get(2)).as("the session is dead").startsWith("EINVAL");
    assertThat(Long.parseLong(said.get(3))).isGreaterThan(Long.parseLong(made.get(2)));
    assertThat(said.get(4)).isEqualTo("done");
  }

  @Test
  void a_session_whose_last_token_went_with_the_authority_ends() throws Exception {
    String session = root("session " + OperationsTest.sessionSpec(ALICE)).getFirst();
    String token = OperationsTest.tokenSpec(ALICE, Long.parseLong(session));
    Process holder = sandbox.waiting(command("create t " + token, "shell sleep 60"));
    assertThat(holder.inputReader().readLine()).matches("[0-9a-f]+");
    killAndStartAgain();
    assertThat(root("sessions").getFirst()).doesNotContain("session_id=" + session + " ");
    assertThat(trail()).filteredOn(line -> line.contains("logon-session-destroyed")).hasSize(1);
    holder.destroyForcibly();
  }

  @Test
  void a_pinned_token_is_the_same_in_every_field() throws Exception {
    root("self t 2000000", "keep t first", "scope t 7", "privs t 20 0", "check SeTcbPrivilege");
    String[] looks = {
      "pin p first 2000000", "query p STATISTICS", "query p GROUPS", "query p PRIVILEGES", "query p DEFAULT_DACL",
      "query p USER_CLAIMS", "query p DEVICE_CLAIMS", "query p INTERACTIVITY_SCOPE", "query p OWNER",
      "sd p " + OWNER_GROUP_AND_DACL
    };
    List<String> before = root(looks);
    killAndStartAgain();
    assertThat(root(looks)).isEqualTo(before).allMatch(line -> line.matches("[0-9a-f]+"));
    assertThat(root("unpin first", "pins")).containsExactly("done", "[]");
    killAndStartAgain();
    assertThat(root("pins")).containsExactly("[]");
  }

  @Test
  void an_elevation_pair_stays_one() throws Exception {
    String session = root("session " + OperationsTest.sessionSpec(ALICE)).getFirst();
    String spec = OperationsTest.tokenSpec(ALICE, Long.parseLong(session));
    assertThat(
            root("create full " + spec, "create limited " + spec, "link full limited " + session, "keep limited low"))
        .endsWith("done");
    killAndStartAgain();
    assertThat(root("pin low low f01ff", "linked other low").getLast()).endsWith("real");
    root("unpin low");
    assertThat(root("sessions").getFirst()).doesNotContain("session_id=" + session + " ");
  }

  @Test
  void what_a_process_held_ends_with_it_also_when_nobody_was_there_to_see() throws Exception {
    String session = root("session " + OperationsTest.sessionSpec(ALICE)).getFirst();
    String spec = OperationsTest.tokenSpec(ALICE, Long.parseLong(session));
    Process holder = sandbox.waiting(command("create t " + spec, "install t", "shell sleep 60"));
    assertThat(holder.inputReader().readLine()).matches("[0-9a-f]+");
    Thread.sleep(500);
    killAndStartAgain();
    assertThat(root("sessions").getFirst()).contains("session_id=" + session + " ");
    sandbox.kill();
    holder.descendants().forEach(ProcessHandle::destroyForcibly);
    holder.destroyForcibly().waitFor();
    Thread.sleep(200);
    sandbox.startAgain();
    assertThat(root("sessions").getFirst()).doesNotContain("session_id=" + session + " ");
    assertThat(trail()).filteredOn(line -> line.contains("logon-session-destroyed")).hasSize(1);
  }

  @Test
  void a_damaged_file_is_put_aside_and_nobody_starts_beside_it() throws Exception {
    root("self t 2000000", "keep t first");
    sandbox.kill();
    Path file = machine.resolveSibling("tokend.state");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    Path aside = machine.resolveSibling("tokend.state.damaged");
    for (int i = 0; i < 2; i++) {
      Outcome outcome = sandbox.startInVain();
      assertThat(outcome.status()).isEqualTo(5);
      assertThat(outcome.err()).contains("damaged", aside.toString(), "restart the machine");
      assertThat(Files.readAllBytes(aside)).isEqualTo(bytes);
      assertThat(file).exists();
    }
    Files.delete(aside);
    sandbox.startAgain();
    List<String> said = root("pins", "session " + OperationsTest.sessionSpec(ALICE));
    assertThat(said.getFirst()).isEqualTo("[]");
    String uptime = Files.readString(Path.of("/proc/uptime"));
    long secondsSinceBoot = Long.parseLong(uptime.substring(0, uptime.indexOf('.')));
    assertThat(Long.parseLong(said.get(1))).as("beyond what was used").isGreaterThan(secondsSinceBoot << 23);
  }
}
