package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.client.PeerSocket;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A process that was lowered gets nothing back by way of sockets, as client or as server (docs/security.md). */
class PeerOfLoweredTest {
  private static final String IMPERSONATE = "impersonate-peer " + PeerStage.IN_CHILD;

  private static PeerStage stage;

  @BeforeAll
  static void start() throws IOException {
    RunsAsRoot.required();
    stage = PeerStage.create();
  }

  @AfterAll
  static void stop() throws IOException {
    if (stage != null) {
      stage.close();
    }
  }

  private static List<String> act(String... steps) {
    List<String> all = new ArrayList<>(List.of(stage.authority.toString()));
    all.addAll(List.of(steps));
    return stage.sandbox.java("dev.tokend.live.Act", all.toArray(String[]::new));
  }

  private static PeerStage.Act joining(String... before) throws IOException {
    List<String> steps = new ArrayList<>(List.of(before));
    steps.addAll(List.of("socket STREAM", "join " + stage.server, "wait"));
    PeerStage.Act client = stage.start(User.ALICE.running(stage.act(steps.toArray(String[]::new))));
    for (int i = 1; i < steps.size(); i++) {
      assertThat(client.line()).isEqualTo("done");
    }
    return client;
  }

  private static int integrity(PeerSocket socket) throws Exception {
    int classes = 1 << QueryClass.INTEGRITY_LEVEL.number();
    Inspection token = stage.client.inspect(new Target.Peer(socket.number()), 0, classes, false);
    return Sid.readExact(token.payload(QueryClass.INTEGRITY_LEVEL)).rid();
  }

  @Test
  void a_lowered_client_that_registers_nothing_is_lowered_to_the_server_too() throws Exception {
    PeerStage.Act client = joining("lower 4096");
    try (PeerSocket accepted = stage.accept()) {
      assertThat(stage.peer(accepted)).isEqualTo(User.ALICE.sid() + " IMPERSONATION");
      assertThat(integrity(accepted)).isEqualTo(4096);
      assertThat(stage.with(accepted, User.ALICE.running(act(IMPERSONATE)))).containsExactly("Identification");
    }
    client.kill();
  }

  @Test
  void a_child_of_a_lowered_client_is_lowered_as_well() throws Exception {
    List<String> child = stage.act("socket\tSTREAM", "join\t" + stage.server, "hold");
    String started = "child " + String.join(" ", child);
    PeerStage.Act client = stage.start(User.ALICE.running(stage.act("lower 4096", "socket STREAM", started, "wait")));
    try (PeerSocket accepted = stage.accept()) {
      assertThat(integrity(accepted)).isEqualTo(4096);
    }
    client.kill();
  }

  @Test
  void a_client_that_has_ended_may_have_been_lowered_and_is_only_looked_at() throws Exception {
    PeerStage.Act client = joining("lower 4096");
    client.kill();
    try (PeerSocket accepted = stage.accept()) {
      assertThat(stage.peer(accepted)).isEqualTo(User.ALICE.sid() + " IDENTIFICATION");
    }
  }

  @Test
  void a_lowered_server_does_not_become_its_own_user_again() throws Exception {
    PeerStage.Act client = joining();
    try (PeerSocket accepted = stage.accept()) {
      assertThat(stage.with(accepted, User.ALICE.running(act("run ffffffffffffffff", IMPERSONATE))))
          .containsExactly("done", "Identification");
      assertThat(stage.with(accepted, User.ALICE.running(act(IMPERSONATE)))).containsExactly("Impersonation");
    }
    client.kill();
  }

  @Test
  void what_was_registered_before_is_not_carried_by_what_is_connected_afterwards() throws Exception {
    PeerStage.Act client = stage.start(User.ALICE.running(
        stage.act("socket STREAM", "register DELEGATION", "lower 4096", "join " + stage.server, "wait")));
    try (PeerSocket accepted = stage.accept()) {
      assertThat(stage.peer(accepted)).isEqualTo(User.ALICE.sid() + " IMPERSONATION");
      assertThat(integrity(accepted)).isEqualTo(4096);
    }
    client.kill();
    PeerStage.Act again = stage.start(User.ALICE.running(
        stage.act("lower 4096", "socket STREAM", "register DELEGATION", "join " + stage.server, "wait")));
    try (PeerSocket accepted = stage.accept()) {
      assertThat(stage.peer(accepted)).isEqualTo(User.ALICE.sid() + " DELEGATION");
      assertThat(integrity(accepted)).isEqualTo(4096);
    }
    again.kill();
  }
}
