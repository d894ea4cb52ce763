package dev.tokend.authority.store;

import dev.tokend.kacs.MalformedException;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.FileStatus;
import dev.tokend.linux.file.OpenFlags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state file: mode 0600, its owner's alone, never a symbolic link. A transaction is appended to it in one write; a
 * new file takes its place in one rename. It is not synchronised to a disk: what it keeps is of this boot only, and what
 * was written outlives whoever wrote it (docs/durability.md).
 *
 * <p>Whoever opens it has the folder locked.
 */
final class StateFile implements StateLog, AutoCloseable {
  private static final long MOST_BYTES = 1L << 30;
  private static final int OF_OTHERS = 0077;

  private final Path file;
  private final UUID boot;
  private FileChannel channel;
  private long size;

  /** Whether something may stand behind {@link #size} that must not be read. */
  private boolean torn;

  /**
   * An open state file.
   *
   * @param kept what was in it
   */
  record Opened(StateFile file, List<List<Change>> kept) {}

  private StateFile(Path file, UUID boot, FileChannel channel, long size) {
    this.file = file;
    this.boot = boot;
    this.channel = channel;
    this.size = size;
  }

  /**
   * Opens the state file of a folder; where there is none, or one of another boot, an empty one is made.
   *
   * @param uid who must own it
   * @throws MalformedException if it is damaged
   * @throws IOException if it cannot be read, is of another version, or is not the owner's alone
   */
  static Opened open(Path file, UUID boot, int uid) throws IOException, MalformedException {
    byte[] bytes = read(file, uid);
    return switch (bytes == null ? new StateBytes.Content.OfOtherBoot() : StateBytes.read(bytes, boot)) {
      case StateBytes.Content.OfOtherBoot b -> {
        byte[] header = StateBytes.header(boot);
        yield new Opened(new StateFile(file, boot, make(file, header), header.length), List.of());
      }
      case StateBytes.Content.OfOtherVersion(int version) ->
          throw new IOException(
              file
                  + " has version "
                  + Integer.toUnsignedString(version)
                  + ", and this build knows version "
                  + StateBytes.VERSION
                  + "; start the build that wrote it, or restart the machine");
      case StateBytes.Content.Kept kept -> {
        FileChannel channel = open(file, StandardOpenOption.WRITE);
        try {
          channel.truncate(kept.length());
        } catch (IOException e) {
          channel.close();
          throw e;
        }
        yield new Opened(new StateFile(file, boot, channel, kept.length()), kept.transactions());
      }
    };
  }

  private static byte @Nullable [] read(Path file, int uid) throws IOException {
    try (Fd place = FileOpen.open(file, OpenFlags.PATH | OpenFlags.NO_FOLLOW)) {
      FileStatus status = FileStatus.of(place.number());
      if (!status.isRegular() || status.uid() != uid || (status.permissions() & OF_OTHERS) != 0) {
        throw new IOException(file + " is not a file that uid " + Integer.toUnsignedString(uid) + " has for itself");
      }
    } catch (ErrnoException e) {
      if (e.errno() == LinuxErrno.ENOENT) {
        return null;
      }
      throw e;
    }
    try (FileChannel in = open(file, StandardOpenOption.READ)) {
      if (in.size() > MOST_BYTES) {
        throw new IOException(file + " has more than " + MOST_BYTES + " bytes");
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) in.size());
      int count = 0;
      while (bytes.hasRemaining() && count >= 0) {
        count = in.read(bytes, bytes.position());
      }
      return Arrays.copyOf(bytes.array(), bytes.position());
    }
  }

  private static FileChannel open(Path file, StandardOpenOption how) throws IOException {
    return FileChannel.open(file, Set.of(how, LinkOption.NOFOLLOW_LINKS));
  }

  /** Makes a file with this content and puts it in the place of the one that is there, if any. */
  private static FileChannel make(Path file, byte[] content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    FileChannel channel =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      write(channel, content, 0);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return channel;
    } catch (IOException e) {
      channel.close();
      Files.deleteIfExists(fresh);
      throw e;
    }
  }

  private static void write(FileChannel channel, byte[] bytes, long at) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer, at + buffer.position());
    }
  }

  @Override
  public void append(List<Change> transaction) throws IOException {
    byte[] record = StateBytes.record(transaction);
    if (torn) {
      takeBack();
    }
    try {
      write(channel, record, size);
      size += record.length;
    } catch (IOException e) {
      torn = true;
      takeBackIfPossible();
      throw e;
    }
  }

  private void takeBackIfPossible() {
    try {
      takeBack();
    } catch (IOException e) {
      // Nothing is appended behind it before it is gone; and to be read it lacks its end.
      return;
    }
  }

  /** Takes back what is written in part, which needs no room. */
  private void takeBack() throws IOException {
    channel.truncate(size);
    torn = false;
  }

  @Override
  public void rewrite(Collection<Change> all) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(StateBytes.header(boot));
    content.writeBytes(StateBytes.record(List.copyOf(all)));
    byte[] bytes = content.toByteArray();
    FileChannel fresh = make(file, bytes);
    channel.close();
    channel = fresh;
    size = bytes.length;
    torn = false;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
