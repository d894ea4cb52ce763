package dev.tokend.authority;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.file.FileLock;
import dev.tokend.linux.file.RuntimeFolder;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.socket.SocketOptions;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The folder and the socket that an authority listens at. The folder is its own alone, so that nobody can put a socket
 * of theirs in its place; a lock in it keeps a second authority away.
 */
final class ListeningPlace implements AutoCloseable {

  private static final int BACKLOG = 1024;
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final long PAUSE_NANOS = 10_000_000;
  private static final int FILE_TYPE = 0170000;
  private static final int SOCKET = 0140000;

  private final Path socketPath;
  private final FileLock lock;
  private final Fd listener;
  private final boolean inherited;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ListeningPlace(Path socketPath, FileLock lock, Fd listener, boolean inherited) {
    this.socketPath = socketPath;
    this.lock = lock;
    this.listener = listener;
    this.inherited = inherited;
  }

  /**
   * Takes the place. Where another authority has it that does not answer yet, or no more, this waits until it does or
   * has left.
   *
   * @return null where another authority has it and answers
   * @throws IOException if the folder cannot be made, or somebody else could put things into it, or another authority
   *     has the place for too long without answering
   */
  static @Nullable ListeningPlace take(Options options) throws IOException {
    Path folder = folder(options.socket());
    makeFolder(folder, options.machineWide());
    FileLock lock = lock(folder.resolve("tokend.lock"), options.socket());
    if (lock == null) {
      return null;
    }
    try {
      removeLeftOver(options.socket());
      return new ListeningPlace(options.socket(), lock, listen(options), false);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Takes the place with a socket that listens there already and stays when this authority ends. Waits for an authority
   * before it that has not left yet.
   *
   * @throws IOException as {@link #take(Options)}
   */
  static ListeningPlace take(Options options, Fd inherited) throws IOException {
    Path folder = folder(options.socket());
    makeFolder(folder, options.machineWide());
    FileLock lock = lock(folder.resolve("tokend.lock"), null);
    return new ListeningPlace(options.socket(), Objects.requireNonNull(lock), inherited, true);
  }

  private static Path folder(Path socket) throws IOException {
    Path folder = socket.getParent();
    if (folder == null) {
      throw new IOException(socket + " is no place for a socket");
    }
    return folder;
  }

  /** The lock; null where another authority has it and answers at {@code socket}, which may be null: never asked. */
  private static @Nullable FileLock lock(Path file, @Nullable Path socket) throws IOException {
    long start = System.nanoTime();
    while (true) {
      FileLock lock = FileLock.tryAcquire(file);
      if (lock != null || (socket != null && answers(socket))) {
        return lock;
      }
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new IOException(
            "another process has " + file + " locked" + (socket == null ? "" : ", and nobody answers at " + socket));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static boolean answers(Path socket) throws IOException {
    try (Fd client = UnixSocket.nonBlocking(SocketType.STREAM)) {
      UnixSocket.connect(client.number(), socket);
      return true;
    } catch (ErrnoException e) {
      return switch (e.errno()) {
        // Its queue is full of others.
        case LinuxErrno.EAGAIN -> true;
        case LinuxErrno.ENOENT, LinuxErrno.ECONNREFUSED -> false;
        default -> throw e;
      };
    }
  }

  /** A socket that another authority left behind is removed; nothing else is. */
  private static void removeLeftOver(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      if ((mode & FILE_TYPE) != SOCKET) {
        throw new IOException(path + " is there and is no socket; remove it, or choose another --socket");
      }
      Files.delete(path);
    }
  }

  private static void makeFolder(Path folder, boolean machineWide) throws IOException {
    Path parent = folder.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    int uid = ProcessIds.effectiveUid();
    RuntimeFolder.Verdict verdict = RuntimeFolder.ensure(folder, uid);
    if (machineWide && isOwnFolder(verdict)) {
      // Everybody must reach the socket; a new folder is for its owner alone.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      return;
    }
    if (verdict != RuntimeFolder.Verdict.SAFE) {
      throw new IOException(
          folder
              + " is not a folder that uid "
              + Integer.toUnsignedString(uid)
              + " has for itself ("
              + words(verdict)
              + "); remove it, or choose another --socket");
    }
  }

  private static boolean isOwnFolder(RuntimeFolder.Verdict verdict) {
    return verdict == RuntimeFolder.Verdict.SAFE || verdict == RuntimeFolder.Verdict.OPEN_TO_OTHERS;
  }

  private static String words(RuntimeFolder.Verdict verdict) {
    return switch (verdict) {
      case SAFE -> "it is";
      case MISSING -> "it is missing";
      case SYMBOLIC_LINK -> "it is a symbolic link";
      case NOT_A_FOLDER -> "it is not a folder";
      case OTHER_OWNER -> "it belongs to another user";
      case OPEN_TO_OTHERS -> "others have permissions on it";
      case WRITABLE_BY_OTHERS -> "others may write to it";
    };
  }

  private static Fd listen(Options options) throws IOException {
    Fd listener = UnixSocket.nonBlocking(SocketType.STREAM);
    try {
      // Accepted sockets inherit it, so that already the first message names its sender.
      SocketOptions.receiveCredentials(listener.number());
      UnixSocket.bind(listener.number(), options.socket());
      Files.setPosixFilePermissions(
          options.socket(), PosixFilePermissions.fromString(options.machineWide() ? "rw-rw-rw-" : "rw-------"));
      UnixSocket.listen(listener.number(), BACKLOG);
      return listener;
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  /** The listening socket. */
  Fd listener() {
    return listener;
  }

  /** The folder. */
  Path folder() {
    Path folder = socketPath.getParent();
    return folder == null ? Path.of("/") : folder;
  }

  /**
   * Stops listening; a socket of one's own goes before the lock does. Once only: later the place may be another
   * authority's.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    listener.close();
    try {
      if (!inherited) {
        Files.deleteIfExists(socketPath);
      }
    } catch (IOException e) {
      // Whoever comes next removes it.
      return;
    } finally {
      lock.close();
    }
  }
}
