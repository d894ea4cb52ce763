package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsCommandTest {
  private final FakeAuthority authority = FakeAuthority.ofGoldenFiles();

  @BeforeEach
  void fill() throws IOException {
    authority.events.addAll(FakeEvents.all());
  }

  private Outcome run(String line) {
    return Outcome.of(authority, line);
  }

  @Test
  void every_kind_of_event_is_as_recorded() {
    StringBuilder transcript = new StringBuilder();
    for (String line : List.of("authority events", "authority events --raw", "authority events --json")) {
      Outcome outcome = run(line);
      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.status()).isZero();
      assertThat(outcome.out().lines()).hasSize(authority.events.size());
      transcript.append("$ token ").append(line).append('\n').append(outcome.out()).append('\n');
    }
    Golden.matches("events.txt", transcript.toString());
  }

  @Test
  void json_is_the_lines_as_they_are_stored() throws IOException {
    assertThat(run("authority events --json").out().lines()).containsExactlyElementsOf(FakeEvents.all());
  }

  @Test
  void without_follow_nothing_is_waited_for() {
    run("authority events");
    assertThat(authority.eventWaits).containsOnly(0);
    assertThat(authority.startings).containsExactly(ClientFactory.Starting.NEVER);
    assertThat(authority.open).isFalse();
  }

  @Test
  void following_prints_what_comes_until_the_authority_ends() throws IOException {
    authority.followed = 2;
    Outcome outcome = run("authority events --follow --json");
    assertThat(outcome.out().lines()).hasSize(FakeEvents.all().size() + 2);
    assertThat(outcome.out().lines().toList().getLast()).contains("authority-stop");
    assertThat(outcome.status()).isEqualTo(5);
    assertThat(outcome.err()).contains("the authority closed the connection");
  }

  @Test
  void a_reader_that_goes_away_ends_it_well() {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            Map.of(), new ByteArrayInputStream(new byte[0]), gone, err, false, false, FakeAccounts.ofGoldenFiles());
    authority.followed = 1000;
    assertThat(Cli.run(new String[] {"authority", "events", "--follow"}, surroundings, authority)).isZero();
    assertThat(err.size()).isZero();
    assertThat(authority.followed).isEqualTo(1000);
  }

  @Test
  void a_disk_that_takes_nothing_is_an_error() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            Map.of(), new ByteArrayInputStream(new byte[0]), full, err, false, false, FakeAccounts.ofGoldenFiles());
    assertThat(Cli.run(new String[] {"authority", "events"}, surroundings, authority)).isEqualTo(5);
    assertThat(err.toString()).startsWith("token: cannot write the output: No space left on device");
  }

  @Test
  void follow_goes_with_events_only() {
    Outcome outcome = run("authority status --follow");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("token: --follow does not go with status: only events can be followed");
  }

  @Test
  void an_authority_that_does_not_run_is_not_started() {
    authority.running = false;
    Outcome outcome = run("authority events");
    assertThat(outcome.status()).isEqualTo(5);
    assertThat(outcome.err()).startsWith("token: cannot reach the authority");
  }

  @Test
  void no_event_moves_the_terminal_or_stops_the_others() throws IOException {
    authority.events.clear();
    authority.events.add("{\"event\":\"a\\u001b[2J\",\"process\":{\"pid\":1,\"name\":\"\\u202ex\\n\"}}");
    authority.events.add("no JSON at all");
    authority.events.add("[1]");
    authority.events.add("{\"event\":\"refused\",\"needed\":{\"token_rights\":\"0xzz\"},\"caller\":{\"user_sid\":\"S-x\"}}");
    authority.events.add(FakeEvents.stop(5));
    Outcome outcome = run("authority events");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out().lines()).hasSize(3);
    assertThat(outcome.out()).contains("a\\u001b[2J").contains("\\u202ex\\u000a[1]").contains("stopped the authority");
    assertThat(outcome.out().chars()).noneMatch(c -> c != '\n' && Character.isISOControl(c));
    for (String line : FakeEvents.all()) {
      assertThat(JsonParser.parseString(line).isJsonObject()).isTrue();
    }
  }
}
