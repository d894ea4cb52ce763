package dev.tokend.linux.socket;

/** The kinds of Unix domain socket (socket(2)). */
public enum SocketType {
  STREAM(1),
  DGRAM(2),
  SEQPACKET(5);

  private final int number;

  SocketType(int number) {
    this.number = number;
  }

  /** The SOCK_ constant. */
  public int number() {
    return number;
  }
}
