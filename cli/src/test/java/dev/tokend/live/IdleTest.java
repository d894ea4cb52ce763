package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An authority of one's own ends when it holds nothing that the next one could not derive again, and not before. */
class IdleTest {
  private static final int LONGER_THAN_IDLE_SECONDS = 3;

  private Sandbox sandbox;
  private Path own;

  @BeforeEach
  void start() throws Exception {
    RunsAsRoot.required();
    sandbox = Sandbox.create();
    own = sandbox.startOwn("--idle", "1");
  }

  @AfterEach
  void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private List<String> act(String... steps) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(own.toString()));
    arguments.addAll(List.of(steps));
    Outcome outcome = sandbox.run(sandbox.java("dev.tokend.live.Act", arguments.toArray(String[]::new)));
    assertThat(outcome.status()).as(outcome.out() + outcome.err()).isZero();
    return outcome.out().lines().toList();
  }

  private void assertGoesOn() throws Exception {
    assertThat(sandbox.lastAuthority().waitFor(LONGER_THAN_IDLE_SECONDS, TimeUnit.SECONDS)).isFalse();
  }

  private void assertEnds() throws Exception {
    assertThat(sandbox.lastAuthority().waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_session_that_was_asked_for_keeps_it() throws Exception {
    String session = act("session " + OperationsTest.sessionSpec("S-1-5-21-10-20-30-1001")).getFirst();
    assertGoesOn();
    assertThat(act("destroy " + session)).containsExactly("done");
    assertEnds();
  }

  @Test
  void so_does_a_token_that_is_kept_under_a_name() throws Exception {
    assertThat(act("self t 8", "keep t mine").getLast()).isEqualTo("done");
    assertGoesOn();
    assertThat(act("unpin mine")).containsExactly("done");
    assertEnds();
  }

  @Test
  void derived_tokens_do_not() throws Exception {
    assertThat(act("show")).hasSize(1);
    assertEnds();
  }
}
