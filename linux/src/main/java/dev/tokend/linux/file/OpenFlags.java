package dev.tokend.linux.file;

/** Flags of open(2) on x86-64. O_CLOEXEC and O_NOCTTY are always set and not named here. */
public final class OpenFlags {
  public static final int READ_ONLY = 0;
  public static final int WRITE_ONLY = 1;
  public static final int READ_WRITE = 2;

  /** O_CREAT: makes the file, with the mode that is passed along. */
  public static final int CREATE = 0x40;

  /** O_NONBLOCK: does not wait for the other end of a fifo. */
  public static final int NON_BLOCKING = 0x800;

  /** O_DIRECTORY: fails with ENOTDIR for anything else. */
  public static final int DIRECTORY = 0x10000;

  /** O_NOFOLLOW: fails with ELOOP for a symbolic link, or opens the link itself together with {@link #PATH}. */
  public static final int NO_FOLLOW = 0x20000;

  /** O_PATH: a place to look from, without any access to what is there. */
  public static final int PATH = 0x200000;

  private OpenFlags() {}
}
