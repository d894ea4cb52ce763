package dev.tokend.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lines of an audit trail, one of each kind, as a real one has them. */
final class FakeEvents {
  private FakeEvents() {}

  static List<String> all() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/events.jsonl"));
  }

  static String stop(int number) {
    return "{\"number\":" + number + ",\"time\":\"2026-01-02T03:04:05.678Z\",\"event\":\"authority-stop\","
        + "\"process\":{\"pid\":4821,\"name\":\"token\",\"executable_path\":\"/bin/java\"},"
        + "\"caller\":{\"uid\":1000,\"tid\":4821,\"user_sid\":\"S-1-22-1-1000\",\"token_id\":\"1002\","
        + "\"auth_id\":\"1001\",\"impersonating\":false}}";
  }
}
