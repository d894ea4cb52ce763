package dev.tokend.cli.install;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Folders as a whole: copied for everybody to read, and removed. Links are never followed. */
final class Tree {

  private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> DATA = PosixFilePermissions.fromString("rw-r--r--");

  private Tree() {}

  /**
   * Copies a folder to a new one that its owner writes and everybody reads. Times stay, since an archive of classes
   * knows its jars by theirs; links stay links.
   */
  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(from, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        makeFolder(to.resolve(from.relativize(folder)));
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Path target = to.resolve(from.relativize(file));
        Files.copy(file, target, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isSymbolicLink()) {
          boolean program = Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
          Files.setPosixFilePermissions(target, program ? PROGRAM : DATA);
          Files.setLastModifiedTime(target, attributes.lastModifiedTime());
        }
        return FileVisitResult.CONTINUE;
      }
    });
  }

  /** Copies a file over what is there, for everybody to read. */
  static void copyFile(Path from, Path to) throws IOException {
    Files.createDirectories(parent(to));
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(to, DATA);
  }

  /** Makes a symbolic link in place of what is there. */
  static void link(Path link, Path target) throws IOException {
    Files.createDirectories(parent(link));
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }

  /** Removes a file, a link or a folder with all that is in it; whether there was something. */
  static boolean remove(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Files.walkFileTree(path, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
          throws IOException {
        if (e != null) {
          throw e;
        }
        Files.delete(folder);
        return FileVisitResult.CONTINUE;
      }
    });
    return true;
  }

  /** Removes a folder that nothing is in, which the last link in it left behind. */
  static void removeIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // It is others' too.
      return;
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PROGRAM);
  }

  private static Path parent(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IOException(path + " has no folder");
    }
    return parent;
  }
}
