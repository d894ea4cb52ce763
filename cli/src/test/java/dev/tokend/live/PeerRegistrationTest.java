package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.surface.client.Impersonation;
import dev.tokend.surface.client.PeerSocket;
import dev.tokend.surface.protocol.ImpersonationReply;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Identities that were registered before the connection, and how far a server gets with them (tokens §17, §18). */
class PeerRegistrationTest {
  private static PeerStage stage;

  @BeforeAll
  static void start() throws IOException {
    RunsAsRoot.required();
    stage = PeerStage.create();
  }

  @AfterAll
  static void stop() throws Exception {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  void the_level_is_the_clients_choice_whoever_opens() throws Exception {
    for (ImpersonationLevel level : ImpersonationLevel.values()) {
      PeerStage.Act alice = stage.connected(User.ALICE, level);
      try (PeerSocket accepted = stage.accept()) {
        String user = level == ImpersonationLevel.ANONYMOUS ? "S-1-5-7" : User.ALICE.sid();
        assertThat(stage.peer(accepted)).isEqualTo(user + " " + level);
        try (Impersonation acting = stage.client.peers().actAs(accepted)) {
          assertThat(acting.outcome().level()).isEqualTo(level);
          assertThat(acting.outcome().isCapped()).isFalse();
        }
        String step = "impersonate-peer " + PeerStage.IN_CHILD;
        String asBob = stage.with(accepted, User.BOB.running(act(step))).getFirst();
        assertThat(asBob).isEqualTo(
            switch (level) {
              case ANONYMOUS -> "Anonymous";
              case IDENTIFICATION, IMPERSONATION, DELEGATION -> "Identification identity";
            });
        String asAlice = stage.with(accepted, User.ALICE.running(act(step))).getFirst();
        assertThat(asAlice).isEqualTo(level.label());
      }
      alice.kill();
    }
  }

  private static List<String> act(String... steps) {
    List<String> all = new ArrayList<>(List.of(stage.authority.toString()));
    all.addAll(List.of(steps));
    return stage.sandbox.java("dev.tokend.live.Act", all.toArray(String[]::new));
  }

  @Test
  void captured_only_evidence_goes_as_far_as_the_opener_could_anyway() throws Exception {
    PeerStage.Act alice = stage.start(User.ALICE.running(stage.act("socket STREAM", "join " + stage.server, "wait")));
    try (PeerSocket accepted = stage.accept()) {
      String step = "impersonate-peer " + PeerStage.IN_CHILD;
      assertThat(stage.peer(accepted)).isEqualTo(User.ALICE.sid() + " IMPERSONATION");
      assertThat(stage.with(accepted, User.BOB.running(act(step, "show"))))
          .first()
          .isEqualTo("Identification identity");
      assertThat(stage.with(accepted, User.ALICE.running(act(step)))).containsExactly("Impersonation");
    }
    alice.kill();
  }

  @Test
  void a_server_below_the_client_only_looks_and_a_restricted_one_is_denied() throws Exception {
    PeerStage.Act alice = stage.connected(User.ALICE, ImpersonationLevel.IMPERSONATION);
    try (PeerSocket accepted = stage.accept()) {
      String step = "impersonate-peer " + PeerStage.IN_CHILD;
      List<String> low = stage.with(accepted, User.ALICE.running(act("run 0 4096", step, "show", "revert", "show")));
      assertThat(low.get(1)).isEqualTo("Identification integrity");
      assertThat(low.get(2))
          .as("an identity to look at has no access, to itself either")
          .startsWith("EACCES tokens §9.1");
      assertThat(low.get(3)).isEqualTo("done");
      assertThat(low.get(4)).startsWith(User.ALICE.sid() + " 4096 primary");
      List<String> restricted =
          stage.with(accepted, User.ALICE.running(act("run 0," + User.ALICE.sid(), step, "show")));
      assertThat(restricted.get(1)).startsWith("EPERM").contains("tokens §17.1");
      assertThat(restricted.get(2)).startsWith(User.ALICE.sid() + " 8192 primary restricted");
    }
    alice.kill();
  }

  @Test
  void an_identity_cascades_through_a_server_up_to_its_level() throws Exception {
    PeerStage.Act alice = stage.connected(User.ALICE, ImpersonationLevel.IMPERSONATION);
    try (PeerSocket front = stage.accept(); Impersonation acting = stage.client.peers().actAs(front)) {
      assertThat(acting.outcome().level()).isEqualTo(ImpersonationLevel.IMPERSONATION);
      try (PeerSocket _ = stage.client.peers().connect(stage.server, ImpersonationLevel.IDENTIFICATION);
          PeerSocket back = stage.accept()) {
        assertThat(stage.with(back, User.BOB.running(act("impersonate-peer 9", "show"))).getFirst())
            .isEqualTo("Identification identity");
        assertThat(PeerStage.told(stage.client, new Target.Peer(back.number())))
            .isEqualTo(User.ALICE.sid() + " IDENTIFICATION");
      }
      assertThat(refusal(ImpersonationLevel.DELEGATION)).startsWith("EINVAL tokens §26 D23");
    }
    try (PeerSocket _ = stage.client.peers().connect(stage.server, ImpersonationLevel.DELEGATION);
        PeerSocket back = stage.accept()) {
      assertThat(stage.peer(back)).isEqualTo("S-1-5-18 DELEGATION");
    }
    alice.kill();
  }

  private static String refusal(ImpersonationLevel level) throws Exception {
    try (PeerSocket _ = stage.client.peers().connect(stage.server, level)) {
      return "connected";
    } catch (dev.tokend.surface.client.RefusedException e) {
      return e.failure().errno() + " " + e.failure().check();
    }
  }

  @Test
  void a_presented_identity_outlives_its_client_and_an_unpresented_one_does_not() throws Exception {
    PeerStage.Act alice = stage.connected(User.ALICE, ImpersonationLevel.DELEGATION);
    try (PeerSocket accepted = stage.accept()) {
      assertThat(stage.peer(accepted)).isEqualTo(User.ALICE.sid() + " DELEGATION");
      alice.kill();
      assertThat(stage.peer(accepted)).isEqualTo(User.ALICE.sid() + " DELEGATION");
      ImpersonationReply reply = stage.client.peers().impersonate(accepted.number());
      stage.client.revert();
      assertThat(reply.level()).isEqualTo(ImpersonationLevel.DELEGATION);
    }
    PeerStage.Act late = stage.connected(User.ALICE, ImpersonationLevel.DELEGATION);
    try (PeerSocket accepted = stage.accept()) {
      late.kill();
      assertThat(stage.peer(accepted)).as("captured-only evidence").isEqualTo(User.ALICE.sid() + " IDENTIFICATION");
    }
  }

  @Test
  void a_registration_ends_with_the_connection() throws Exception {
    int tokens = settledTokens();
    for (int i = 0; i < 20; i++) {
      try (PeerSocket _ = stage.client.peers().connect(stage.server, ImpersonationLevel.IMPERSONATION);
          PeerSocket accepted = stage.accept()) {
        assertThat(stage.peer(accepted)).isEqualTo("S-1-5-18 IMPERSONATION");
      }
    }
    assertThat(settledTokens()).isLessThanOrEqualTo(tokens);
  }

  /** The tokens of the authority when no more of them end for a while. */
  private static int settledTokens() throws Exception {
    int last = stage.client.status().tokens();
    for (int quiet = 0; quiet < 5; ) {
      Thread.sleep(500);
      int now = stage.client.status().tokens();
      quiet = now == last ? quiet + 1 : 0;
      last = now;
    }
    return last;
  }
}
