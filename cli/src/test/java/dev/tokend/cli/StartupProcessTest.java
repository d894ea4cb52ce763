package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.surface.protocol.InspectRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the JVM links at run time on the way to the output: nothing. The first lambda, pattern switch, or comparison of
 * two records costs milliseconds, which is what these subcommands are made of.
 */
class StartupProcessTest {
  private static final Pattern LINKED = Pattern.compile(
      "LambdaForm\\$MH/|\\$\\$Lambda|\\$\\$TypeSwitch|java\\.lang\\.runtime\\.|java\\.util\\.stream\\.|java\\.util\\.Formatter ");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {
      "", "show --all --pid 7 --label", "user --raw --self", "groups", "claims --real", "default-dacl", "stats",
      "show --all --json", "query user --pid 1"})
  void nothing_is_linked_on_the_way_to_the_output(String line) throws IOException, InterruptedException {
    nothingIsLinked(FakeTokens.alice(), line);
    nothingIsLinked(FakeTokens.sandbox(), line);
  }

  private void nothingIsLinked(FakeToken token, String line) throws IOException, InterruptedException {
    Path answer = folder.resolve("answer");
    Files.write(answer, token.inspect(InspectRequest.ALL_CLASSES, true).encode());
    Path log = folder.resolve("classes");
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xlog:class+load:file=" + log,
        "-cp", System.getProperty("java.class.path"),
        StartupProbe.class.getName(), answer.toString()));
    if (!line.isEmpty()) {
      command.addAll(List.of(line.split(" ")));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    List<String> linked = new ArrayList<>();
    boolean begun = false;
    for (String loaded : Files.readAllLines(log)) {
      begun |= loaded.contains(StartupProbe.Begin.class.getName());
      if (begun && LINKED.matcher(loaded).find() && !loaded.contains("shared objects file")) {
        linked.add(loaded);
      }
    }
    assertThat(begun).isTrue();
    assertThat(linked).isEmpty();
  }
}
