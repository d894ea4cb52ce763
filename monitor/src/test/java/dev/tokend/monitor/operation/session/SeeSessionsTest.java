package dev.tokend.monitor.operation.session;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.monitor.World;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.LogonSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeeSessionsTest {
  private static final String ROW = "tokens §22 row sessions";
  private static final long UNKNOWN = 424_242;

  private final World world = new World();
  private final Caller plain = world.caller(ALICE);
  private final Caller tcb = world.caller(BOB, Privilege.SE_TCB);

  private SeeSessions.Seen see(Caller caller, Long id) throws Refusal {
    return world.monitor.seeSession(new SeeSessions.Request(caller, id));
  }

  private static LogonSession sessionOf(Caller caller) {
    return caller.effective().session();
  }

  @Test
  void whoever_may_read_the_listing_sees_every_session_and_all_of_it() {
    Caller system = world.system();
    List<LogonSession> published = new ArrayList<>(world.monitor.sessions().published());
    assertThat(sure(() -> world.monitor.seeSessions(system))).containsExactlyElementsOf(published);
    for (LogonSession session : published) {
      assertThat(sure(() -> see(system, session.id()))).isEqualTo(new SeeSessions.Seen(session, true));
    }
    assertThat(sure(() -> see(system, null))).isEqualTo(new SeeSessions.Seen(sessionOf(system), true));
    refused(world.monitor, ROW, Errno.ENOENT, () -> see(system, UNKNOWN));
  }

  @Test
  void anybody_else_sees_the_own_session_alone_and_not_what_belongs_to_it() {
    LogonSession own = sessionOf(plain);
    assertThat(sure(() -> see(plain, null))).isEqualTo(new SeeSessions.Seen(own, false));
    assertThat(sure(() -> see(plain, own.id()))).isEqualTo(new SeeSessions.Seen(own, false));
    refused(world.monitor, ROW, Errno.EACCES, () -> world.monitor.seeSessions(plain));
    refused(world.monitor, ROW, Errno.EACCES, () -> see(plain, 999L));
  }

  @Test
  void an_id_that_is_not_there_is_refused_to_others_as_one_that_is() {
    Refusal unknown = refused(world.monitor, ROW, Errno.EACCES, () -> see(plain, UNKNOWN));
    Refusal known = refused(world.monitor, ROW, Errno.EACCES, () -> see(plain, 999L));
    assertThat(unknown).hasMessage(known.getMessage());
  }

  @Test
  void a_privilege_is_no_way_around_the_listings_descriptor() {
    refused(world.monitor, ROW, Errno.EACCES, () -> world.monitor.seeSessions(tcb));
  }

  @Test
  void a_dead_session_is_still_seen_by_its_own() {
    sure(() -> {
      world.monitor.invalidateSession(new InvalidateSession.Request(tcb, 999));
      return true;
    });
    Caller system = world.system();
    assertThat(sure(() -> see(system, null))).isEqualTo(new SeeSessions.Seen(sessionOf(system), false));
    assertThat(sessionOf(system).isDead()).isTrue();
    refused(world.monitor, ROW, Errno.EACCES, () -> see(system, 1000L));
  }

  @Test
  void who_has_no_token_any_more_sees_nothing() {
    Caller gone = world.ended();
    refused(world.monitor, ROW, Errno.EACCES, () -> world.monitor.seeSessions(gone));
    refused(world.monitor, ROW, Errno.EACCES, () -> see(gone, null));
  }
}
