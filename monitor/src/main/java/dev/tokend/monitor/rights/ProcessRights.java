package dev.tokend.monitor.rights;

/** The rights of a process that the monitor asks for (formats §4.3). */
public final class ProcessRights {
  /** Look at the process's token. */
  public static final int QUERY_INFORMATION = 0x0400;

  /** Know that the process exists; what the default descriptor gives to Everyone. */
  public static final int QUERY_LIMITED = 0x1000;

  private ProcessRights() {}
}
