package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.cli.Vectors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks, descriptors and SIDs as processes: live tokens, real accounts, real pipes. */
class CheckTest {
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

  private static Outcome as(User user, String... arguments) throws Exception {
    return sandbox.run(user.running(sandbox.token(machine, arguments)));
  }

  @Test
  void a_live_token_is_checked_and_the_reason_has_its_name() throws Exception {
    String object = "O:SYG:SYD:(D;;0x2;;;S-1-22-1-1)(A;;FA;;;AU)";
    Outcome reading = as(User.DAEMON, "check", object, "--access", "read");
    assertThat(reading.status()).as(reading.err()).isZero();
    Outcome writing = as(User.DAEMON, "check", object, "--access", "write", "--explain");
    assertThat(writing.status()).as(writing.err()).isEqualTo(3);
    assertThat(writing.out()).contains(
        "Entry 0 of the DACL denies FILE_WRITE_DATA to daemon (S-1-22-1-1), the user.",
        "a DACL without entry 0, (D;;0x2;;;S-1-22-1-1)");
    assertThat(as(User.BIN, "check", object, "--access", "write").status()).isZero();
  }

  @Test
  void another_process_is_checked_by_who_may_read_its_token() throws Exception {
    String pid = Long.toString(ProcessHandle.current().pid());
    Outcome root = sandbox.run(sandbox.token(machine, "check", "O:BAD:(A;;FR;;;SY)", "--access", "FR", "--pid", pid));
    assertThat(root.status()).as(root.err()).isZero();
    Outcome daemon = as(User.DAEMON, "check", "O:BAD:(A;;FR;;;SY)", "--access", "FR", "--pid", pid);
    assertThat(daemon.status()).isEqualTo(3);
    assertThat(daemon.out()).isEmpty();
    assertThat(daemon.err()).contains("PROCESS_QUERY_INFORMATION");
  }

  @Test
  void the_written_token_of_a_live_one_gives_the_same_answers() throws Exception {
    Outcome live = as(User.DAEMON, "check", "O:SYD:(A;;FR;;;AU)", "--access", "max", "--json");
    String subject = live.out().replaceAll("(?s).*\"subject\": (\\{.*?\n  \\}).*", "$1");
    Path file = Files.writeString(sandbox.folder().resolve("daemon.json"), subject);
    Outcome written = sandbox.run(
        sandbox.token(machine, "check", "O:SYD:(A;;FR;;;AU)", "--access", "max", "--json", "--token", file.toString()));
    assertThat(written.status()).as(written.err()).isZero();
    assertThat(written.out()).isEqualTo(
        live.out().replaceAll("(?s)\"target\": \\{.*?\\}", "\"target\": null"));
  }

  @Test
  void accounts_are_found_by_name() throws Exception {
    Outcome sids = as(User.BIN, "sid", "--raw", "daemon", "BA");
    assertThat(sids.status()).as(sids.err()).isZero();
    assertThat(sids.out()).isEqualTo("S-1-22-1-1\nS-1-22-2-1\nS-1-5-32-544\n");
    assertThat(sids.err()).isEmpty();
    Outcome unknown = as(User.BIN, "sid", "no-such-account", "S-1-22-1-1");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.out()).contains("not found", "daemon");
  }

  @Test
  void a_batch_needs_no_authority_and_answers_line_by_line() throws Exception {
    Process batch = new ProcessBuilder(sandbox.token(sandbox.folder().resolve("none.sock"), "check", "--batch"))
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader answers =
        new BufferedReader(new InputStreamReader(batch.getInputStream(), StandardCharsets.UTF_8));
    OutputStream questions = batch.getOutputStream();
    for (String line : Vectors.lines().subList(0, 5)) {
      questions.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      questions.flush();
      assertThat(answers.readLine()).startsWith("{\"id\":\"" + line.substring(7, 13) + "\"");
    }
    questions.close();
    assertThat(answers.readLine()).isNull();
    assertThat(batch.waitFor()).isZero();
  }

  @Test
  void a_reader_that_has_enough_ends_a_batch_quietly() throws Exception {
    List<String> token = sandbox.token(machine, "check", "--batch");
    String endless = "while cat " + Vectors.FILE.toAbsolutePath() + "; do :; done 2>/dev/null | "
        + String.join(" ", token) + " | head -n 1";
    Process shell = new ProcessBuilder("sh", "-c", endless).redirectErrorStream(true).start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).startsWith("{\"id\":\"AC-001\"").hasLineCount(1);
  }
}
