package dev.tokend.authority.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test after which this process has more sockets, pidfds or pipes open than before. */
final class DescriptorLeaks implements BeforeEachCallback, AfterEachCallback {
  private List<String> before = List.of();

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    before = open();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    assertThat(open()).as("open descriptors after the test").hasSameSizeAs(before);
  }

  private static List<String> open() throws IOException {
    List<String> open = new ArrayList<>();
    String[] numbers = new File("/proc/self/fd").list();
    assertThat(numbers).isNotNull();
    for (String number : numbers) {
      try {
        String target = Files.readSymbolicLink(Path.of("/proc/self/fd", number)).toString();
        if (!target.startsWith("/")) {
          open.add(number + " " + target);
        }
      } catch (NoSuchFileException e) {
        // The listing's own.
        continue;
      }
    }
    return open;
  }
}
