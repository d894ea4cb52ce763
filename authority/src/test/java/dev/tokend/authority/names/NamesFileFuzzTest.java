package dev.tokend.authority.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tokend.kacs.sid.Sid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** The file of names that an administrator writes: names, or one IOException that tells the file. */
class NamesFileFuzzTest {
  @TempDir private static Path folder;

  static List<byte[]> files() {
    return List.of(
        utf8("# names\n\nS-1-5-21-1-2-3-4  DOMAIN\\alice\nBA\tthe administrators\r\n"),
        utf8("S-1-5-18"), utf8("S-1 x"), new byte[] {'S', (byte) 0xFF, ' ', 'x'});
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @MethodSource("files")
  @FuzzTest
  void file(byte[] input) throws IOException {
    Path file = folder.resolve("names");
    Files.write(file, input);
    try {
      for (Map.Entry<Sid, String> entry : NamesFile.read(file).entrySet()) {
        assertThat(entry.getValue()).isNotBlank();
      }
    } catch (IOException e) {
      assertThat(e.getMessage()).contains(file.toString());
    }
  }
}
