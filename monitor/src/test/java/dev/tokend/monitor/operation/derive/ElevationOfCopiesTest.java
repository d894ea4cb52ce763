package dev.tokend.monitor.operation.derive;

import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.World;
import dev.tokend.monitor.gate.Creations;
import dev.tokend.monitor.operation.impersonate.CapturePeer;
import dev.tokend.monitor.operation.process.Exec;
import dev.tokend.monitor.operation.process.FileLabel;
import dev.tokend.monitor.operation.process.NewProcess;
import dev.tokend.monitor.operation.process.RunLowered;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.Token;
import org.junit.jupiter.api.Test;

/** Which copies of one half of a pair keep its role: a forked one, and those that look through the pair (tokens §3.6). */
class ElevationOfCopiesTest {
  private static final FilterArgument NOTHING = new FilterArgument(0, 0, 0, 0, Bytes.EMPTY);

  private final World world = new World();
  private final Monitor monitor = world.monitor;
  private final Caller system = world.system();
  private final Caller alice =
      world.caller(
          world
              .user(ALICE)
              .integrityLevel(12288)
              .policies(new TokenSpec.Policies(3, 0))
              .build(World.minted(ALICE)));
  private final Handle full = world.handleOn(alice.primary(), TokenRights.ALL_ACCESS);
  private final Handle limited = world.handleOn(world.userToken(ALICE));

  ElevationOfCopiesTest() {
    sure(
        () ->
            monitor.link(
                new Link.Request(
                    system,
                    null,
                    new LinkArgument.TokenHandle(full),
                    new LinkArgument.TokenHandle(limited),
                    world.session.id())));
  }

  @Test
  void duplicates_filters_captures_and_lowered_copies_start_without_a_role() {
    assertDefault(
        sure(() -> monitor.duplicate(new Duplicate.Request(system, full, TokenRights.QUERY, 1, 0))).token());
    assertDefault(
        sure(() -> monitor.duplicate(new Duplicate.Request(system, full, TokenRights.QUERY, 2, 2))).token());
    assertDefault(sure(() -> monitor.filter(new Filter.Request(system, full, NOTHING))).token());
    assertDefault(
        sure(() -> monitor.capturePeer(new CapturePeer.Request(alice, ImpersonationLevel.DELEGATION))).token());
    Caller first = new Caller(sure(() -> monitor.newProcess(new NewProcess.Request(alice, 501))), 1);
    sure(() -> monitor.exec(new Exec.Request(first, new FileLabel.None())));
    assertDefault(first.primary());
    Caller second = new Caller(sure(() -> monitor.newProcess(new NewProcess.Request(alice, 502))), 1);
    sure(() -> monitor.runLowered(new RunLowered.Request(second, NOTHING, null)));
    assertDefault(second.primary());
  }

  @Test
  void forked_copies_and_copies_to_look_at_keep_it() {
    assertThat(sure(() -> monitor.newProcess(new NewProcess.Request(alice, 503))).primary().elevation())
        .isEqualTo(ElevationType.FULL);
    assertThat(sure(() -> monitor.getLinked(new GetLinked.Request(alice, limited))).handle().token().elevation())
        .isEqualTo(ElevationType.FULL);
  }

  @Test
  void copies_by_capture_and_to_look_at_are_recorded_as_duplicates() {
    world.events.clear();
    HeldToken peer =
        sure(() -> monitor.capturePeer(new CapturePeer.Request(alice, ImpersonationLevel.DELEGATION)));
    Token look = sure(() -> monitor.getLinked(new GetLinked.Request(alice, limited))).handle().token();
    assertThat(world.events)
        .containsExactly(
            Creations.duplicated(peer.token(), full.token()), Creations.duplicated(look, full.token()));
  }

  private static void assertDefault(Token token) {
    assertThat(token.elevation()).isEqualTo(ElevationType.DEFAULT);
  }
}
