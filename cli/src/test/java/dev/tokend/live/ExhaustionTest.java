package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.AuditStatus;
import dev.tokend.surface.protocol.AuthorityStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An authority with too little of something: what cannot be done is refused, and afterwards everything is as before. */
class ExhaustionTest {
  private Sandbox sandbox;

  @BeforeEach
  void create() throws Exception {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private static List<Integer> held(TokenClient client) throws Exception {
    AuthorityStatus status = client.status();
    return List.of(
        status.connections(), status.handles(), status.tokens(), status.processes(), status.descriptors());
  }

  @Test
  void who_opens_handles_until_the_descriptors_run_out_is_refused_and_leaves_nothing() throws Exception {
    Path few = sandbox.startMachineWithDescriptors(128);
    List<String> warm = List.of("self t 8");
    sandbox.run(User.DAEMON.running(act(few, warm)));
    try (TokenClient root = Sandbox.connect(few)) {
      List<Integer> before = held(root);
      List<String> steps = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        steps.add("self t" + i + " 8");
      }
      Outcome outcome = sandbox.run(User.DAEMON.running(act(few, steps)));
      assertThat(outcome.status()).as(outcome.err()).isZero();
      List<String> lines = outcome.out().lines().toList();
      assertThat(lines).hasSize(200).contains("8");
      assertThat(lines).filteredOn(line -> !line.equals("8")).isNotEmpty().allMatch(line -> line.startsWith("ENFILE "));
      settles(root, now -> now.equals(before));
      assertThat(held(root)).isEqualTo(before);
    }
    assertThat(sandbox.run(User.DAEMON.running(act(few, warm))).out()).as("the next one is served").isEqualTo("8\n");
  }

  private List<String> act(Path socket, List<String> steps) {
    List<String> all = new ArrayList<>(List.of(socket.toString()));
    all.addAll(steps);
    return sandbox.java("dev.tokend.live.Act", all.toArray(String[]::new));
  }

  private static void settles(TokenClient client, Predicate<List<Integer>> when) throws Exception {
    for (int i = 0; i < 400 && !when.test(held(client)); i++) {
      Thread.sleep(25);
    }
  }

  @Test
  void a_disk_that_is_full_delays_nobody_and_the_trail_goes_on_when_there_is_room() throws Exception {
    Path disk = Files.createDirectory(sandbox.folder().resolve("disk"));
    Outcome mounted = sandbox.run(List.of("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()));
    assumeTrue(mounted.status() == 0, "needs to be allowed to mount: " + mounted.err());
    try {
      Path trail = disk.resolve("audit.jsonl");
      Path socket = sandbox.startMachine(trail.toString());
      Path filling = disk.resolve("filling");
      try (TokenClient root = Sandbox.connect(socket)) {
        sandbox.run(List.of("sh", "-c", "cat /dev/zero > " + filling + " 2>/dev/null || true"));
        List<String> refused = act(socket, List.of("self t 8", "privs t 19 9", "privs t 19 9"));
        while (root.status().audit().lost() == 0) {
          assertThat(sandbox.run(refused).out()).as("what is asked is answered").startsWith("8\nE");
        }
        assertThat(root.status().audit().trouble()).contains("No space left on device");
        Files.delete(filling);
        sandbox.run(refused);
        AuditStatus audit = root.status().audit();
        for (int i = 0; i < 400 && audit.trouble() != null; i++) {
          TimeUnit.MILLISECONDS.sleep(25);
          audit = root.status().audit();
        }
        assertThat(audit.trouble()).isNull();
        for (String line : Files.readAllLines(trail)) {
          assertThat(line).startsWith("{").endsWith("}");
        }
      }
      sandbox.lastAuthority().destroy();
      sandbox.lastAuthority().waitFor();
    } finally {
      sandbox.run(List.of("umount", "-l", disk.toString()));
    }
  }
}
