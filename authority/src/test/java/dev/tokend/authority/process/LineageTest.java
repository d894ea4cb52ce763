package dev.tokend.authority.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.PidFd;
import java.io.File;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class LineageTest {
  private static final int PROCESSES = 400;

  private final Lineage lineage = new Lineage(new FakeReader(), inode -> null);

  private static int descriptors() {
    String[] open = new File("/proc/self/fd").list();
    return open == null ? -1 : open.length;
  }

  @Test
  void of_a_process_that_ends_while_it_is_looked_at_nothing_stays_open() throws Exception {
    int before = descriptors();
    try (Children children = new Children()) {
      for (int i = 0; i < PROCESSES; i++) {
        Child child = children.start();
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<Void> looks = new FutureTask<>(() -> looksUntilItEnds(child.process(), begun), null);
        Thread thread = Thread.ofPlatform().start(looks);
        begun.await();
        children.end(child);
        thread.join();
        looks.get();
        child.close();
      }
    }
    assertThat(descriptors()).isLessThanOrEqualTo(before);
  }

  private void looksUntilItEnds(PidFd process, CountDownLatch begun) {
    try {
      while (process.isAlive()) {
        lineage.bequeather(process);
        begun.countDown();
      }
      lineage.bequeather(process);
    } catch (ErrnoException e) {
      throw new AssertionError(e);
    }
  }
}
