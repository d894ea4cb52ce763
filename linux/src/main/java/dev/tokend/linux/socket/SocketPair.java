package dev.tokend.linux.socket;

import dev.tokend.linux.Fd;

/** The two connected ends that socketpair(2) makes. */
public record SocketPair(Fd first, Fd second) implements AutoCloseable {
  /** Closes both ends, as far as they are still owned. */
  @Override
  public void close() {
    first.close();
    second.close();
  }
}
