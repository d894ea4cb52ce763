package dev.tokend.cli;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.names.Account;
import dev.tokend.linux.names.Group;
import dev.tokend.linux.names.NameService;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The accounts as the name service tells them. It may ask a network: after some seconds it counts as not answering, and
 * the thread that waits for it is left behind.
 */
final class SystemAccounts implements Accounts {
  private static final long PATIENCE_SECONDS = 5;

  @Override
  public @Nullable Integer user(String name) throws IOException {
    return ask(new UserNumber(name));
  }

  @Override
  public @Nullable Integer group(String name) throws IOException {
    return ask(new GroupNumber(name));
  }

  private record UserNumber(String name) implements Callable<@Nullable Integer> {
    @Override
    public @Nullable Integer call() throws ErrnoException {
      Account account = NameService.userByName(name);
      return account == null ? null : account.uid();
    }
  }

  private record GroupNumber(String name) implements Callable<@Nullable Integer> {
    @Override
    public @Nullable Integer call() throws ErrnoException {
      Group group = NameService.groupByName(name);
      return group == null ? null : group.gid();
    }
  }

  private static @Nullable Integer ask(Callable<@Nullable Integer> question) throws IOException {
    FutureTask<@Nullable Integer> answer = new FutureTask<>(question);
    Thread thread = new Thread(answer, "name service");
    thread.setDaemon(true);
    thread.start();
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the name service fails: " + String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IOException("the name service does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
