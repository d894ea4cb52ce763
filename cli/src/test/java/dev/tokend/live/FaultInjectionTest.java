package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.AuthorityStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real authority whose system calls fail as Linux may let them fail, by strace(1). */
class FaultInjectionTest {
  private static final String INTERRUPTED = "EINTR";

  private Sandbox sandbox;

  @BeforeEach
  void create() throws Exception {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    assumeTrue(
        sandbox.run(List.of("sh", "-c", "strace -f -o /dev/null -e inject=getpid:error=EINTR true")).status() == 0,
        "needs strace, and to be allowed to trace");
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  /** Starts an authority in which every so many calls of each kind fail. */
  private Path start(String error, int first, int every, String... calls) throws IOException {
    List<String> command = new ArrayList<>(List.of("strace", "-D", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null"));
    command.addAll(List.of("-e", "trace=" + String.join(",", calls)));
    for (String call : calls) {
      command.addAll(List.of("-e", "inject=" + call + ":error=" + error + ":when=" + first + "+" + every));
    }
    Path socket = sandbox.folder().resolve("faulty/tokend.sock");
    command.addAll(
        sandbox.java("dev.tokend.authority.Tokend", "--machine", "--socket", socket.toString(), "--audit", "file"));
    sandbox.start(command);
    return socket;
  }

  private List<String> burst(Path socket, String seed) throws Exception {
    List<String> command = sandbox.java("dev.tokend.live.Burst", socket.toString(), "3000", seed, "4");
    Outcome outcome = sandbox.run(command);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return outcome.out().lines().toList();
  }

  private static List<Integer> held(TokenClient client) throws Exception {
    AuthorityStatus status = client.status();
    return List.of(status.connections(), status.handles(), status.processes(), status.descriptors());
  }

  private static void settlesTo(TokenClient client, List<Integer> before) throws Exception {
    for (int i = 0; i < 300 && !held(client).equals(before); i++) {
      Thread.sleep(50);
    }
    assertThat(held(client)).isEqualTo(before);
  }

  @Test
  void a_call_that_is_interrupted_is_made_again_and_nobody_notices() throws Exception {
    Path socket = start(INTERRUPTED, 5, 3, "recvmsg", "sendmsg", "epoll_wait", "epoll_pwait", "accept4");
    try (TokenClient observer = Sandbox.connect(socket)) {
      observer.status();
      List<Integer> before = held(observer);
      long seed = System.nanoTime();
      assertThat(burst(socket, Long.toString(seed)))
          .as("seed %d", seed)
          .anyMatch(line -> line.startsWith("INSPECT done"))
          .noneMatch(line -> line.startsWith("DEFECT"));
      settlesTo(observer, before);
    }
  }

  @Test
  void where_no_descriptor_is_free_the_request_fails_and_nothing_is_left_of_it() throws Exception {
    Path socket = start("EMFILE", 3, 4, "socketpair");
    try (TokenClient observer = Sandbox.connect(socket)) {
      observer.status();
      List<Integer> before = held(observer);
      List<String> lines = burst(socket, "1");
      assertThat(lines).anyMatch(line -> line.contains("ENFILE"));
      // An error that the operations do not document, since it is the machine's: but no other one.
      assertThat(lines)
          .filteredOn(line -> line.startsWith("DEFECT"))
          .isNotEmpty()
          .allMatch(line -> line.contains("ENFILE"));
      settlesTo(observer, before);
    }
  }

  @Test
  void a_connection_that_cannot_be_taken_is_taken_later_or_refused_and_the_authority_goes_on() throws Exception {
    Path socket = start("EMFILE", 4, 5, "accept4", "pidfd_open");
    List<Integer> before = heldAtLast(socket);
    List<String> lines = burst(socket, "2");
    assertThat(lines).anyMatch(line -> line.startsWith("INSPECT done"));
    assertThat(sandbox.lastAuthority().isAlive()).isTrue();
    for (int i = 0; i < 300 && !heldAtLast(socket).equals(before); i++) {
      Thread.sleep(50);
    }
    assertThat(heldAtLast(socket)).isEqualTo(before);
  }

  /** As a client that is cut off finds it, and asks again. */
  private static List<Integer> heldAtLast(Path socket) throws Exception {
    for (int i = 0; i < 100; i++) {
      try (TokenClient observer = Sandbox.connect(socket)) {
        return held(observer);
      } catch (IOException | RefusedException e) {
        Thread.sleep(5);
      }
    }
    throw new IOException("no client gets an answer any more");
  }
}
