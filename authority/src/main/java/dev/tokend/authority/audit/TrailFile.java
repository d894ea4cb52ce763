package dev.tokend.authority.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines, mode 0600, and its predecessors {@code .1} (the latest) to {@code .N}: when it has grown full, each
 * becomes the next older one, and the oldest goes.
 */
final class TrailFile implements Destination {
  private final Path file;
  private final long mostBytes;
  private final int mostOld;
  private @Nullable FileChannel channel;
  private boolean inLine;

  /**
   * @param mostBytes how long a file may grow
   * @param mostOld how many old files are kept, at least 1
   */
  TrailFile(Path file, long mostBytes, int mostOld) {
    this.file = file;
    this.mostBytes = mostBytes;
    this.mostOld = mostOld;
  }

  @Override
  public void write(String line) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
    FileChannel out = channel;
    if (out == null) {
      out = open();
    }
    long size = out.size();
    if (size > 0 && size + bytes.remaining() + 1 > mostBytes) {
      out = rotate(out);
      size = 0;
    }
    if (inLine) {
      write(out, ByteBuffer.wrap(new byte[] {'\n'}), size);
      size++;
    }
    write(out, bytes, size);
  }

  /** What is written in part is taken back, which needs no room; if even that fails, the next line starts anew. */
  private void write(FileChannel out, ByteBuffer bytes, long size) throws IOException {
    boolean whole = false;
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      whole = true;
      inLine = false;
    } finally {
      if (!whole) {
        inLine = bytes.position() > 0;
        takeBack(out, size);
      }
    }
  }

  private void takeBack(FileChannel out, long size) {
    try {
      out.truncate(size);
      inLine = false;
    } catch (IOException e) {
      // The next line begins with an end of line.
      return;
    }
  }

  private FileChannel open() throws IOException {
    FileChannel opened =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    channel = opened;
    inLine = !endsWithLine();
    return opened;
  }

  /** Whoever wrote the file before may have died in the middle of a line. */
  private boolean endsWithLine() throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return in.size() == 0 || in.read(last, in.size() - 1) < 1 || last.get(0) == '\n';
    }
  }

  private FileChannel rotate(FileChannel full) throws IOException {
    for (int age = mostOld; age > 1; age--) {
      moveIfThere(old(age - 1), old(age));
    }
    moveIfThere(file, old(1));
    channel = null;
    full.close();
    return open();
  }

  private Path old(int age) {
    return file.resolveSibling(file.getFileName() + "." + age);
  }

  private static void moveIfThere(Path from, Path to) throws IOException {
    if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
