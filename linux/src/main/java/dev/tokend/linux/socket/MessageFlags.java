package dev.tokend.linux.socket;

/** Flags of recvmsg(2) and sendmsg(2). MSG_CMSG_CLOEXEC and MSG_NOSIGNAL are always set and not named here. */
public final class MessageFlags {
  /** No flags. */
  public static final int NONE = 0;

  /** Leaves the message in the queue; its descriptors are duplicated, so they must be closed here as well. */
  public static final int PEEK = 0x2;

  /** Does not wait, whatever the descriptor's mode: EAGAIN instead. */
  public static final int DONTWAIT = 0x40;

  /** On a stream, waits for all the bytes that were asked for. */
  public static final int WAITALL = 0x100;

  static final int CTRUNC = 0x8;
  static final int TRUNC = 0x20;
  static final int NOSIGNAL = 0x4000;
  static final int CMSG_CLOEXEC = 0x40000000;

  private MessageFlags() {}
}
