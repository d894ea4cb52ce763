package dev.tokend.linux.seccomp;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.credentials.CredentialChange;
import dev.tokend.linux.process.ProcessIds;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** A thread under a filter, which makes the system calls that a test has it make. It ends with the test. */
final class FilteredThread implements AutoCloseable {
  private static final Runnable END = () -> {};

  private final LinkedBlockingQueue<Runnable> calls = new LinkedBlockingQueue<>();
  private final CompletableFuture<Fd> listener = new CompletableFuture<>();
  private final CompletableFuture<Integer> number = new CompletableFuture<>();
  private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::run);

  static FilteredThread start() {
    FilteredThread filtered = new FilteredThread();
    filtered.thread.start();
    return filtered;
  }

  private void run() {
    try {
      CredentialChange.setNoNewPrivileges();
      number.complete(ProcessIds.thread());
      listener.complete(FilterInstall.withListener(new NotifyFilter(1000, 1027, 'K')));
      for (Runnable call = calls.take(); call != END; call = calls.take()) {
        call.run();
      }
    } catch (ErrnoException | InterruptedException e) {
      listener.completeExceptionally(e);
    }
  }

  NotificationChannel channel() {
    return new NotificationChannel(listener.join());
  }

  int number() {
    return number.join();
  }

  /** The result of a call, or its negative errno, when it is answered. */
  CompletableFuture<Long> call(int call, long a, long b, long c) {
    CompletableFuture<Long> result = new CompletableFuture<>();
    calls.add(() -> result.complete(Syscall.invoke(call, a, b, c)));
    return result;
  }

  @Override
  public void close() {
    calls.add(END);
  }
}
