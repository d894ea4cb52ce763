package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.AuthorityStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many clients at once, of root and of users: 64 threads in 8 processes. {@code -Dburst.seconds=60} makes it a minute,
 * {@code -Dburst.seed=N} repeats one as far as the scheduler does.
 */
class BurstTest {
  private static final int PROCESSES = 8;
  private static final int THREADS = 8;

  private static Sandbox sandbox;
  private static Path machine;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void no_undocumented_error_and_nothing_left_behind() throws Exception {
    int seconds = Integer.getInteger("burst.seconds", 10);
    long seed = Long.getLong("burst.seed", System.nanoTime());
    System.out.println("burst.seed=" + seed);
    burst(500, 1);
    String before = settled(null);
    List<String> lines = burst(seconds * 1000L, seed);
    assertThat(lines).filteredOn(line -> line.startsWith("DEFECT")).as("burst.seed=" + seed).isEmpty();
    for (BurstSteps.Kind kind : BurstSteps.Kind.values()) {
      assertThat(lines).as("some step of %s, in %s", kind, lines).anyMatch(line -> line.startsWith(kind + " "));
    }
    destroyEmptySessions();
    assertThat(settled(before)).as("what the authority holds afterwards, burst.seed=" + seed).isEqualTo(before);
  }

  private static List<String> burst(long milliseconds, long seed) throws Exception {
    SplittableRandom seeds = new SplittableRandom(seed);
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      List<String> command =
          sandbox.java(
              "dev.tokend.live.Burst", machine.toString(), Long.toString(milliseconds), Long.toString(seeds.nextLong()),
              Integer.toString(THREADS));
      List<String> whose = i < 3 ? command : (i % 2 == 0 ? User.DAEMON : User.BIN).running(command);
      processes.add(new ProcessBuilder(whose).redirectErrorStream(true).start());
    }
    List<String> lines = new ArrayList<>();
    for (Process process : processes) {
      lines.addAll(new String(process.getInputStream().readAllBytes()).lines().toList());
      assertThat(process.waitFor()).as(lines.toString()).isZero();
    }
    return lines;
  }

  /**
   * A session that never had a token does not end by itself, and whoever made it may have lost the privilege to make
   * one. One that a token refers to is not ended by this.
   */
  private static void destroyEmptySessions() throws Exception {
    try (TokenClient client = Sandbox.connect(machine)) {
      Matcher ids = Pattern.compile("session_id=(\\d+) ").matcher(client.sessions().list());
      while (ids.find()) {
        try {
          client.sessions().destroy(Long.parseLong(ids.group(1)));
        } catch (RefusedException e) {
          assertThat(e.failure().errno()).isIn(Errno.EBUSY, Errno.EPERM, Errno.EACCES, Errno.EINVAL, Errno.ENOENT);
        }
      }
    }
  }

  /** What the authority holds, once it is what is expected, or else once it has stayed the same for a while. */
  private static String settled(String expected) throws Exception {
    String last = "";
    int same = 0;
    for (int i = 0; i < 300 && same < 30; i++) {
      Thread.sleep(100);
      String now = held();
      if (now.equals(expected)) {
        return now;
      }
      same = now.equals(last) ? same + 1 : 0;
      last = now;
    }
    return last;
  }

  private static String held() throws Exception {
    try (TokenClient client = Sandbox.connect(machine)) {
      AuthorityStatus status = client.status();
      return "connections " + status.connections() + ", handles " + status.handles() + ", tokens " + status.tokens()
          + ", sessions " + status.sessions() + ", processes " + status.processes() + ", descriptors "
          + status.descriptors();
    }
  }
}
