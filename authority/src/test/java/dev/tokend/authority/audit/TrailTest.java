package dev.tokend.authority.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.monitor.event.SessionCreated;
import dev.tokend.surface.protocol.Failure;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrailTest {
  private final List<String> written = new ArrayList<>();
  private final StoppedClock clock = new StoppedClock();
  private final Trail trail = new Trail(clock, key -> null, written::add);
  private PidFd self;

  private static final class StoppedClock extends Clock {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @BeforeEach
  void open() throws Exception {
    self = PidFd.open(ProcessIds.pid());
  }

  @AfterEach
  void close() {
    self.close();
  }

  private Actor actor(int uid) {
    return new Actor(
        uid,
        uid,
        new ActingProcess(ProcessIds.pid(), self),
        7,
        new Actor.Identity(11, Sid.unixUser(uid), 1003, 1001, false));
  }

  private static Failure failure(Errno errno, String operation) {
    return new Failure(errno, operation, "tokens §9.2 row 6 (process access)", "no", null, null, 0);
  }

  private JsonObject last() {
    return JsonParser.parseString(written.getLast()).getAsJsonObject();
  }

  private static SessionCreated session(Sid user, String authPackage) {
    return new SessionCreated(1001, user, LogonType.NETWORK_CLEARTEXT, authPackage, 5);
  }

  @Test
  void refusals_for_want_of_a_right_and_limits_are_recorded_and_nothing_else() {
    trail.acts(actor(1000));
    for (Errno errno : Errno.values()) {
      int before = written.size();
      trail.failed(failure(errno, "open_process"));
      boolean limit = errno == Errno.EMFILE || errno == Errno.ENOMEM;
      boolean recorded = limit || errno == Errno.EACCES || errno == Errno.EPERM;
      assertThat(written.size() - before).as(errno.name()).isEqualTo(recorded ? 1 : 0);
    }
  }

  @Test
  void a_line_has_its_number_time_process_and_caller() {
    trail.acts(actor(1000));
    trail.failed(failure(Errno.EACCES, "open_process"));
    assertThat(written.getLast())
        .startsWith(
            "{\"number\":1,\"time\":\"2026-01-02T03:04:05.000Z\",\"event\":\"refused\",\"process\":{\"pid\":"
                + ProcessIds.pid()
                + ",\"name\":\"java\",")
        .endsWith(
            "\"caller\":{\"uid\":1000,\"tid\":7,\"user_sid\":\"S-1-22-1-1000\",\"token_id\":\"1003\","
                + "\"auth_id\":\"1001\",\"impersonating\":false},\"operation\":\"open_process\",\"errno\":\"EACCES\","
                + "\"check\":\"tokens §9.2 row 6 (process access)\",\"reason\":\"no\",\"needed\":null,"
                + "\"target_user_sid\":null}");
    RecentEvents.Entry entry = trail.recent().after(0).getFirst();
    assertThat(entry.uid()).isEqualTo(1000);
    assertThat(entry.processKey()).isEqualTo(11);
    assertThat(entry.ofObject()).isFalse();
  }

  @Test
  void what_a_client_names_breaks_no_line() {
    String hostile = "x\"}\n{\"event\":\"authority-stop\u0000\u2028\ud800" + "y".repeat(4000);
    trail.emit(session(Sid.of("S-1-5-18"), hostile));
    assertThat(written.getLast()).doesNotContain("\n").hasSizeLessThan(1500);
    assertThat(last().get("event").getAsString()).isEqualTo("logon-session-created");
    assertThat(last().get("auth_package").getAsString()).startsWith("x\"}\n{").endsWith("y…");
    assertThat(last().get("logon_type").getAsString()).isEqualTo("network-cleartext");
  }

  @Test
  void what_comes_of_itself_is_nobodys_or_the_users_that_it_is_about() {
    trail.emit(session(Sid.unixUser(1000), "Linux"));
    trail.emit(session(Sid.of("S-1-5-21-1-2-3-1000"), "Test"));
    trail.emit(session(Sid.unixGroup(1000), "Test"));
    assertThat(trail.recent().after(0)).extracting(RecentEvents.Entry::uid).containsExactly(1000, null, null);
    assertThat(last().get("caller")).isNull();
  }

  @Test
  void a_flood_is_summed_up_when_the_minute_is_over() {
    trail.acts(actor(1000));
    for (int i = 0; i < 150; i++) {
      trail.failed(failure(Errno.EACCES, "open_process"));
    }
    assertThat(written).hasSize(100);
    assertThat(trail.millisUntilTick()).isEqualTo(55_000);
    trail.failed(failure(Errno.EACCES, "install"));
    assertThat(written).hasSize(101);
    trail.acts(actor(1001));
    trail.failed(failure(Errno.EACCES, "open_process"));
    assertThat(written).hasSize(102);
    clock.now = clock.now.plusSeconds(55);
    trail.tick();
    assertThat(last().get("event").getAsString()).isEqualTo("summed-up");
    assertThat(last().get("of").getAsString()).isEqualTo("refused");
    assertThat(last().get("operation").getAsString()).isEqualTo("open_process");
    assertThat(last().get("count").getAsInt()).isEqualTo(50);
    assertThat(last().getAsJsonObject("caller").get("uid").getAsInt()).isEqualTo(1000);
    assertThat(trail.recent().after(102).getFirst().uid()).isEqualTo(1000);
    assertThat(trail.millisUntilTick()).isEqualTo(-1);
  }

  @Test
  void what_was_left_out_is_told_at_the_end_too() {
    trail.acts(actor(1000));
    for (int i = 0; i < 101; i++) {
      trail.failed(failure(Errno.EACCES, "open_process"));
    }
    trail.close();
    assertThat(last().get("count").getAsInt()).isEqualTo(1);
  }
}
