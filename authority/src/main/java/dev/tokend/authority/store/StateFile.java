package dev.tokend.authority.store;

import dev.tokend.kacs.MalformedException;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.FileStatus;
import dev.tokend.linux.file.OpenFlags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The state file: mode 0600, its owner's alone, never a symbolic link. A transaction is appended to it in one write; a
 * new file takes its place in one rename. Appending does not wait for a disk: what is kept is of this boot only, and what
 * was written outlives whoever wrote it (docs/durability.md).
 *
 * <p>Whoever opens it has the folder locked.
 */
final class StateFile implements StateLog, AutoCloseable {
  /** A longer one is not read, and so not written. */
  static final long MOST_BYTES = Integer.MAX_VALUE;

  private static final int OF_OTHERS = 0077;
  private static final int BYTES_AT_ONCE = 1 << 20;

  private final Path file;
  private final UUID boot;
  private FileChannel channel;
  private long size;

  /** Whether something may stand behind {@link #size} that must not be read. */
  private boolean torn;

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
   * @param kept is given each transaction; of no use where this fails
   * @throws MalformedException if it is damaged
   * @throws IOException if it cannot be read, is of another version, or is not the owner's alone
   */
  static StateFile open(Path file, UUID boot, int uid, Consumer<List<Change>> kept)
      throws IOException, MalformedException {
    FileChannel there = find(file, uid);
    if (there == null) {
      return empty(file, boot);
    }
    StateFile opened = null;
    try {
      if (there.size() > MOST_BYTES) {
        throw new IOException(file + " has more than " + MOST_BYTES + " bytes");
      }
      switch (StateBytes.read(new StateInput(there), boot, kept)) {
        case StateBytes.Content.OfOtherBoot b -> {
          return empty(file, boot);
        }
        case StateBytes.Content.OfOtherVersion(int version) ->
            throw new IOException(
                file
                    + " has version "
                    + Integer.toUnsignedString(version)
                    + ", and this build knows version "
                    + StateBytes.VERSION
                    + "; start the build that wrote it, or restart the machine");
        case StateBytes.Content.Kept(int length) -> {
          there.truncate(length);
          opened = new StateFile(file, boot, there, length);
        }
      }
      return opened;
    } finally {
      if (opened == null) {
        there.close();
      }
    }
  }

  /** Puts a file without anything but these changes in the place of the one that is there, if any. */
  static void replace(Path file, UUID boot, List<Change> changes) throws IOException {
    Replacement.of(file, fresh -> write(fresh, boot, changes)).close();
  }

  private static StateFile empty(Path file, UUID boot) throws IOException {
    FileChannel channel = Replacement.of(file, fresh -> write(fresh, boot, List.of()));
    return new StateFile(file, boot, channel, StateBytes.HEADER_SIZE);
  }

  /** What is looked at is what is opened, whatever becomes of its name. */
  private static @Nullable FileChannel find(Path file, int uid) throws IOException {
    try (Fd place = FileOpen.open(file, OpenFlags.PATH | OpenFlags.NO_FOLLOW)) {
      FileStatus status = FileStatus.of(place.number());
      if (!status.isRegular() || status.uid() != uid || (status.permissions() & OF_OTHERS) != 0) {
        throw new IOException(file + " is not a file that uid " + Integer.toUnsignedString(uid) + " has for itself");
      }
      return FileChannel.open(
          Path.of("/proc/self/fd/" + place.number()), StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (ErrnoException e) {
      if (e.errno() == LinuxErrno.ENOENT) {
        return null;
      }
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
    if (size + record.length > MOST_BYTES) {
      throw new IOException("the state file would have more than " + MOST_BYTES + " bytes");
    }
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
    long[] length = new long[1];
    FileChannel before = channel;
    channel = Replacement.of(file, fresh -> length[0] = write(fresh, boot, all));
    size = length[0];
    torn = false;
    try {
      before.close();
    } catch (IOException e) {
      // Nothing is written to it any more.
      return;
    }
  }

  /** In records of a bearable size: it is one file only once it is whole. */
  private static long write(FileChannel fresh, UUID boot, Collection<Change> all) throws IOException {
    long at = append(fresh, 0, StateBytes.header(boot));
    List<Change> some = new ArrayList<>();
    int bytes = 0;
    for (Change change : all) {
      some.add(change);
      Body body = change.body();
      bytes += body == null ? 0 : body.length();
      if (bytes >= BYTES_AT_ONCE) {
        at = append(fresh, at, StateBytes.record(some));
        some.clear();
        bytes = 0;
      }
    }
    return some.isEmpty() ? at : append(fresh, at, StateBytes.record(some));
  }

  private static long append(FileChannel channel, long at, byte[] bytes) throws IOException {
    write(channel, bytes, at);
    return at + bytes.length;
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
