package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the children of a bound process are (docs/processes.md, tokens §10.1). */
class InheritanceTest {

  private static final String LOWERED = "S-1-22-1-1 4096 primary restricted 0";
  private static final String DERIVED = "S-1-22-1-1 8192 primary 800000";
  private static final String LOWER = "run ffffffffffffffff,S-1-22-1-1 4096";

  private static Sandbox sandbox;
  private static Path machine;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static List<String> command(String... steps) {
    List<String> all = new ArrayList<>(List.of(machine.toString()));
    all.addAll(List.of(steps));
    return sandbox.java("dev.tokend.live.Act", all.toArray(String[]::new));
  }

  private static String quoted(List<String> command) {
    List<String> words = new ArrayList<>();
    for (String word : command) {
      words.add("'" + word + "'");
    }
    return String.join(" ", words);
  }

  private static List<String> daemon(String... steps) throws Exception {
    Outcome outcome = sandbox.run(User.DAEMON.running(command(steps)));
    assertThat(outcome.status()).as(outcome.out() + outcome.err()).isZero();
    return outcome.out().lines().toList();
  }

  @Test
  void a_child_of_a_lowered_process_is_lowered_and_so_are_its_children() throws Exception {
    String show = quoted(command("show"));
    List<String> said = daemon(LOWER, "shell " + show + "; sh -c \"" + show + "; :\"");
    assertThat(said).containsExactlyInAnyOrder("done", LOWERED, LOWERED, "0");
  }

  @Test
  void a_child_from_before_the_binding_is_not_lowered() throws Exception {
    List<String> said = daemon("child 5", "shell sleep 0.1", LOWER, "child 5", "show");
    assertThat(said.get(2)).isEqualTo("done");
    assertThat(said.get(4)).isEqualTo(LOWERED);
    Outcome looked =
        sandbox.run(command("show-pid " + said.get(0), "show-pid " + said.get(3)));
    assertThat(looked.out().lines()).as(looked.err()).startsWith(DERIVED);
  }

  @Test
  void what_root_starts_as_a_user_leaves_roots_token_behind() throws Exception {
    String show = quoted(User.DAEMON.running(command("show")));
    Outcome outcome = sandbox.run(command("run 100000", "shell " + show, "shell exec " + show, "show"));
    List<String> said = outcome.out().lines().toList();
    assertThat(said).as(outcome.err()).hasSize(6).startsWith("done", DERIVED, "0", DERIVED, "0");
    assertThat(said.getLast()).startsWith("S-1-5-18 16384 primary ");
  }

  @Test
  void so_does_a_process_that_becomes_a_user() throws Exception {
    String becomes = String.join(" ", User.DAEMON.running(command("show")));
    Outcome outcome = sandbox.run(command("run 100000", "become " + becomes));
    assertThat(outcome.out().lines().toList()).as(outcome.err()).containsExactly("done", DERIVED);
  }

  @Test
  void an_orphan_of_a_lowered_process_is_lowered_where_the_kernel_reports_forks() throws Exception {
    Path number = writable("orphan");
    List<String> said = daemon(LOWER, "shell sh -c 'sh -c \"sleep 20 & echo \\$! > " + number + "\"'");
    assertThat(said).containsExactly("done", "0");
    assertThat(tokenOfOrphan(number)).isEqualTo(LOWERED);
  }

  @Test
  void an_orphan_of_root_that_became_a_user_leaves_roots_token_behind() throws Exception {
    Path number = writable("orphan-of-root");
    String orphan = String.join(" ", User.DAEMON.running(List.of("sleep", "20")));
    Outcome outcome =
        sandbox.run(
            command("run 100000", "shell sh -c 'sh -c \"" + orphan + " & echo \\$! > " + number + "\"'", "show"));
    List<String> said = outcome.out().lines().toList();
    assertThat(said).as(outcome.err()).hasSize(3).startsWith("done", "0");
    assertThat(tokenOfOrphan(number)).isEqualTo(DERIVED);
  }

  @Test
  void so_does_one_that_root_makes_when_it_is_a_user_already() throws Exception {
    Path number = writable("orphan-of-user");
    String script = "sh -c \"sleep 20 & echo \\$! > " + number + "\"; :";
    String becomes = String.join(" ", User.DAEMON.running(List.of("sh", "-c")));
    Outcome outcome = sandbox.run(command("run 100000", "shell exec " + becomes + " '" + script + "'"));
    assertThat(outcome.out().lines().toList()).as(outcome.err()).containsExactly("done", "0");
    assertThat(tokenOfOrphan(number)).isEqualTo(DERIVED);
  }

  private static Path writable(String name) throws IOException {
    Path file = Files.createFile(sandbox.folder().resolve(name));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    return file;
  }

  /** Of the process whose number is in a file; it is ended. */
  private static String tokenOfOrphan(Path number) throws Exception {
    String pid = Files.readString(number).strip();
    Outcome looked = sandbox.run(command("show-pid " + pid));
    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroy);
    assertThat(looked.err()).isEmpty();
    return looked.out().strip();
  }
}
