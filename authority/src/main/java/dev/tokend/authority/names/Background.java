package dev.tokend.authority.names;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads for what may take long: the name service, which may ask a network. Work that finds no place is refused,
 * so that a hung service cannot pile it up.
 */
public final class Background implements AutoCloseable {

  private final ThreadPoolExecutor threads;
  private final Runnable wake;

  /**
   * @param wake called on the background thread after each piece of work, to wake the loop
   */
  public Background(Runnable wake) {
    this.wake = wake;
    this.threads =
        new ThreadPoolExecutor(
            2,
            2,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(4096),
            work -> {
              Thread thread = new Thread(work, "background");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs work on a background thread.
   *
   * @return false where no place is free
   */
  public boolean submit(Runnable work) {
    if (threads.getQueue().remainingCapacity() == 0) {
      // An exception for each would cost more than the work.
      return false;
    }
    try {
      threads.execute(
          () -> {
            try {
              work.run();
            } finally {
              wake.run();
            }
          });
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
