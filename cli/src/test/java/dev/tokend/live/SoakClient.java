package dev.tokend.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running client process of a {@link Soak} and what it has been promised so far. */
final class SoakClient {
  private final SoakWorker.Kind kind;
  private final @Nullable User user;
  private final int number;
  private final Process process;
  private final SoakLedger ledger = new SoakLedger();
  private final Thread reading;

  /**
   * Starts it.
   *
   * @param user as whom, null for root
   * @param number which no other client has had
   * @param command its command line
   * @param folder in which it works
   */
  SoakClient(SoakWorker.Kind kind, @Nullable User user, int number, List<String> command, Path folder)
      throws IOException {
    this.kind = kind;
    this.user = user;
    this.number = number;
    ProcessBuilder start = new ProcessBuilder(user == null ? command : user.running(command));
    this.process = start.directory(folder.toFile()).redirectErrorStream(true).start();
    this.reading = Thread.ofPlatform().daemon().start(this::read);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        ledger.take(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SoakWorker.Kind kind() {
    return kind;
  }

  @Nullable User user() {
    return user;
  }

  SoakLedger ledger() {
    return ledger;
  }

  /** Whether something that the authority has is this client's. */
  boolean owns(String key) {
    return key.startsWith("pin:soak-" + number + "-") || key.startsWith("session:S-1-5-21-7-" + number + "-");
  }

  /** Asks it to end, at the end of its step. */
  void askToEnd() throws IOException {
    process.getOutputStream().close();
  }

  /** Kills it; what it has said is still read, which Process.destroyForcibly would put an end to. */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Waits until it has ended and everything that it said is in its ledger. */
  void awaitEnd() throws InterruptedException {
    process.waitFor();
    reading.join();
  }

  @Override
  public String toString() {
    return kind + " " + number + (user == null ? " of root" : " of " + user.name());
  }
}
