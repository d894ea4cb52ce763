package dev.tokend.linux.file;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CString;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** The private folder in which one user's sockets and locks live, and whether it can be trusted. */
public final class RuntimeFolder {
  private static final int OWNER_ONLY = 0_700;
  private static final int GROUP_AND_OTHERS = 0_077;
  private static final int WRITE_OF_OTHERS = 0_022;

  private RuntimeFolder() {}

  /** What is at the path. Everything but {@link #SAFE} means: put nothing there and believe nothing from there. */
  public enum Verdict {
    /** A folder of the expected owner that nobody else may enter. */
    SAFE,
    /** Nothing. */
    MISSING,
    /** A symbolic link, whatever it points to: whoever made it may point it elsewhere. */
    SYMBOLIC_LINK,
    /** A file, socket or device. */
    NOT_A_FOLDER,
    /** A folder of another user. */
    OTHER_OWNER,
    /** A folder that group or others may write to: anything in it may be theirs. */
    WRITABLE_BY_OTHERS,
    /** A folder that group or others may look into and not write to. */
    OPEN_TO_OTHERS
  }

  /**
   * Looks at a path without following a link at its end.
   *
   * @param ownerUid who must own it, unsigned 32 bits
   * @throws ErrnoException where the path cannot even be looked at, such as EACCES
   */
  public static Verdict check(Path path, int ownerUid) throws ErrnoException {
    long result = FileOpen.atOrErrno(
        FileOpen.WORKING_DIRECTORY, path.toString(), OpenFlags.PATH | OpenFlags.NO_FOLLOW, 0);
    if (result == -LinuxErrno.ENOENT) {
      return Verdict.MISSING;
    }
    try (Fd place = Fd.of("open " + path, result)) {
      FileStatus status = FileStatus.of(place.number());
      if (status.isLink()) {
        return Verdict.SYMBOLIC_LINK;
      }
      if (!status.isFolder()) {
        return Verdict.NOT_A_FOLDER;
      }
      if (status.uid() != ownerUid) {
        return Verdict.OTHER_OWNER;
      }
      if ((status.permissions() & WRITE_OF_OTHERS) != 0) {
        return Verdict.WRITABLE_BY_OTHERS;
      }
      return (status.permissions() & GROUP_AND_OTHERS) == 0 ? Verdict.SAFE : Verdict.OPEN_TO_OTHERS;
    }
  }

  /**
   * Makes the folder with mode 0700 if nothing is there, and looks at what is there then.
   *
   * @throws ErrnoException of mkdir(2), other than EEXIST
   */
  public static Verdict ensure(Path path, int ownerUid) throws ErrnoException {
    MemorySegment scratch = CallMemory.scratch();
    if (!CString.write(scratch, path.toString())) {
      throw new ErrnoException("mkdir", LinuxErrno.ENAMETOOLONG);
    }
    long result =
        Syscall.invoke(SyscallNumber.MKDIRAT, FileOpen.WORKING_DIRECTORY, scratch.address(), OWNER_ONLY);
    if (result != -LinuxErrno.EEXIST) {
      Syscall.check("mkdir " + path, result);
    }
    return check(path, ownerUid);
  }
}
