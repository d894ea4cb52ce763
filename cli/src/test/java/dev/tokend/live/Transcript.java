package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.cli.Golden;
import dev.tokend.cli.InProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Command lines at a real authority, and what they print, with what differs from run to run put into words: one
 * transcript of text and one of JSON.
 */
final class Transcript {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private final Path socket;
  private final Map<String, String> volatiles = new TreeMap<>();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder json = new StringBuilder();

  Transcript(Path socket) {
    this.socket = socket;
  }

  /** Has a number or a path of this run told as a word. */
  Transcript calling(String name, String value) {
    volatiles.put(value, name);
    return this;
  }

  /** Runs a line that changes nothing twice, as text and as JSON. */
  void look(String line) {
    change(line);
    inJson(line);
  }

  /** Runs a line as text alone. */
  InProcess change(String line) {
    return record(text, line);
  }

  /** Runs a line as JSON alone. */
  void inJson(String line) {
    InProcess outcome = record(json, line.contains(" -- ") ? line.replace(" -- ", " --json -- ") : line + " --json");
    String document = outcome.status() == 0 ? outcome.out() : outcome.err();
    JsonContract.check(JsonParser.parseString(document).getAsJsonObject());
    JsonElement error = JsonParser.parseString(document).getAsJsonObject().get("error");
    if (error instanceof JsonObject object) {
      assertThat(object.get("exit").getAsInt()).as(line).isEqualTo(outcome.status());
    }
  }

  private InProcess record(StringBuilder transcript, String line) {
    InProcess outcome = InProcess.run(socket, words(line));
    assertThat(outcome.out().isEmpty() || outcome.err().isEmpty()).as("output or an error: %s", outcome).isTrue();
    assertThat(outcome.status() == 0).as(line).isEqualTo(outcome.err().isEmpty());
    transcript.append(told("$ token " + line + "\n" + outcome.out() + outcome.err()));
    transcript.append('[').append(outcome.status()).append("]\n\n");
    return outcome;
  }

  private String told(String said) {
    String told = said;
    for (Map.Entry<String, String> entry : volatiles.entrySet()) {
      told = told.replaceAll("(?<!\\d)" + Pattern.quote(entry.getKey()) + "(?!\\d)", entry.getValue());
    }
    return told
        .replaceAll("\"unix\": \"\\d+\"", "\"unix\": \"TIME\"")
        .replaceAll("\"utc\": \"[^\"]+\"", "\"utc\": \"TIME\"");
  }

  private static String[] words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return words.toArray(String[]::new);
  }

  /** Compares both with the recorded ones. */
  void matches(String name) {
    Golden.matches("live/" + name + ".txt", text.toString());
    Golden.matches("live/" + name + ".json.txt", json.toString());
  }
}
