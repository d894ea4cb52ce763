package dev.tokend.linux.proc;

/**
 * The user namespace of a process (user_namespaces(7)).
 *
 * @param inode its number, as {@code ns/user} links to it; 0 where only the uid map could be read
 * @param isInitial whether it is the one that the machine began with; from the uid map alone, whether that maps every
 *     id to itself, which root can also give to another namespace
 */
public record UserNamespace(long inode, boolean isInitial) {
  /** PROC_USER_INIT_INO of the kernel. */
  public static final long INITIAL_INODE = 4026531837L;

  private static final long ALL_IDS = 4294967295L;

  /** Reads the target of {@code ns/user}: {@code user:[4026531837]}. */
  public static UserNamespace parseLink(byte[] target) throws ProcFormatException {
    ProcText text = new ProcText("ns/user", target);
    if (!text.until('[').equals("user:")) {
      throw text.fail("not a user namespace");
    }
    long inode = text.unsignedLong();
    if (!text.until(']').isEmpty() || !text.atEnd()) {
      throw text.fail("more than a number");
    }
    return new UserNamespace(inode, inode == INITIAL_INODE);
  }

  /**
   * Reads {@code uid_map}: lines of the first id inside, the first outside, and how many. None is a namespace not
   * mapped yet.
   */
  public static UserNamespace parseUidMap(byte[] map) throws ProcFormatException {
    ProcText text = new ProcText("uid_map", map);
    boolean identity = false;
    while (!text.skipBlanks().atEnd()) {
      ProcText line = text.line();
      long inside = line.unsignedLong();
      long outside = line.unsignedLong();
      long count = line.unsignedLong();
      if (!line.skipBlanks().atEnd()) {
        throw line.fail("more than three numbers");
      }
      identity |= inside == 0 && outside == 0 && count == ALL_IDS;
    }
    return new UserNamespace(0, identity);
  }
}
