package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.surface.spec.TokenSpecText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The command as a process, by real users, on the machine's authority and on one's own. */
class CommandTest {

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

  private static Outcome asRoot(String... arguments) throws Exception {
    return sandbox.run(sandbox.token(machine, arguments));
  }

  @Test
  void one_line_tells_who_one_is() throws Exception {
    Outcome daemon = as(User.DAEMON);
    assertThat(daemon.status()).as(daemon.err()).isZero();
    assertThat(daemon.out()).startsWith("daemon (S-1-22-1-1)  Medium  primary").contains("privileges 1/1");
    assertThat(asRoot().out()).startsWith("NT AUTHORITY\\SYSTEM (S-1-5-18)  System  primary  session 999");
  }

  @Test
  void every_class_is_shown() throws Exception {
    Outcome all = as(User.BIN, "show", "--all");
    assertThat(all.status()).as(all.err()).isZero();
    assertThat(all.out())
        .contains("bin (S-1-22-1-2)", "SeChangeNotifyPrivilege", "GENERIC_ALL", "linux", "no-write-up", "token id");
  }

  @Test
  void a_process_of_another_user_is_refused_with_the_right_that_was_missing() throws Exception {
    Process other = sandbox.waiting(User.BIN.running(List.of("sleep", "60")));
    try {
      awaitUser(other.pid(), User.BIN);
      Outcome refused = as(User.DAEMON, "user", "--pid", Long.toString(other.pid()));
      assertThat(refused.status()).isEqualTo(3);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err())
          .startsWith("token: ")
          .contains("needs PROCESS_QUERY_INFORMATION", "bin (S-1-22-1-2)", "tokens §9.2 row 6");
      Outcome root = asRoot("user", "--pid", Long.toString(other.pid()));
      assertThat(root.status()).as(root.err()).isZero();
      assertThat(root.out()).isEqualTo("bin (S-1-22-1-2)\n");
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void a_spec_made_from_a_live_token_is_encoded_and_decoded_without_loss() throws Exception {
    Outcome text = as(User.DAEMON, "spec", "new");
    assertThat(text.status()).as(text.err()).isZero();
    assertThat(text.out()).contains("\"user_sid\": \"S-1-22-1-1\",  // daemon");
    Path file = Files.createTempFile("spec", ".json");
    try {
      Files.writeString(file, text.out());
      Outcome json = asRoot("spec", "encode", "--json", file.toString());
      assertThat(json.status()).as(json.err()).isZero();
      String hex = json.out().replaceAll("(?s).*\"binary\": \"(.*?)\".*", "$1");
      byte[] spec = HexFormat.of().parseHex(hex);
      Files.write(file, spec);
      Outcome decoded = asRoot("spec", "decode", file.toString());
      assertThat(decoded.status()).as(decoded.err()).isZero();
      assertThat(TokenSpecText.parse(decoded.out())).isEqualTo(TokenSpecText.parse(text.out()));
      assertThat(TokenSpecText.parse(decoded.out()).toByteArray()).isEqualTo(spec);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void a_refusal_in_json_says_the_same() throws Exception {
    Outcome refused = as(User.DAEMON, "user", "--json", "--pid", "1");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("\"schema\": \"token/1\"", "\"errno\": \"EACCES\"", "PROCESS_QUERY_INFORMATION");
  }

  @Test
  void what_is_not_there_has_exit_status_2() throws Exception {
    assertThat(asRoot("user", "--pid", "2147483647").status()).isEqualTo(2);
    assertThat(asRoot("user", "--pid", "1", "--tid", "2147483647").status()).isEqualTo(2);
    assertThat(asRoot("query", "no-such-class").status()).isEqualTo(2);
    assertThat(asRoot("user", "--fd", "77").status()).isEqualTo(2);
    assertThat(asRoot("user", "--fd", "0").status()).isEqualTo(2);
    assertThat(asRoot("user", "--peer", "77").status()).isEqualTo(2);
  }

  @Test
  void two_targets_are_a_usage_error_that_names_both() throws Exception {
    Outcome both = asRoot("user", "--self", "--pid", "1");
    assertThat(both.status()).isEqualTo(1);
    assertThat(both.err()).contains("--self", "--pid");
    assertThat(asRoot("user", "--tid", "1").status()).isEqualTo(1);
  }

  @Test
  void no_authority_has_exit_status_5() throws Exception {
    Outcome none = sandbox.run(sandbox.token(sandbox.folder().resolve("nothing.sock"), "user"));
    assertThat(none.status()).isEqualTo(5);
    assertThat(none.err()).contains("nothing.sock");
  }

  @Test
  void a_thread_of_the_process_is_shown_and_one_of_another_is_not_there() throws Exception {
    String self = Long.toString(ProcessHandle.current().pid());
    assertThat(asRoot("user", "--pid", self, "--tid", self).out()).contains("S-1-5-18");
    assertThat(asRoot("user", "--pid", self, "--tid", "1").status()).isEqualTo(2);
  }

  @Test
  void a_users_own_authority_serves_that_user_and_root_alone() throws Exception {
    Path own = sandbox.startOwnOf(User.DAEMON);
    assertThat(sandbox.run(User.DAEMON.running(sandbox.token(own, "user"))).out()).isEqualTo("daemon (S-1-22-1-1)\n");
    assertThat(sandbox.run(sandbox.token(own, "user")).out()).isEqualTo("NT AUTHORITY\\SYSTEM (S-1-5-18)\n");
    // The folder keeps the others out; even with the folder open the authority itself would refuse them.
    assertThat(sandbox.run(User.BIN.running(sandbox.token(own, "user"))).status()).isEqualTo(5);
    Files.setAttribute(own.getParent(), "unix:mode", 0755);
    Files.setAttribute(own, "unix:mode", 0666);
    Outcome refused = sandbox.run(User.BIN.running(sandbox.token(own, "user")));
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("serves uid 1 alone");
  }

  @Test
  void only_its_owner_and_root_stop_an_authority() throws Exception {
    Outcome refused = as(User.DAEMON, "authority", "stop");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(as(User.DAEMON, "user").status()).as("it goes on").isZero();
  }

  @Test
  void the_own_authority_is_started_on_demand_and_once_for_two_commands_at_once() throws Exception {
    Path home = Files.createDirectory(sandbox.folder().resolve("xdg"));
    Files.setAttribute(home, "unix:uid", User.BIN.uid());
    Files.setAttribute(home, "unix:mode", 0700);
    Path launcher = sandbox.folder().resolve("tokend");
    Files.writeString(
        launcher,
        "#!/bin/sh\nexec " + String.join(" ", sandbox.java("dev.tokend.authority.Tokend")) + " --idle 2 \"$@\"\n");
    Files.setAttribute(launcher, "unix:mode", 0755);
    List<String> command = new ArrayList<>(List.of("env", "XDG_RUNTIME_DIR=" + home));
    List<String> java = sandbox.java("dev.tokend.cli.Main", "user");
    java.add(1, "-Dtokend.launcher=" + launcher);
    command.addAll(java);
    List<String> asBin = User.BIN.running(command);
    Process first = new ProcessBuilder(asBin).start();
    Process second = new ProcessBuilder(asBin).start();
    assertThat(new String(first.getInputStream().readAllBytes())).isEqualTo("bin (S-1-22-1-2)\n");
    assertThat(new String(second.getInputStream().readAllBytes())).isEqualTo("bin (S-1-22-1-2)\n");
    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    Path socket = home.resolve("tokend/tokend.sock");
    assertThat(socket).exists();
    for (int i = 0; i < 1000 && Files.exists(socket); i++) {
      Thread.sleep(10);
    }
    assertThat(socket).as("it ends when it has been idle").doesNotExist();
  }

  private static void awaitUser(long pid, User user) throws Exception {
    for (int i = 0; i < 500; i++) {
      if (ExpectedToken.of(Path.of("/proc", Long.toString(pid))).user().equals(user.sid())) {
        return;
      }
      Thread.sleep(10);
    }
    throw new IOException("it did not become " + user.name());
  }
}
