package dev.tokend.authority.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.tokend.kacs.sid.Sid;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesFileTest {
  @TempDir private Path folder;

  private Map<Sid, String> read(String text) throws IOException {
    return NamesFile.read(Files.writeString(folder.resolve("names"), text));
  }

  @Test
  void each_line_is_a_sid_white_space_and_a_name() throws Exception {
    assertThat(
            read(
                """
                # people
                S-1-5-21-10-20-30-1001   CORP\\alice
                  S-1-5-21-10-20-30-1002\tCORP\\bob the \u00e9lder\s\s

                S-1-5-21-10-20-30-1003 # is a name, too
                """))
        .containsOnly(
            Map.entry(Sid.of("S-1-5-21-10-20-30-1001"), "CORP\\alice"),
            Map.entry(Sid.of("S-1-5-21-10-20-30-1002"), "CORP\\bob the \u00e9lder"),
            Map.entry(Sid.of("S-1-5-21-10-20-30-1003"), "# is a name, too"));
  }

  @Test
  void lines_may_end_as_elsewhere() throws Exception {
    assertThat(read("S-1-5-21-1 one\r\nS-1-5-21-2 two\r\n"))
        .containsOnly(Map.entry(Sid.of("S-1-5-21-1"), "one"), Map.entry(Sid.of("S-1-5-21-2"), "two"));
  }

  @Test
  void an_empty_file_and_none_name_nothing() throws Exception {
    assertThat(read("")).isEmpty();
    assertThat(NamesFile.read(folder.resolve("missing"))).isEmpty();
    assertThat(NamesFile.read(folder.resolve("missing/folder"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"S-1-5-18", "alice S-1-5-18", "S-1-5-x alice", "S-2-5-18 alice", "S-1-5-18- alice"})
  void a_line_that_is_not_that_is_named(String line) {
    assertThatIOException()
        .isThrownBy(() -> read("# first\n\n" + line + "\n"))
        .withMessageStartingWith(folder.resolve("names") + ", line 3: ");
  }

  @Test
  void a_line_that_is_not_utf_8_is_named() throws Exception {
    Path file = folder.resolve("names");
    Files.write(file, "S-1-5-21-1 one\nS-1-5-21-2 \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatIOException()
        .isThrownBy(() -> NamesFile.read(file))
        .withMessage(file + ", line 2: not UTF-8");
  }

  @Test
  void a_file_that_cannot_be_read_is_named() {
    assertThatIOException()
        .isThrownBy(() -> NamesFile.read(folder))
        .withMessageContaining(folder.toString());
  }

  @Test
  void a_file_of_more_than_4_mebibytes_is_refused() throws Exception {
    Path file = folder.resolve("names");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength((4 << 20) + 1);
    }

    assertThatIOException().isThrownBy(() -> NamesFile.read(file)).withMessageContaining("larger than 4194304 bytes");
  }
}
