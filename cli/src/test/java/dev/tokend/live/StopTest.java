package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is held back by a token cannot end the authority that knows of it (docs/security.md). */
class StopTest {
  private Sandbox sandbox;
  private Path own;

  @BeforeEach
  void start() throws Exception {
    RunsAsRoot.required();
    sandbox = Sandbox.create();
    own = sandbox.startOwnOf(User.DAEMON);
  }

  @AfterEach
  void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private List<String> act(User user, Path authority, String... steps) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(authority.toString()));
    arguments.addAll(List.of(steps));
    List<String> command = sandbox.java("dev.tokend.live.Act", arguments.toArray(String[]::new));
    Outcome outcome = sandbox.run(user == null ? command : user.running(command));
    assertThat(outcome.status()).as(outcome.out() + outcome.err()).isZero();
    return outcome.out().lines().toList();
  }

  @Test
  void a_lowered_process_cannot_end_its_users_own_authority() throws Exception {
    for (String lower : List.of("run 0 4096", "run 0,S-1-22-1-1", "run ffffffffffffffff,S-1-22-1-1 4096")) {
      assertThat(act(User.DAEMON, own, lower, "stop", "show"))
          .as(lower)
          .hasSize(3)
          .startsWith("done", "EPERM lowered caller");
    }
    assertThat(act(User.DAEMON, own, "run ffffffffffffffff", "stop")).containsExactly("done", "EPERM lowered caller");
    assertThat(sandbox.lastAuthority().isAlive()).isTrue();
  }

  @Test
  void a_thread_that_only_looks_like_its_user_cannot() throws Exception {
    assertThat(
            act(null, own, "self t e", "dup i t c IMPERSONATION IDENTIFICATION", "impersonate i", "stop", "revert",
                "stop"))
        .endsWith("EPERM descriptor of the authority", "done", "done");
    assertThat(sandbox.lastAuthority().waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void one_that_adjusted_its_token_can() throws Exception {
    assertThat(act(User.DAEMON, own, "self t 28", "privs t 23 0", "stop")).endsWith("done");
    assertThat(sandbox.lastAuthority().waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void root_can_end_a_users_authority_unless_it_is_held_back() throws Exception {
    assertThat(act(null, own, "run 100000", "stop")).containsExactly("done", "EPERM lowered caller");
    assertThat(act(null, own, "stop")).containsExactly("done");
    assertThat(sandbox.lastAuthority().waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void the_machines_authority_is_ended_by_root_alone() throws Exception {
    Path machine = sandbox.startMachine();
    assertThat(act(User.DAEMON, machine, "stop")).containsExactly("EPERM owner of the authority");
    assertThat(act(null, machine, "run 100000", "stop")).containsExactly("done", "EPERM lowered caller");
    assertThat(act(null, machine, "stop")).containsExactly("done");
    assertThat(sandbox.lastAuthority().waitFor(20, TimeUnit.SECONDS)).isTrue();
  }
}
