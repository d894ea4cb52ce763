package dev.tokend.authority.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BackgroundTest {
  private final Semaphore woken = new Semaphore(0);

  @Test
  void work_runs_on_a_daemon_thread_and_then_wakes() throws Exception {
    try (Background background = new Background(woken::release)) {
      AtomicReference<Thread> ran = new AtomicReference<>();
      assertThat(background.submit(() -> ran.set(Thread.currentThread()))).isTrue();
      woken.acquire();

      assertThat(ran.get()).isNotSameAs(Thread.currentThread());
      assertThat(ran.get().isDaemon()).isTrue();
    }
  }

  @Test
  void so_much_waits_and_no_more() throws Exception {
    try (Background background = new Background(woken::release)) {
      CountDownLatch busy = new CountDownLatch(1);
      CountDownLatch started = new CountDownLatch(2);
      Runnable work =
          () -> {
            started.countDown();
            try {
              busy.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          };
      int accepted = 0;
      while (background.submit(work)) {
        accepted++;
      }
      started.await();

      assertThat(accepted).isBetween(4096, 4098);
      assertThat(woken.availablePermits()).isZero();
      busy.countDown();
      woken.acquire(accepted);
    }
  }

  @Test
  void after_its_end_nothing_runs() {
    Background background = new Background(woken::release);
    background.close();

    assertThat(background.submit(() -> {})).isFalse();
  }
}
