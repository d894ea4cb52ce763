package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.AuthorityStatus;
import dev.tokend.surface.protocol.PinRequest;
import dev.tokend.surface.protocol.PinsReply;
import dev.tokend.surface.protocol.SessionSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Requests that are nearly valid, from several processes at once, to a real authority: {@code -Dmutated.count=N} sends
 * so many from each, {@code -Dmutated.seed=N} the same ones.
 */
class MutatedRequestsTest {
  private static Sandbox sandbox;
  private static Path socket;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    socket = ProcessIds.effectiveUid() == 0 ? sandbox.startMachine() : sandbox.startOwn();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void each_is_answered_or_ends_its_connection_and_others_are_served_meanwhile() throws Exception {
    long seed = Long.getLong("mutated.seed", System.nanoTime());
    String count = System.getProperty("mutated.count", "1500");
    SplittableRandom seeds = new SplittableRandom(seed);
    try (TokenClient observer = Sandbox.connect(socket)) {
      Set<Long> sessions = sessions(observer);
      AuthorityStatus before = observer.status();
      List<Process> clients = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        List<String> command =
            sandbox.java(
                "dev.tokend.live.MutatedRequests", socket.toString(), Long.toString(seeds.nextLong()), count);
        boolean asUser = i != 0 && ProcessIds.effectiveUid() == 0;
        List<String> whose = asUser ? (i == 1 ? User.DAEMON : User.BIN).running(command) : command;
        clients.add(new ProcessBuilder(whose).redirectErrorStream(true).start());
      }
      while (clients.stream().anyMatch(Process::isAlive)) {
        assertThat(observer.status().pid()).isEqualTo(before.pid());
        Thread.sleep(20);
      }
      for (Process client : clients) {
        assertThat(new String(client.getInputStream().readAllBytes())).as("seed %d", seed).endsWith(" answered\n");
      }
      clear(observer, sessions);
      assertThat(settled(observer, before)).as("seed %d", seed).isEqualTo(counts(before));
    }
  }

  private static Set<Long> sessions(TokenClient observer) throws Exception {
    Set<Long> ids = new TreeSet<>();
    for (SessionSummary session : observer.sessions().table()) {
      ids.add(session.id());
    }
    return ids;
  }

  private static void clear(TokenClient observer, Set<Long> kept) throws Exception {
    for (PinsReply.Pin pin : observer.pins().list()) {
      observer.pins().unpin(new PinRequest(pin.owner(), pin.name()));
    }
    for (SessionSummary session : observer.sessions().table()) {
      if (!kept.contains(session.id()) && !session.kept()) {
        try {
          observer.sessions().destroy(session.id());
        } catch (RefusedException e) {
          assertThat(e.failure().errno()).isEqualTo(Errno.ENOENT);
        }
      }
    }
  }

  /** Any process whose number was hit upon is known from then on, by a descriptor each. */
  private static List<Integer> counts(AuthorityStatus status) {
    return List.of(status.connections(), status.handles(), status.descriptors() - status.processes());
  }

  private static List<Integer> settled(TokenClient observer, AuthorityStatus before) throws Exception {
    List<Integer> now = counts(observer.status());
    for (int i = 0; i < 300 && !now.equals(counts(before)); i++) {
      Thread.sleep(100);
      now = counts(observer.status());
    }
    return now;
  }
}
