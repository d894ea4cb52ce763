package dev.tokend.monitor.rights;

/** The right that the listing of logon sessions needs; it is guarded as a file would be (tokens §22). */
public final class FileRights {
  /** Read the content. */
  public static final int READ_DATA = 0x0001;

  private FileRights() {}
}
