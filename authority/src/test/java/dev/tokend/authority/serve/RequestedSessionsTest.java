package dev.tokend.authority.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.port.ChangeSink;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.SessionBlueprint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestedSessionsTest {
  private static final long NOW = 1_750_000_000L;
  private static final int ALICE = 1001;
  private static final int BOB = -2;

  private final Monitor monitor = new Monitor(() -> NOW, event -> {}, ChangeSink.NONE, IdSeeds.FRESH);
  private final RequestedSessions requested = new RequestedSessions(monitor);

  private LogonSession session() throws Exception {
    LogonSession session =
        monitor.openSession(new SessionBlueprint(LogonType.SERVICE, "test", WellKnown.LOCAL_SERVICE, NOW));
    monitor.holdSession(session);
    return session;
  }

  /** Some came from an earlier authority. */
  private List<LogonSession> fill() throws Exception {
    List<LogonSession> all = new ArrayList<>();
    for (int i = 0; i < RequestedSessions.MOST_OF_ONE_UID; i++) {
      assertThatCode(() -> requested.requireRoom(ALICE)).doesNotThrowAnyException();
      LogonSession session = session();
      all.add(session);
      if (i % 2 == 0) {
        requested.restore(session.id(), ALICE);
      } else {
        requested.asked(session.id(), ALICE);
      }
    }
    return all;
  }

  @Test
  void a_uid_has_16384_of_them_over_all_authorities_of_a_boot() throws Exception {
    List<LogonSession> all = fill();
    assertThatExceptionOfType(FailedException.class)
        .isThrownBy(() -> requested.requireRoom(ALICE))
        .satisfies(
            refused -> {
              assertThat(refused.failure().errno()).isEqualTo(Errno.EMFILE);
              assertThat(refused.failure().check()).isEqualTo("sessions of one uid");
            });
    assertThatCode(() -> requested.requireRoom(BOB)).doesNotThrowAnyException();
    assertThat(requested.whoAskedFor(all.getFirst().id())).isEqualTo(ALICE);
  }

  @Test
  void one_that_ended_is_no_more_counted() throws Exception {
    monitor.letGoOfSession(fill().get(7));
    assertThatCode(() -> requested.requireRoom(ALICE)).doesNotThrowAnyException();
  }

  @Test
  void one_that_could_not_be_kept_was_never_asked_for() throws Exception {
    monitor.begin();
    long id = session().id();
    requested.asked(id, ALICE);
    monitor.rollBack();
    assertThat(requested.whoAskedFor(id)).isNull();
  }
}
