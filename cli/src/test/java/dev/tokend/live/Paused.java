package dev.tokend.live;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.process.PidFd;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A process of which no thread runs until it may go on. A signal alone is not enough: threads on other processors go on
 * until they hear of it.
 */
final class Paused implements AutoCloseable {
  private static final int SIGCONT = 18;
  private static final int SIGSTOP = 19;

  private final PidFd process;

  private Paused(PidFd process) {
    this.process = process;
  }

  static Paused of(long pid) throws IOException, InterruptedException {
    Paused paused = new Paused(PidFd.open((int) pid));
    paused.process.signal(SIGSTOP);
    while (!isStopped(Path.of("/proc", Long.toString(pid), "task"))) {
      Thread.sleep(1);
    }
    return paused;
  }

  private static boolean isStopped(Path threads) throws IOException {
    try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
      for (Path thread : each) {
        String stat = Files.readString(thread.resolve("stat"));
        if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
          return false;
        }
      }
      return true;
    } catch (NoSuchFileException e) {
      // A thread ended meanwhile.
      return false;
    }
  }

  void goOn() throws ErrnoException {
    process.signal(SIGCONT);
  }

  @Override
  public void close() throws ErrnoException {
    if (process.isAlive()) {
      goOn();
    }
    process.close();
  }
}
