package dev.tokend.authority.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A new file in the place of another one, in one step: whoever looks finds the old one or the whole new one. It is on the
 * disk before it has its name, and the name is before this returns, so that after a power failure the file at least says
 * of which boot it is.
 */
final class Replacement {

  private Replacement() {}

  /** Writes the content. */
  interface Content {
    void write(FileChannel file) throws IOException;
  }

  /**
   * Makes the file, mode 0600.
   *
   * @return the file, open to be written to
   * @throws IOException if nothing has changed
   */
  static FileChannel of(Path file, Content content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    FileChannel channel =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      content.write(channel);
      channel.force(true);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      channel.close();
      Files.deleteIfExists(fresh);
      throw e;
    }
    rememberName(file);
    return channel;
  }

  /** Where the folder cannot be written out the file is there all the same, and lost with this boot at worst. */
  private static void rememberName(Path file) {
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      return;
    }
  }
}
