package dev.tokend.authority.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a clock of the test's; only the source runs on another thread. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimedCacheTest {
  private static final long PATIENCE = 250_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final int PLACES = 4096 + 2;

  private final Semaphore woken = new Semaphore(0);
  private final Background background = new Background(woken::release);
  private final List<Integer> asked = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() {
    background.close();
  }

  private TimedCache<String> cache(IntFunction<String> source) {
    return new TimedCache<>(
        number -> {
          asked.add(number);
          return source.apply(number);
        },
        background,
        PATIENCE);
  }

  /** Waits until the source has answered so many times, and takes the answers in. */
  private void takeAnswers(TimedCache<String> cache, int count, long now) throws InterruptedException {
    woken.acquire(count);
    cache.takeCompletions(now);
  }

  private static TimedCache.Lookup<String> settled(String value) {
    return new TimedCache.Lookup<>(value, true);
  }

  private static TimedCache.Lookup<String> waits() {
    return new TimedCache.Lookup<>(null, false);
  }

  private static String await(CountDownLatch latch, String value) {
    try {
      latch.await();
      return value;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void the_first_asker_waits_and_the_next_has_the_value() throws Exception {
    TimedCache<String> cache = cache(number -> "number " + number);

    assertThat(cache.lookup(5, 0)).isEqualTo(waits());
    takeAnswers(cache, 1, 1);
    assertThat(cache.lookup(5, 2)).isEqualTo(settled("number 5"));
    assertThat(cache.lookup(6, 2)).isEqualTo(waits());
  }

  @Test
  void an_answer_counts_when_it_is_taken_in() throws Exception {
    TimedCache<String> cache = cache(number -> "late");
    cache.lookup(5, 0);
    woken.acquire();

    assertThat(cache.lookup(5, 1)).isEqualTo(waits());
    cache.takeCompletions(1);
    assertThat(cache.lookup(5, 1)).isEqualTo(settled("late"));
  }

  @Test
  void a_source_that_hangs_is_waited_for_as_long_as_patience_lasts() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    TimedCache<String> cache = cache(number -> await(answer, "at last"));

    assertThat(cache.lookup(5, 10)).isEqualTo(waits());
    assertThat(cache.lookup(5, 10 + PATIENCE)).isEqualTo(waits());
    assertThat(cache.lookup(5, 11 + PATIENCE)).isEqualTo(settled(null));
    assertThat(cache.lookup(5, 100 * SECOND)).isEqualTo(settled(null));
    answer.countDown();
    takeAnswers(cache, 1, 101 * SECOND);
    assertThat(cache.lookup(5, 101 * SECOND)).isEqualTo(settled("at last"));
    assertThat(asked).containsExactly(5);
  }

  @Test
  void what_the_source_does_not_know_is_remembered_like_a_value() throws Exception {
    TimedCache<String> cache = cache(number -> null);
    cache.lookup(5, 0);
    takeAnswers(cache, 1, 0);

    assertThat(cache.lookup(5, 60 * SECOND)).isEqualTo(settled(null));
    assertThat(asked).containsExactly(5);
  }

  @Test
  void an_old_value_is_given_while_it_is_asked_for_anew() throws Exception {
    TimedCache<String> cache = cache(number -> "answer " + asked.size());
    cache.lookup(5, 0);
    takeAnswers(cache, 1, 0);

    assertThat(cache.lookup(5, 60 * SECOND)).isEqualTo(settled("answer 1"));
    assertThat(asked).hasSize(1);
    assertThat(cache.lookup(5, 60 * SECOND + 1)).isEqualTo(settled("answer 1"));
    assertThat(cache.lookup(5, 60 * SECOND + 2)).isEqualTo(settled("answer 1"));
    takeAnswers(cache, 1, 61 * SECOND);
    assertThat(cache.lookup(5, 61 * SECOND)).isEqualTo(settled("answer 2"));
    assertThat(asked).hasSize(2);
  }

  @Test
  void a_source_that_fails_knows_nothing() throws Exception {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    CountDownLatch reported = new CountDownLatch(1);
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> reported.countDown());
    try {
      TimedCache<String> cache =
          cache(number -> {
            throw new IllegalStateException("the name service is broken");
          });
      cache.lookup(5, 0);
      takeAnswers(cache, 1, 1);
      assertThat(cache.lookup(5, 2)).isEqualTo(settled(null));
      reported.await();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void where_no_place_is_free_nobody_waits() {
    background.close();
    TimedCache<String> cache = cache(number -> "never");

    assertThat(cache.lookup(5, 0)).isEqualTo(settled(null));
    assertThat(asked).isEmpty();
  }

  @Test
  void what_was_refused_is_asked_and_waited_for_when_a_place_is_free() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    for (int i = 0; i < PLACES; i++) {
      assertThat(background.submit(() -> await(busy, ""))).isTrue();
    }
    TimedCache<String> cache = cache(number -> "value");
    assertThat(cache.lookup(5, 0)).isEqualTo(settled(null));
    assertThat(cache.lookup(5, SECOND)).isEqualTo(settled(null));
    busy.countDown();
    woken.acquire(PLACES);

    assertThat(cache.lookup(5, 20 * SECOND)).isEqualTo(waits());
    assertThat(cache.lookup(5, 20 * SECOND + PATIENCE)).isEqualTo(waits());
    takeAnswers(cache, 1, 21 * SECOND);
    assertThat(cache.lookup(5, 21 * SECOND)).isEqualTo(settled("value"));
    assertThat(asked).containsExactly(5);
  }

  @Test
  void an_old_value_outlives_a_refusal() throws Exception {
    TimedCache<String> cache = cache(number -> "value");
    cache.lookup(5, 0);
    takeAnswers(cache, 1, 0);
    background.close();

    assertThat(cache.lookup(5, 1000 * SECOND)).isEqualTo(settled("value"));
    assertThat(cache.lookup(5, 2000 * SECOND)).isEqualTo(settled("value"));
  }

  @Test
  void of_very_many_numbers_old_ones_are_forgotten() throws Exception {
    TimedCache<String> cache = cache(number -> "value");
    cache.lookup(-1, 0);
    takeAnswers(cache, 1, 0);
    background.close();
    for (int number = 0; number < 65_536; number++) {
      cache.lookup(number, 601 * SECOND);
    }

    assertThat(cache.lookup(-1, 601 * SECOND)).isEqualTo(settled(null));
  }
}
