package dev.tokend.authority.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  private static final String LONG = "x".repeat(100_000);
  private static final int LINES_OF_A_FILE = EventLog.MAX_BYTES / LONG.length();

  @TempDir private Path folder;
  private Path file;
  private int nextUid;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("tokend.log");
  }

  private static List<JsonObject> events(Path file) throws IOException {
    List<JsonObject> events = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      events.add(JsonParser.parseString(line).getAsJsonObject());
    }
    return events;
  }

  /** What happened and to whom, without the long details. */
  private static List<String> written(Path file) throws IOException {
    List<String> written = new ArrayList<>();
    for (JsonObject event : events(file)) {
      written.add(event.get("event").getAsString() + " " + event.get("uid").getAsLong());
    }
    return written;
  }

  /** Writes long lines, each of another uid, so that none is left out. */
  private void fill(EventLog log, int lines) {
    for (int i = 0; i < lines; i++) {
      log.write("filling", ++nextUid, 1, LONG);
    }
  }

  @Test
  void an_event_is_one_line_of_json() throws Exception {
    Instant before = Instant.now();
    try (EventLog log = EventLog.open(file)) {
      log.write("refused", -2, 4711, "a \"quoted\"\nline \u00e9 \u0000");
    }

    List<JsonObject> events = events(file);
    assertThat(events).hasSize(1);
    JsonObject event = events.getFirst();
    assertThat(event.keySet()).containsExactly("time", "event", "uid", "pid", "detail");
    assertThat(Instant.parse(event.get("time").getAsString())).isBetween(before, Instant.now());
    assertThat(event.get("event").getAsString()).isEqualTo("refused");
    assertThat(event.get("uid").getAsLong()).isEqualTo(4_294_967_294L);
    assertThat(event.get("pid").getAsInt()).isEqualTo(4711);
    assertThat(event.get("detail").getAsString()).isEqualTo("a \"quoted\"\nline \u00e9 \u0000");
  }

  @Test
  void it_goes_on_where_an_earlier_one_ended() throws Exception {
    for (String event : List.of("first", "second")) {
      try (EventLog log = EventLog.open(file)) {
        log.write(event, 1, 1, "");
      }
    }
    assertThat(written(file)).containsExactly("first 1", "second 1");
  }

  @Test
  void it_is_for_its_owner_alone_and_no_link() throws Exception {
    EventLog.open(file).close();
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThatIOException().isThrownBy(() -> EventLog.open(link));
  }

  @Test
  void a_uid_beyond_its_budget_is_left_out_and_that_is_said_once() throws Exception {
    try (EventLog log = EventLog.open(file)) {
      for (int i = 0; i < 1000; i++) {
        log.write("flood", 1000, 1, "");
      }
      log.write("other", 1001, 1, "");
    }

    List<String> written = written(file);
    assertThat(written).endsWith("other 1001").contains("events-left-out 1000");
    // A minute may end meanwhile: then there are two budgets.
    assertThat(written.size()).isBetween(122, 2 * 121 + 1);
  }

  @Test
  void a_full_file_becomes_the_predecessor_and_two_is_all_there_is() throws Exception {
    try (EventLog log = EventLog.open(file)) {
      fill(log, LINES_OF_A_FILE);
      assertThat(folder.resolve("tokend.log.1")).doesNotExist();
      fill(log, 1);
      assertThat(folder.resolve("tokend.log.1")).exists();
      assertThat(written(file)).containsExactly("filling " + nextUid);
      fill(log, 10 * LINES_OF_A_FILE);
    }

    assertThat(folder).isDirectoryNotContaining(path -> !path.getFileName().toString().startsWith("tokend.log"));
    assertThat(Files.size(file)).isLessThanOrEqualTo(EventLog.MAX_BYTES);
    assertThat(Files.size(folder.resolve("tokend.log.1"))).isLessThanOrEqualTo(EventLog.MAX_BYTES);
    List<String> expected = new ArrayList<>();
    int inLast = (nextUid - 1) % LINES_OF_A_FILE + 1;
    for (int uid = nextUid - inLast - LINES_OF_A_FILE + 1; uid <= nextUid; uid++) {
      expected.add("filling " + uid);
    }
    assertThat(written(folder.resolve("tokend.log.1"))).isEqualTo(expected.subList(0, LINES_OF_A_FILE));
    assertThat(written(file)).isEqualTo(expected.subList(LINES_OF_A_FILE, expected.size()));
  }

  @Test
  void one_that_cannot_be_rotated_stops_nothing_and_goes_on_when_it_can() throws Exception {
    Path obstacle = Files.createDirectory(folder.resolve("tokend.log.1"));
    Path inIt = Files.createFile(obstacle.resolve("file"));
    try (EventLog log = EventLog.open(file)) {
      assertThatCode(() -> fill(log, 2 * LINES_OF_A_FILE)).doesNotThrowAnyException();
      assertThat(Files.size(file)).isLessThanOrEqualTo(EventLog.MAX_BYTES);
      Files.delete(inIt);
      Files.delete(obstacle);
      log.write("after", 0, 1, LONG);
    }

    assertThat(written(file)).containsExactly("after 0");
    assertThat(written(folder.resolve("tokend.log.1"))).hasSize(LINES_OF_A_FILE);
  }

  @Test
  void one_whose_file_was_taken_away_goes_on_in_a_new_one_when_it_is_full() throws Exception {
    try (EventLog log = EventLog.open(file)) {
      fill(log, LINES_OF_A_FILE);
      Files.delete(file);
      fill(log, 2);
    }
    assertThat(written(file)).hasSize(2);
  }

  @Test
  void a_full_disk_stops_nothing() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "needs /dev/full");
    try (EventLog log = EventLog.open(full)) {
      assertThatCode(() -> log.write("lost", 1, 1, "detail")).doesNotThrowAnyException();
    }
  }

  @Test
  void one_that_was_closed_stops_nothing() throws Exception {
    EventLog log = EventLog.open(file);
    log.close();

    assertThatCode(() -> log.write("lost", 1, 1, "detail")).doesNotThrowAnyException();
    assertThat(file).isEmptyFile();
  }
}
