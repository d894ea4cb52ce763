package dev.tokend.cli.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Who could replace a program that root is to run. */
final class RootOnly {

  private static final int WRITE_OF_OTHERS = 022;

  private RootOnly() {}

  /**
   * The first folder or file on the way to a path that somebody else than root owns or may write to; null where there
   * is none. Every link on the way is followed, and the folders that it leads through are looked at instead.
   */
  static @Nullable Path weakness(Path path) throws IOException {
    Path real = path.toRealPath();
    for (int names = 0; names <= real.getNameCount(); names++) {
      Path part = names == 0 ? Path.of("/") : Path.of("/").resolve(real.subpath(0, names));
      int owner = (Integer) Files.getAttribute(part, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      int mode = (Integer) Files.getAttribute(part, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      if (owner != 0 || (mode & WRITE_OF_OTHERS) != 0) {
        return part;
      }
    }
    return null;
  }
}
