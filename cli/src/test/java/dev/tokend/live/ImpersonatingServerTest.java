package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.surface.client.Impersonation;
import dev.tokend.surface.client.PeerSocket;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server of several threads, each of which acts as its own caller and nobody else's (tokens §17). */
class ImpersonatingServerTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 150;
  private static final String SYSTEM = "S-1-5-18 ANONYMOUS";

  private static PeerStage stage;

  @BeforeAll
  static void start() throws IOException {
    RunsAsRoot.required();
    stage = PeerStage.create();
  }

  @AfterAll
  static void stop() throws IOException {
    if (stage != null) {
      stage.close();
    }
  }

  private static String self() throws Exception {
    return PeerStage.told(stage.client, new Target.Self());
  }

  /** Runs the same on several platform threads at once, and fails if one fails. */
  private static void together(List<Callable<Void>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.size(), Thread.ofPlatform().factory());
    try {
      List<Future<Void>> done = new ArrayList<>();
      for (Callable<Void> one : work) {
        done.add(threads.submit(one));
      }
      for (Future<Void> one : done) {
        one.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void each_thread_is_its_caller_and_two_never_see_each_others() throws Exception {
    List<PeerStage.Act> clients = new ArrayList<>();
    List<PeerSocket> sockets = new ArrayList<>();
    List<String> users = new ArrayList<>();
    for (User user : List.of(User.ALICE, User.BOB)) {
      for (ImpersonationLevel level : List.of(ImpersonationLevel.IMPERSONATION, ImpersonationLevel.DELEGATION)) {
        clients.add(stage.connected(user, level));
        PeerSocket socket = stage.accept();
        assertThat(PeerStage.line(socket)).isEqualTo(user.name());
        sockets.add(socket);
        users.add(user.sid() + " " + level);
      }
    }
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Callable<Void>> work = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int first = thread;
      work.add(() -> {
        start.await();
        for (int round = 0; round < ROUNDS; round++) {
          int caller = (first + round) % sockets.size();
          try (Impersonation acting = stage.client.peers().actAs(sockets.get(caller));
              TokenHandle own = stage.client.open(new Target.Self(), 0x8)) {
            assertThat(self()).isEqualTo(users.get(caller));
            assertThat(own.query(QueryClass.IMPERSONATION_LEVEL)[0])
                .isEqualTo((byte) acting.outcome().level().value());
          }
          assertThat(self()).isEqualTo(SYSTEM);
        }
        return null;
      });
    }
    together(work);
    assertThat(self()).isEqualTo(SYSTEM);
    for (int i = 0; i < sockets.size(); i++) {
      sockets.get(i).close();
      clients.get(i).kill();
    }
  }

  @Test
  void a_thread_that_ended_while_it_acted_leaves_nothing_to_the_next() throws Exception {
    PeerStage.Act alice = stage.connected(User.ALICE, ImpersonationLevel.IMPERSONATION);
    try (PeerSocket socket = stage.accept()) {
      for (int i = 0; i < 200; i++) {
        together(List.of(() -> {
          assertThat(self()).isEqualTo(SYSTEM);
          assertThat(stage.client.peers().impersonate(socket.number()).isCapped()).isFalse();
          assertThat(self()).startsWith(User.ALICE.sid());
          return null;
        }));
      }
    }
    alice.kill();
  }

  @Test
  void the_process_as_a_whole_is_not_who_one_of_its_threads_is() throws Exception {
    PeerStage.Act alice = stage.connected(User.ALICE, ImpersonationLevel.IMPERSONATION);
    try (PeerSocket socket = stage.accept();
        TokenClient leading = Sandbox.connect(stage.authority);
        Impersonation acting = stage.client.peers().actAs(socket)) {
      assertThat(self()).startsWith(User.ALICE.sid());
      assertThat(PeerStage.told(leading, new Target.Self())).isEqualTo(SYSTEM);
      assertThat(PeerStage.told(stage.client, new Target.Real())).startsWith("EACCES tokens §9.1");
      assertThat(acting.outcome().privilegeNeeded()).isTrue();
    }
    alice.kill();
  }

  private static Void closed(AutoCloseable resource) throws Exception {
    try (resource) {
      return null;
    }
  }

  @Test
  void only_the_thread_that_acts_can_stop_and_a_virtual_one_cannot_act() throws Exception {
    PeerStage.Act alice = stage.connected(User.ALICE, ImpersonationLevel.IMPERSONATION);
    try (PeerSocket socket = stage.accept(); Impersonation acting = stage.client.peers().actAs(socket)) {
      assertThatThrownBy(() -> together(List.of(() -> closed(acting))))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(WrongThreadException.class);
      assertThat(self()).startsWith(User.ALICE.sid());
      try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
        assertThatThrownBy(() -> virtual.submit(() -> stage.client.peers().impersonate(socket.number())).get())
            .hasCauseInstanceOf(IllegalStateException.class)
            .hasMessageContaining("platform thread");
      }
    }
    assertThat(self()).isEqualTo(SYSTEM);
    alice.kill();
  }
}
