package dev.tokend.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.monitor.event.MonitorEvent;
import dev.tokend.monitor.event.SessionDestroyed;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.SessionBlueprint;
import dev.tokend.monitor.state.TokenBlueprint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session that the embedder keeps, beside or without tokens (tokens §4, lifetime: "no other reference"). */
class HeldSessionTest {

  private static final Sid USER = Sid.of("S-1-22-1-1000");
  private static final long PROCESS = 17;

  private final List<MonitorEvent> events = new ArrayList<>();
  private final Monitor monitor = new Monitor(() -> 1_750_000_000L, events::add);

  private LogonSession session() throws Refusal {
    return monitor.openSession(new SessionBlueprint(LogonType.SERVICE, "Linux", USER, 1_750_000_000L));
  }

  private void process(LogonSession session) throws Refusal {
    TokenBlueprint blueprint =
        TokenBlueprint.builder(session.id(), USER)
            .groupsAndLogonSid(List.of())
            .build(SecurityDescriptor.builder().owner(USER).build());
    monitor.deriveProcess(PROCESS, blueprint);
  }

  private long destroyed() {
    return events.stream().filter(SessionDestroyed.class::isInstance).count();
  }

  @Test
  void a_held_session_outlives_its_last_token_and_ends_when_it_is_let_go() throws Refusal {
    LogonSession session = session();
    monitor.holdSession(session);
    process(session);
    monitor.endProcess(PROCESS);
    assertThat(monitor.sessions().find(session.id())).isSameAs(session);
    assertThat(destroyed()).isZero();
    monitor.letGoOfSession(session);
    assertThat(monitor.sessions().find(session.id())).isNull();
    assertThat(destroyed()).isEqualTo(1);
  }

  @Test
  void letting_go_ends_nothing_while_a_token_lives() throws Refusal {
    LogonSession session = session();
    monitor.holdSession(session);
    process(session);
    monitor.letGoOfSession(session);
    assertThat(monitor.sessions().find(session.id())).isSameAs(session);
    monitor.endProcess(PROCESS);
    assertThat(monitor.sessions().find(session.id())).isNull();
    assertThat(destroyed()).isEqualTo(1);
  }

  @Test
  void a_session_is_held_as_often_as_it_was_asked_for() throws Refusal {
    LogonSession session = session();
    monitor.holdSession(session);
    monitor.holdSession(session);
    monitor.letGoOfSession(session);
    assertThat(monitor.sessions().find(session.id())).isSameAs(session);
    monitor.letGoOfSession(session);
    assertThat(monitor.sessions().find(session.id())).isNull();
  }
}
