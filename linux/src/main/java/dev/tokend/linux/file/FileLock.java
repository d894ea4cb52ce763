package dev.tokend.linux.file;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive flock(2) of a file that is made for it. It ends when this is closed, or when the process ends; the file stays,
 * since to remove it would let two holders lock two files of one name.
 */
public final class FileLock implements AutoCloseable {
  private static final int LOCK_EX = 2;
  private static final int LOCK_NB = 4;
  private static final int OWNER_READS_AND_WRITES = 0_600;

  private final Fd file;

  private FileLock(Fd file) {
    this.file = file;
  }

  /**
   * Locks if nobody else does.
   *
   * @return null if another process holds the lock
   * @throws ErrnoException ELOOP for a symbolic link, EACCES for another user's file
   */
  public static @Nullable FileLock tryAcquire(Path path) throws ErrnoException {
    return acquire(path, LOCK_EX | LOCK_NB);
  }

  /** Locks, waiting until nobody else does. */
  public static FileLock acquire(Path path) throws ErrnoException {
    FileLock lock = acquire(path, LOCK_EX);
    if (lock == null) {
      throw new ErrnoException("flock " + path, LinuxErrno.EAGAIN);
    }
    return lock;
  }

  private static @Nullable FileLock acquire(Path path, int operation) throws ErrnoException {
    int flags = OpenFlags.READ_WRITE | OpenFlags.CREATE | OpenFlags.NO_FOLLOW;
    Fd file = FileOpen.open(path, flags, OWNER_READS_AND_WRITES);
    long result;
    do {
      result = Syscall.invoke(SyscallNumber.FLOCK, file.number(), operation);
    } while (result == -LinuxErrno.EINTR);
    if (result == 0) {
      return new FileLock(file);
    }
    file.close();
    if (result == -LinuxErrno.EAGAIN) {
      return null;
    }
    throw new ErrnoException("flock " + path, (int) -result);
  }

  /** The descriptor of the locked file: whoever inherits it holds the lock, too. */
  public int number() {
    return file.number();
  }

  @Override
  public void close() {
    file.close();
  }
}
