package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokend.authority.syscall.Trees;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.FdFlags;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.OpenFlags;
import dev.tokend.linux.seccomp.FilterInstall;
import dev.tokend.linux.seccomp.Notification;
import dev.tokend.linux.seccomp.NotificationChannel;
import dev.tokend.linux.seccomp.NotifyFilter;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Listeners that are passed by somebody who does not play fair. */
class KacsListenerTest {
  private static final int REVERT = 1012;
  private static final NotifyFilter FILTER = new NotifyFilter(1000, 1027, 'K');

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

  /** A filtered thread that calls until it is told to end. */
  private static final class Caller implements AutoCloseable {
    private final CompletableFuture<Fd> listener = new CompletableFuture<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile long made;

    private Caller(boolean calling) {
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                try {
                  listener.complete(FilterInstall.withListener(FILTER));
                  while (!end.await(0, TimeUnit.MILLISECONDS)) {
                    if (calling) {
                      var _ = Syscall.invoke(REVERT);
                      made = made + 1;
                    } else {
                      end.await();
                    }
                  }
                } catch (ErrnoException | InterruptedException e) {
                  listener.completeExceptionally(e);
                }
              });
    }

    Fd listener() {
      return listener.join();
    }

    @Override
    public void close() {
      end.countDown();
    }
  }

  @Test
  void one_who_takes_the_calls_away_stops_no_other_request() throws Exception {
    try (TokenClient client = Sandbox.connect(machine);
        Caller caller = new Caller(true);
        Fd listener = caller.listener();
        NotificationChannel rival = new NotificationChannel(FdFlags.duplicate(listener.number()))) {
      client.serveKacs(listener);
      for (int i = 0; i < 2000; i++) {
        if (rival.awaitCall()) {
          Notification stolen = rival.receive();
          if (stolen != null) {
            rival.fail(stolen.id(), 1);
          }
        }
        if (i % 100 == 0) {
          assertThat(client.status().pid()).isPositive();
        }
      }
      assertThat(caller.made).isPositive();
    }
  }

  @Test
  void one_listener_may_be_served_twice() throws Exception {
    try (TokenClient client = Sandbox.connect(machine);
        Caller caller = new Caller(true);
        Fd listener = caller.listener()) {
      client.serveKacs(listener);
      client.serveKacs(listener);
      long before = caller.made;
      for (int i = 0; i < 400 && caller.made < before + 100; i++) {
        Thread.sleep(25);
      }
      assertThat(caller.made).isGreaterThan(before + 99);
    }
  }

  @Test
  void what_is_no_listener_is_refused() throws Exception {
    try (TokenClient client = Sandbox.connect(machine);
        Fd folder = FileOpen.open(Path.of("/"), OpenFlags.READ_ONLY)) {
      RefusedException refused =
          catchThrowableOfType(RefusedException.class, () -> client.serveKacs(folder));
      assertThat(refused.failure().errno()).isEqualTo(Errno.EBADF);
    }
  }

  @Test
  void a_user_has_so_many_and_no_more() throws Exception {
    // Those whose last process has ended count no more, so they all live on for a while.
    List<Process> running = new ArrayList<>();
    try {
      for (int i = 0; i < Trees.MOST_OF_ONE_UID; i++) {
        Process served =
            sandbox.waiting(
                User.BIN.running(sandbox.token(machine, "kacs", "--", "sh", "-c", "echo up; exec cat")));
        running.add(served);
        assertThat(new String(served.getInputStream().readNBytes(3), StandardCharsets.US_ASCII))
            .isEqualTo("up\n");
      }
      List<String> again = User.BIN.running(sandbox.token(machine, "kacs", "--", "true"));
      Outcome refused = sandbox.run(again);
      assertThat(refused.status()).isNotZero();
      assertThat(refused.err()).contains("at most " + Trees.MOST_OF_ONE_UID + " of one user");
      assertThat(sandbox.run(User.DAEMON.running(sandbox.token(machine, "kacs", "--", "true"))).status()).isZero();
      running.removeLast().getOutputStream().close();
      Outcome last = refused;
      for (int i = 0; i < 20 && last.status() != 0; i++) {
        Thread.sleep(50);
        last = sandbox.run(again);
      }
      assertThat(last.status()).as(last.err()).isZero();
    } finally {
      for (Process served : running) {
        served.destroyForcibly();
      }
    }
  }
}
