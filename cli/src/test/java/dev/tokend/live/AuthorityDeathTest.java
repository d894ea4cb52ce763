package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.client.TokenWatch;
import dev.tokend.surface.protocol.EventsRequest;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients whose authority is killed at any step: each gets an error at once, and the next authority is a sound one. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AuthorityDeathTest {
  private static final int QUERY = 8;

  private Sandbox sandbox;
  private Path socket;

  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    socket = sandbox.startMachine();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void kill() throws Exception {
    sandbox.lastAuthority().destroyForcibly().waitFor();
  }

  /** Something that a client waits for. */
  private interface Wait {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> begin(Wait wait) {
    CompletableFuture<Void> outcome = new CompletableFuture<>();
    Thread.ofPlatform().daemon().start(() -> {
      try {
        wait.run();
        outcome.complete(null);
      } catch (Throwable e) {
        outcome.completeExceptionally(e);
      }
    });
    return outcome;
  }

  private static void failed(CompletableFuture<Void> outcome) {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> outcome.get(20, TimeUnit.SECONDS))
        .havingCause()
        .isInstanceOf(IOException.class);
  }

  @Test
  void who_waits_for_an_answer_is_told_at_once() throws Exception {
    try (TokenClient events = Sandbox.connect(socket);
        TokenClient watching = Sandbox.connect(socket);
        RawClient unanswered = RawClient.connect(socket)) {
      TokenWatch watch = watching.events().watch(new Target.Self());
      CompletableFuture<Void> waitsForEvents = begin(() -> {
        while (true) {
          events.events().after(EventsRequest.ALL_SO_FAR, EventsRequest.MAX_WAIT_MILLIS);
        }
      });
      CompletableFuture<Void> waitsForChanges = begin(() -> {
        while (true) {
          watch.next(30_000);
        }
      });
      CompletableFuture<Void> waitsForTheRest;
      try (Paused _ = Paused.of(sandbox.lastAuthority().pid())) {
        unanswered.send(RawClient.inspect(new Target.Self(), QueryClass.USER));
        waitsForTheRest = begin(unanswered::answer);
        kill();
      }
      failed(waitsForEvents);
      failed(waitsForChanges);
      failed(waitsForTheRest);
    }
  }

  @Test
  void a_client_that_was_in_the_middle_of_a_request_is_no_trouble_to_the_next_authority() throws Exception {
    byte[] frame = RawClient.request(Operation.OPEN_SELF, 0, Words.encode(0, QUERY));
    for (int length : List.of(0, 1, 23, 24, 25, frame.length)) {
      try (RawClient client = RawClient.connect(socket)) {
        client.send(Arrays.copyOf(frame, length));
        kill();
        assertThat(client.isClosedByAuthority()).isTrue();
      }
      socket = sandbox.startMachine();
      try (TokenClient client = Sandbox.connect(socket)) {
        assertThat(client.status().handles()).isZero();
        assertThat(client.inspect(new Target.Self(), QUERY, 1 << QueryClass.USER.number(), true).facts()).isNotNull();
      }
    }
  }

  @Test
  void a_handle_of_a_dead_authority_is_none_of_the_next_one() throws Exception {
    try (TokenClient first = Sandbox.connect(socket)) {
      TokenHandle handle = first.open(new Target.Self(), QUERY);
      kill();
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> handle.query(QueryClass.USER));
      socket = sandbox.startMachine();
      try (TokenClient second = Sandbox.connect(socket)) {
        assertThatExceptionOfType(RefusedException.class)
            .isThrownBy(() -> second.adopt(handle.number()))
            .satisfies(e -> assertThat(e.failure().errno()).isEqualTo(Errno.EBADF));
      }
      handle.close();
    }
  }
}
