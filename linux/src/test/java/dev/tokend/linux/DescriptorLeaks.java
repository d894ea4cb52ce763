package dev.tokend.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.linux.file.FileContent;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.FolderListing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test after which this process has more sockets, pidfds, pipes, folders of /proc or files of /tmp open than
 * before.
 */
public final class DescriptorLeaks implements BeforeEachCallback, AfterEachCallback {
  private List<String> before = List.of();

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    before = open();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    assertThat(open()).as("open descriptors after the test").hasSameSizeAs(before);
  }

  /** What the descriptors of this process link to, without the JVM's own files, which it opens when it likes. */
  public static List<String> open() throws ErrnoException {
    List<String> open = new ArrayList<>();
    for (String number : FolderListing.names(FileOpen.WORKING_DIRECTORY, "/proc/self/fd")) {
      try {
        byte[] link = FileContent.readLink(FileOpen.WORKING_DIRECTORY, "/proc/self/fd/" + number);
        String target = new String(link, StandardCharsets.UTF_8);
        if (!target.startsWith("/") || target.startsWith("/proc/") || target.startsWith("/tmp/")) {
          open.add(number + " " + target);
        }
      } catch (ErrnoException e) {
        // The listing's own descriptor, closed meanwhile.
        assertThat(e.errno()).isEqualTo(LinuxErrno.ENOENT);
      }
    }
    return open;
  }
}
