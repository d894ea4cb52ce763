package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.AuditStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a real authority writes its audit trail, and what becomes of it when it cannot. */
class AuditOutputTest {
  private Sandbox sandbox;

  @BeforeEach
  void create() throws Exception {
    sandbox = Sandbox.create();
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private static AuditStatus status(Path socket) throws Exception {
    try (TokenClient client = Sandbox.connect(socket)) {
      return client.status().audit();
    }
  }

  private static String log(Path socket) throws Exception {
    return Files.readString(socket.resolveSibling("tokend.log"));
  }

  @Test
  void a_disk_that_is_full_stops_nothing_and_is_told_once() throws Exception {
    assumeTrue(Files.isWritable(Path.of("/dev/full")), "/dev/full is not there");
    Path socket = sandbox.startOwn("--audit", "/dev/full");
    while (status(socket).lost() == 0 || log(socket).isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    for (int i = 0; i < 3; i++) {
      List<String> act = sandbox.java("dev.tokend.live.Act", socket.toString(), "self t e", "scope t 1");
      assertThat(sandbox.run(act).out()).startsWith("e\nEACCES");
    }
    while (status(socket).lost() < 4) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(status(socket).place()).isEqualTo("/dev/full");
    assertThat(status(socket).trouble()).contains("No space left on device");
    assertThat(log(socket).lines()).hasSize(1);
    assertThat(log(socket)).contains("audit-trouble").contains("/dev/full: No space left on device");
    try (TokenClient client = Sandbox.connect(socket)) {
      assertThat(client.events().after(0, 0).lines()).hasSizeGreaterThanOrEqualTo(4);
    }
    Outcome shown = sandbox.run(sandbox.token(socket, "authority", "status"));
    assertThat(shown.out()).contains("/dev/full; cannot be written: No space left on device; lines lost: ");
  }

  @Test
  void an_authority_that_is_told_to_writes_nothing_and_still_knows_the_last_events() throws Exception {
    Path socket = sandbox.startOwn("--audit", "off");
    assertThat(status(socket)).isEqualTo(AuditStatus.OFF);
    assertThat(socket.resolveSibling("audit.jsonl")).doesNotExist();
    try (TokenClient client = Sandbox.connect(socket)) {
      assertThat(client.events().after(0, 0).lines().getFirst()).contains("authority-start");
    }
  }

  @Test
  void an_authority_that_is_killed_writes_its_last_lines() throws Exception {
    Path socket = sandbox.startOwn();
    sandbox.run(sandbox.java("dev.tokend.live.Act", socket.toString(), "self t e", "scope t 1"));
    sandbox.lastAuthority().destroy();
    assertThat(sandbox.lastAuthority().waitFor(20, TimeUnit.SECONDS)).isTrue();
    List<String> lines = Files.readAllLines(socket.resolveSibling("audit.jsonl"));
    assertThat(lines.getFirst()).contains("authority-start");
    assertThat(lines.getLast()).isNotEmpty().endsWith("}");
    assertThat(lines).anySatisfy(line -> assertThat(line).contains("\"operation\":\"adjust_interactivity_scope\""));
  }
}
