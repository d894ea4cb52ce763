package dev.tokend.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Mixed load of several processes and users on the machine's authority, in rounds. Within a round clients are killed and
 * others started; whatever a dead one was promised must be so. After each round nobody is left but this process: what the
 * authority has then is counted, let go of, counted again, and its memory and descriptors are read.
 */
final class Soak implements AutoCloseable {
  private static final long SETTLE_MILLIS = 30_000;

  private final Sandbox sandbox;
  private final Path socket;
  private final SplittableRandom random;
  private final List<List<String>> programs;
  private final SoakBooks books;
  private final SoakReport report = new SoakReport();
  private final List<SoakClient> clients = new ArrayList<>();
  private SoakBooks.@Nullable Counts base;
  private final boolean killsAuthority;
  private Set<Long> sessions = Set.of();
  private int lastNumber;

  /** Which clients there are at a time. */
  private enum Slot {
    ROOT_KEEPS(SoakWorker.Kind.KEEP, null),
    ROOT_KEEPS_TOO(SoakWorker.Kind.KEEP, null),
    ALICE_KEEPS(SoakWorker.Kind.KEEP, User.ALICE),
    BOB_KEEPS(SoakWorker.Kind.KEEP, User.BOB),
    ROOT_STEPS(SoakWorker.Kind.STEPS, null),
    ALICE_STEPS(SoakWorker.Kind.STEPS, User.ALICE),
    ROOT_WATCHES(SoakWorker.Kind.WATCH, null),
    BOB_WATCHES(SoakWorker.Kind.WATCH, User.BOB),
    ALICE_CONNECTS(SoakWorker.Kind.PEER, User.ALICE);

    private final SoakWorker.Kind kind;
    private final @Nullable User user;

    Slot(SoakWorker.Kind kind, @Nullable User user) {
      this.kind = kind;
      this.user = user;
    }
  }

  /**
   * Starts the authority.
   *
   * @param programs command lines to run under {@code token kacs}, may be none
   * @param killsAuthority whether the authority is killed too, once in each round of the first third
   */
  Soak(Sandbox sandbox, long seed, List<List<String>> programs, boolean killsAuthority) throws IOException {
    this.killsAuthority = killsAuthority;
    this.sandbox = sandbox;
    this.random = new SplittableRandom(seed);
    this.programs = programs;
    Path peers = Files.createDirectory(sandbox.folder().resolve("peers"));
    Files.setPosixFilePermissions(peers, PosixFilePermissions.fromString("rwxrwxrwx"));
    this.socket = sandbox.folder().resolve("machine/tokend.sock");
    List<String> command =
        sandbox.java("dev.tokend.authority.Tokend", "--machine", "--socket", socket.toString(), "--audit", "file");
    command.addAll(1, List.of("-Xms32m", "-Xmx2g"));
    command.remove("-XX:TieredStopAtLevel=1");
    sandbox.start(command);
    this.books = new SoakBooks(socket);
  }

  /** Runs rounds for so long after one in which everything is used once; at least two. */
  SoakReport run(long millis, long millisOfRound) throws Exception {
    sessions = books.sessions();
    SoakCommands each = new SoakCommands(sandbox, socket, random.split(), programs);
    each.runEach();
    each.defects().forEach(report::defect);
    round(Math.min(millisOfRound, 10_000), false);
    books.clear(sessions);
    sessions = books.sessions();
    // To be asked by jcmd takes a descriptor and a thread, from the first time on.
    SoakFigures.of(sandbox.lastAuthority().pid());
    base = settled(() -> null).found();
    long begun = System.nanoTime();
    long passed = 0;
    for (int i = 0; (i < 2 || passed < millis) && report.isSound(); i++) {
      boolean kill = killsAuthority && (i == 0 || passed < millis / 3);
      int commands = round(millisOfRound, kill);
      if (kill) {
        report.authorityKilled();
        SoakFigures.of(sandbox.lastAuthority().pid());
      }
      count();
      passed = (System.nanoTime() - begun) / 1_000_000;
      report.add(passed / 1000, commands, SoakFigures.of(sandbox.lastAuthority().pid()));
    }
    return report;
  }

  private int round(long millis, boolean kill) throws Exception {
    SoakCommands commands = new SoakCommands(sandbox, socket, random.split(), programs);
    Thread running = Thread.ofPlatform().start(commands::run);
    long until = System.nanoTime() + millis * 1_000_000;
    for (Slot slot : Slot.values()) {
      clients.add(start(slot));
    }
    boolean killed = !kill;
    while ((System.nanoTime() < until || !killed) && report.isSound()) {
      if (!killed && random.nextInt(5) == 0) {
        killAuthority(commands);
        killed = true;
      }
      Thread.sleep(100 + random.nextInt(900));
      int slot = random.nextInt(clients.size());
      end(clients.get(slot), random.nextInt(4) != 0);
      check(clients.get(slot), kill);
      clients.set(slot, start(Slot.values()[slot]));
    }
    commands.stop();
    for (SoakClient client : clients) {
      end(client, random.nextBoolean());
    }
    running.join();
    for (SoakClient client : clients) {
      check(client, kill);
    }
    clients.clear();
    commands.defects().forEach(report::defect);
    return commands.count();
  }

  private void killAuthority(SoakCommands commands) throws Exception {
    commands.authorityGoes();
    sandbox.kill();
    sandbox.startAgain();
    commands.authorityIsBack();
    books.askTheNext();
  }

  private SoakClient start(Slot slot) throws IOException {
    int number = ++lastNumber;
    List<String> command =
        sandbox.java(
            "dev.tokend.live.SoakWorker", socket.toString(), slot.kind.name(), Long.toString(random.nextLong()),
            Integer.toString(number));
    return new SoakClient(slot.kind, slot.user, number, command, sandbox.folder());
  }

  private void end(SoakClient client, boolean kill) throws Exception {
    if (kill) {
      client.kill();
      report.killed();
    } else {
      client.askToEnd();
    }
    client.awaitEnd();
  }

  /** What a dead client was promised is so, as soon as the authority has seen that it is dead. */
  private void check(SoakClient client, boolean mayBeLost) throws Exception {
    List<String> differences = List.of();
    for (long until = System.nanoTime() + SETTLE_MILLIS * 1_000_000; System.nanoTime() < until; Thread.sleep(50)) {
      Set<String> kept = books.kept(client::owns);
      differences = client.ledger().differences(kept);
      if (differences.isEmpty()) {
        report.checked(client.ledger(), kept);
        break;
      }
    }
    for (String difference : differences) {
      report.defect(client + ": " + difference);
    }
    for (String defect : client.ledger().defects()) {
      report.defect(client + ": " + defect);
    }
    if (client.ledger().isLost() && !mayBeLost) {
      report.defect(client + " lost its connection");
    }
  }

  private void count() throws Exception {
    SoakBooks.Counts start = base;
    if (start == null) {
      throw new IllegalStateException("the first round counts for nothing");
    }
    requireSettled("with what is kept", () -> books.with(start, sessions));
    books.clear(sessions);
    requireSettled("with nothing kept", () -> start);
  }

  private void requireSettled(String when, Expectation expectation) throws Exception {
    Settled settled = settled(expectation);
    if (!settled.asExpected()) {
      report.defect(
          when + ": expected " + settled.expected() + ", found " + settled.found() + ", sessions "
              + books.others(sessions) + ", descriptors " + SoakFigures.descriptors(sandbox.lastAuthority().pid()));
    }
  }

  /** What the counts are to be, which changes while what a killed client had is still ending. */
  private interface Expectation {
    SoakBooks.@Nullable Counts now() throws Exception;
  }

  /** What there was in the end, and what was expected then. */
  private record Settled(SoakBooks.Counts found, SoakBooks.@Nullable Counts expected) {
    static Settled now(SoakBooks books, Expectation expectation) throws Exception {
      SoakBooks.Counts expected = expectation.now();
      return new Settled(books.counts(), expected);
    }

    boolean asExpected() {
      return found.equals(expected);
    }
  }

  /** The counts, once they are what is expected, or else once they have stayed the same for so long. */
  private Settled settled(Expectation expectation) throws Exception {
    Settled last = Settled.now(books, expectation);
    int same = 0;
    long until = System.nanoTime() + SETTLE_MILLIS * 1_000_000;
    while (!last.asExpected() && same < (last.expected() == null ? 30 : 100) && System.nanoTime() < until) {
      Thread.sleep(100);
      Settled now = Settled.now(books, expectation);
      same = now.equals(last) ? same + 1 : 0;
      last = now;
    }
    return last;
  }

  @Override
  public void close() throws IOException {
    clients.forEach(SoakClient::kill);
    books.close();
  }
}
