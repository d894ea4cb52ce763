package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code diff} of the tokens of real processes. */
class DiffTest {
  private static Sandbox sandbox;
  private static Path machine;

  @BeforeAll
  static void start() throws IOException {
    RunsAsRoot.required();
    sandbox = Sandbox.create();
    machine = sandbox.startMachine();
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private static Outcome token(String... arguments) throws Exception {
    return sandbox.run(sandbox.token(machine, arguments));
  }

  private static List<String> paths(String json) {
    List<String> paths = new ArrayList<>();
    for (JsonElement one : JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("differences")) {
      paths.add(one.getAsJsonObject().get("path").getAsString());
    }
    return paths;
  }

  private static Process sleeping(User user) throws Exception {
    Process process = sandbox.waiting(user.running(List.of("sleep", "60")));
    while (!Files.readString(Path.of("/proc/" + process.pid() + "/comm")).startsWith("sleep")) {
      Thread.sleep(5);
    }
    return process;
  }

  @Test
  void two_processes_of_one_user_are_the_same_and_of_two_users_are_not() throws Exception {
    Process bin = sleeping(User.BIN);
    Process alsoBin = sleeping(User.BIN);
    Process daemon = sleeping(User.DAEMON);
    try {
      Outcome same = token("diff", "pid:" + bin.pid(), "pid:" + alsoBin.pid());
      assertThat(same.status()).as(same.out() + same.err()).isZero();
      assertThat(same.out()).contains("They are the same.");
      Outcome others = token("diff", "pid:" + bin.pid(), "pid:" + daemon.pid(), "--json");
      assertThat(others.status()).as(others.err()).isEqualTo(6);
      assertThat(paths(others.out())).contains("user", "groups[S-1-22-2-2]", "groups[S-1-22-2-1]", "projected_uid");
    } finally {
      bin.destroyForcibly();
      alsoBin.destroyForcibly();
      daemon.destroyForcibly();
    }
  }

  @Test
  void what_run_takes_away_is_the_difference_and_nothing_else() throws Exception {
    Path file = Files.createTempFile(sandbox.folder(), "own", ".json");
    Outcome spec = token("spec", "new", "--self");
    assertThat(spec.status()).as(spec.err()).isZero();
    Files.writeString(file, spec.out());
    List<String> command =
        new ArrayList<>(List.of("run", "--drop-privs", "SeTcbPrivilege", "--integrity", "high", "--"));
    command.addAll(sandbox.token(machine, "diff", "spec:" + file, "self", "--json"));
    Outcome lowered = token(command.toArray(String[]::new));
    assertThat(lowered.status()).as(lowered.out() + lowered.err()).isEqualTo(6);
    assertThat(paths(lowered.out())).containsExactly("integrity", "privileges[SeTcbPrivilege]");
  }

  @Test
  void a_process_that_may_not_be_looked_at_is_named() throws Exception {
    Process bin = sleeping(User.BIN);
    try {
      Outcome refused =
          sandbox.run(User.DAEMON.running(sandbox.token(machine, "diff", "self", "pid:" + bin.pid())));
      assertThat(refused.status()).isEqualTo(3);
      assertThat(refused.err())
          .startsWith("token: cannot read the second token, pid:" + bin.pid() + ": ")
          .contains("needs PROCESS_QUERY_INFORMATION");
    } finally {
      bin.destroyForcibly();
    }
    assertThat(token("diff", "pid:2147483647", "self").status()).isEqualTo(2);
    assertThat(token("diff", "self", "fd:77").status()).isEqualTo(2);
    assertThat(token("diff", "self", "pin:nothing").status()).isEqualTo(2);
  }
}
