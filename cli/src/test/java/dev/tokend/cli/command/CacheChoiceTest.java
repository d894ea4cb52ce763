package dev.tokend.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The launcher gives each subcommand the AOT cache that was made for it. */
class CacheChoiceTest {
  private static final Pattern WORD = Pattern.compile("\\*\" ([a-z]+) \"\\*");

  @Test
  void every_subcommand_that_uses_lambdas_is_named_in_the_launcher() throws IOException {
    String script = Files.readString(Path.of("../launch/start.sh"));
    Set<String> named = new TreeSet<>();
    for (Matcher word = WORD.matcher(script.substring(script.indexOf("cache=reading"))); word.find(); ) {
      named.add(word.group(1));
    }
    Set<String> others = new TreeSet<>(CommandTable.names());
    for (Command row : InspectCommands.ROWS) {
      others.remove(row.name());
    }
    others.removeAll(Set.of("check", "sd", "authority", "help", "version"));
    assertThat(named).isEqualTo(others);
  }
}
