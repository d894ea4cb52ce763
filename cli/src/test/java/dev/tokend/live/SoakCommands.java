package dev.tokend.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** The command {@code token} and programs of the KACS interface, one after the other, some of them killed on the way. */
final class SoakCommands {
  private static final int KILLED = 137;
  private static final List<String> ENDLESS = List.of("watch");

  private final Sandbox sandbox;
  private final Path socket;
  private final SplittableRandom random;
  private final List<List<String>> programs;
  private final Path output;
  private final List<String> defects = new ArrayList<>();
  private volatile boolean stopped;
  private volatile boolean authorityIsGone;
  private volatile long authorityCameAt = System.nanoTime() - Long.MAX_VALUE / 2;
  private volatile int count;

  /**
   * Runs nothing yet.
   *
   * @param programs that run under {@code token kacs}, may be none
   */
  SoakCommands(Sandbox sandbox, Path socket, SplittableRandom random, List<List<String>> programs) throws IOException {
    this.sandbox = sandbox;
    this.socket = socket;
    this.random = random;
    this.programs = programs;
    this.output = Files.createTempFile(sandbox.folder(), "command", "");
  }

  private static List<List<String>> lines() {
    return List.of(
        List.of("show", "--all"),
        List.of("show", "--all", "--json"),
        List.of("ps", "--tree"),
        List.of("ps", "--json"),
        List.of("session", "list"),
        List.of("pins"),
        List.of("stats"),
        List.of("check", "O:SYG:SYD:(A;;FR;;;WD)", "--access", "read", "--explain"),
        List.of("run", "--drop-privs", "all", "--integrity", "low", "--", "true"),
        List.of("run", "--restrict", "WD", "--", "sh", "-c", "sleep 0.1 & true"),
        ENDLESS);
  }

  /** Runs each command once, as root and as a user, and one as the other user. */
  void runEach() {
    try {
      for (List<String> words : lines()) {
        for (int who = 0; who < 2; who++) {
          run(words, who, words.equals(ENDLESS));
        }
      }
      run(lines().getFirst(), 2, false);
      for (List<String> program : programs) {
        run(kacs(program), 0, false);
      }
    } catch (IOException e) {
      defects.add("commands: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs commands until it is stopped. */
  void run() {
    try {
      while (!stopped) {
        boolean kacs = random.nextInt(6) == 0 && !programs.isEmpty();
        List<String> words =
            kacs ? kacs(programs.get(random.nextInt(programs.size()))) : lines().get(random.nextInt(lines().size()));
        run(words, random.nextInt(3), words.equals(ENDLESS) || random.nextInt(4) == 0);
        count++;
      }
    } catch (IOException e) {
      defects.add("commands: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(List<String> words, int who, boolean kill) throws IOException, InterruptedException {
    long start = System.nanoTime();
    List<String> command = sandbox.token(socket, words.toArray(String[]::new));
    List<String> asUser = who == 0 ? command : (who == 1 ? User.ALICE : User.BOB).running(command);
    Process process =
        new ProcessBuilder(asUser).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(kill ? 200 + random.nextInt(1000) : 120_000, TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
      if (!kill) {
        defects.add("it did not end: " + words);
      }
    }
    int status = process.exitValue();
    boolean permitted = kill && status == KILLED || isOfUser(words, who) || authorityIsGone || authorityCameAt - start > 0;
    if (status != 0 && !permitted) {
      defects.add(words + " ended with " + status + ": " + Files.readString(output));
    }
  }

  /** What an ordinary user is told that it may not do. */
  private static boolean isOfUser(List<String> words, int who) {
    return who != 0 && (words.getFirst().equals("kacs") || words.getFirst().equals("session"));
  }

  private static List<String> kacs(List<String> program) {
    List<String> words = new ArrayList<>(List.of("kacs", "--"));
    words.addAll(program);
    return words;
  }

  /** The authority is about to be killed: what runs may fail. */
  void authorityGoes() {
    authorityIsGone = true;
  }

  /** It is there again: what began before may have failed. */
  void authorityIsBack() {
    authorityCameAt = System.nanoTime();
    authorityIsGone = false;
  }

  /** Ends it after the command that runs. */
  void stop() {
    stopped = true;
  }

  /** How many commands were run. */
  int count() {
    return count;
  }

  /** What went wrong, once it has ended. */
  List<String> defects() {
    return List.copyOf(defects);
  }
}
