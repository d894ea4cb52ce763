package dev.tokend.linux.event;

/** Event bits that epoll(7) and poll(2) share. */
public final class Events {
  /** There is something to read, an end of file included; on a pidfd, the process has exited. */
  public static final int IN = 0x1;

  /** Something may be written. */
  public static final int OUT = 0x4;

  /** An error; reported without being asked for. */
  public static final int ERR = 0x8;

  /** Both directions have ended; reported without being asked for. */
  public static final int HUP = 0x10;

  /** poll(2) only: the number is not an open descriptor. */
  public static final int INVALID = 0x20;

  /** The peer will send no more. */
  public static final int RDHUP = 0x2000;

  private Events() {}
}
