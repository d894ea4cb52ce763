package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An authority that is killed before it writes what was asked for, in the middle of it, and between that and its answer;
 * and one whose disk is full. What the next one knows is the state before, or the one after, as docs/durability.md says.
 */
class KilledAtEveryStepTest {
  private static final String ALICE = "S-1-22-1-1001";

  /** As the authority writes the package of the sessions that are made here, "Test". */
  private static final String TEST = "auth_package=54657374";

  private static final int BYTES_OF_A_RECORD = 7;

  private Sandbox sandbox;
  private Path machine;
  private Process actor;
  private BufferedWriter steps;
  private BufferedReader outcomes;

  @BeforeEach
  void start() throws Exception {
    RunsAsRoot.required();
    sandbox = Sandbox.create();
    Injected.required(sandbox);
    machine = sandbox.startMachine();
    actor = sandbox.waiting(command(Act.FROM_INPUT));
    steps = actor.outputWriter();
    outcomes = actor.inputReader();
  }

  @AfterEach
  void stop() {
    if (actor != null) {
      actor.destroyForcibly();
    }
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private List<String> command(String... steps) {
    return Act.command(sandbox, machine, steps);
  }

  private String act(String step) throws IOException {
    steps.write(step + "\n");
    steps.flush();
    return outcomes.readLine();
  }

  /** How it is: what somebody sees who asks. */
  private interface Look {
    String look() throws Exception;
  }

  private void killedAtEveryStep(List<String> before, String step, Look look) throws Exception {
    for (String each : before) {
      assertThat(act(each)).doesNotStartWith("lost").doesNotStartWith("E");
    }
    String unchanged = look.look();

    killedAt("pwrite64:signal=SIGKILL:when=1", step);
    assertThat(look.look()).as("killed before it was written: %s", step).isEqualTo(unchanged);

    prepareAgain(before);
    long size = Files.size(machine.resolveSibling("tokend.state"));
    limitFiles(size + BYTES_OF_A_RECORD);
    killedAt("pwrite64:signal=SIGKILL:when=2", step);
    assertThat(look.look()).as("killed in the middle of writing: %s", step).isEqualTo(unchanged);

    prepareAgain(before);
    try (Injected _ = Injected.into(sandbox, sandbox.lastAuthority(), "pwrite64:error=ENOSPC:when=1")) {
      assertThat(act(step)).isEqualTo("EIO state file");
    }
    assertThat(look.look()).as("the disk was full: %s", step).isEqualTo(unchanged);

    killedAt("sendto:signal=SIGKILL:when=1", step);
    String changed = look.look();
    assertThat(changed).as("killed before it was told: %s", step).isNotEqualTo(unchanged);
    sandbox.kill();
    sandbox.startAgain();
    assertThat(act("again")).isEqualTo("done");
    assertThat(look.look()).isEqualTo(changed);
  }

  private void killedAt(String what, String step) throws Exception {
    try (Injected _ = Injected.into(sandbox, sandbox.lastAuthority(), what)) {
      assertThat(act(step)).startsWith("lost");
      assertThat(sandbox.lastAuthority().waitFor(10, TimeUnit.SECONDS)).as("killed at %s", what).isTrue();
    }
    sandbox.startAgain();
    assertThat(act("again")).isEqualTo("done");
  }

  /** The handles are gone; what was kept is there. */
  private void prepareAgain(List<String> before) throws IOException {
    for (String each : before) {
      if (!each.startsWith("keep ")) {
        act(each);
      }
    }
  }

  private void limitFiles(long bytes) throws Exception {
    long pid = sandbox.lastAuthority().pid();
    assertThat(sandbox.run(List.of("prlimit", "--pid=" + pid, "--fsize=" + bytes + ":unlimited")).status()).isZero();
  }

  private String asked(String... steps) throws Exception {
    Outcome outcome = sandbox.run(command(steps));
    assertThat(outcome.status()).as(outcome.out() + outcome.err()).isZero();
    return outcome.out();
  }

  /** The sessions that somebody asked for here, by their numbers. */
  private Map<String, String> sessions() throws Exception {
    Map<String, String> sessions = new TreeMap<>();
    for (String session : asked("sessions").split(";", -1)) {
      Matcher id = Pattern.compile("session_id=(\\d+) ").matcher(session);
      if (session.contains(TEST) && id.find()) {
        sessions.put(id.group(1), session.strip());
      }
    }
    return sessions;
  }

  @Test
  void a_new_session() throws Exception {
    killedAtEveryStep(
        List.of(), "session " + OperationsTest.sessionSpec(ALICE), () -> Integer.toString(sessions().size()));
    int made = sessions().size();
    // None has the number of one that was lost.
    long highest = sessions().keySet().stream().mapToLong(Long::parseLong).max().orElse(0);
    long next = Long.parseLong(act("session " + OperationsTest.sessionSpec(ALICE)));
    assertThat(next).isGreaterThan(highest);
    assertThat(sessions()).hasSize(made + 1);
  }

  @Test
  void the_end_of_a_session() throws Exception {
    String session = act("session " + OperationsTest.sessionSpec(ALICE));
    killedAtEveryStep(List.of(), "destroy " + session, () -> sessions().toString());
  }

  @Test
  void a_token_under_a_name() throws Exception {
    killedAtEveryStep(List.of("self t 2000000"), "keep t x", () -> asked("pins"));
    act("self t 2000000");
    killedAtEveryStep(
        List.of("pin t x 2000000"), "privs t 20 0", () -> asked("pin p x 8", "query p PRIVILEGES"));
    killedAtEveryStep(List.of(), "unpin x", () -> asked("pins"));
  }

  @Test
  void a_process_that_becomes_less() throws Exception {
    String pid = Long.toString(actor.pid());
    killedAtEveryStep(
        List.of("self t 2000000", "dup c t 2000000 IMPERSONATION IMPERSONATION", "privs c 20 4"),
        "impersonate c",
        () -> act("show"));
    killedAtEveryStep(List.of(), "revert", () -> act("show"));
    killedAtEveryStep(List.of(), "run ffffffffffffffff,S-1-22-1-1 4096", () -> asked("show-pid " + pid));
  }
}
