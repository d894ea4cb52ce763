package dev.tokend.linux.process;

import dev.tokend.linux.ErrnoException;
import org.jspecify.annotations.Nullable;

/**
 * {@link Exec#replace(Command, Exec.LastStep)} on a thread of its own: if the program cannot be executed, the caller
 * still has all that the last step took from the thread, to say so with.
 */
public final class ExecThread {
  private ExecThread() {}

  /**
   * Becomes another program.
   *
   * @param last done on the thread that becomes the program, right before
   * @param failing what {@code last} throws
   * @return only if it fails: what kept the program from being executed
   * @throws E if the last step fails: nothing was executed
   */
  public static <E extends Exception> ErrnoException replace(
      Command command, Exec.LastStep<E> last, Class<E> failing) throws E {
    Replacement<E> replacement = new Replacement<>(command, last);
    Thread thread = Thread.ofPlatform().name("exec").start(replacement);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // Nothing else may be done while the other thread becomes the program.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return replacement.failure(failing);
  }

  /** The thread that becomes the program, and what it ends with otherwise. */
  private static final class Replacement<E extends Exception> implements Runnable {
    private final Command command;
    private final Exec.LastStep<E> last;
    private @Nullable ErrnoException failure;
    private @Nullable Throwable thrown;

    Replacement(Command command, Exec.LastStep<E> last) {
      this.command = command;
      this.last = last;
    }

    @Override
    public void run() {
      try {
        failure = Exec.replace(command, last);
      } catch (Exception | Error e) {
        thrown = e;
      }
    }

    /** Only after the thread has ended. */
    ErrnoException failure(Class<E> failing) throws E {
      if (failing.isInstance(thrown)) {
        throw failing.cast(thrown);
      }
      if (failure == null) {
        throw new IllegalStateException("the thread that was to become the program died", thrown);
      }
      return failure;
    }
  }
}
