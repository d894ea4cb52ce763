package dev.tokend.linux.file;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;

/**
 * What fstat(2) says of an open file.
 *
 * @param device the file system
 * @param inode the file in it
 * @param mode the type and the permission bits
 * @param uid the owner, unsigned 32 bits
 * @param gid the group, unsigned 32 bits
 */
public record FileStatus(long device, long inode, int mode, int uid, int gid) {
  private static final int TYPE_MASK = 0xF000;
  private static final int TYPE_FOLDER = 0x4000;
  private static final int TYPE_REGULAR = 0x8000;
  private static final int TYPE_LINK = 0xA000;
  private static final int PERMISSIONS = 0xFFF;

  // struct stat of x86-64, 144 bytes.
  private static final long ST_DEV = 0;
  private static final long ST_INO = 8;
  private static final long ST_MODE = 24;
  private static final long ST_UID = 28;
  private static final long ST_GID = 32;

  /** Asks about a descriptor. */
  public static FileStatus of(int fd) throws ErrnoException {
    MemorySegment stat = CallMemory.scratch();
    Syscall.check("fstat", Syscall.invoke(SyscallNumber.FSTAT, fd, stat.address()));
    return new FileStatus(
        stat.get(JAVA_LONG, ST_DEV),
        stat.get(JAVA_LONG, ST_INO),
        stat.get(JAVA_INT, ST_MODE),
        stat.get(JAVA_INT, ST_UID),
        stat.get(JAVA_INT, ST_GID));
  }

  /** The inode number alone, without an allocation. */
  public static long inode(int fd) throws ErrnoException {
    MemorySegment stat = CallMemory.scratch();
    Syscall.check("fstat", Syscall.invoke(SyscallNumber.FSTAT, fd, stat.address()));
    return stat.get(JAVA_LONG, ST_INO);
  }

  /** Whether it is a folder. */
  public boolean isFolder() {
    return (mode & TYPE_MASK) == TYPE_FOLDER;
  }

  /** Whether it is an ordinary file. */
  public boolean isRegular() {
    return (mode & TYPE_MASK) == TYPE_REGULAR;
  }

  /** Whether it is a symbolic link. */
  public boolean isLink() {
    return (mode & TYPE_MASK) == TYPE_LINK;
  }

  /** The permission bits, with set-uid, set-gid and sticky. */
  public int permissions() {
    return mode & PERMISSIONS;
  }
}
