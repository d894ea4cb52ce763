package dev.tokend.surface.protocol;

/** Which token a request is about (docs/protocol.md, "Targets"; the command's target flags). */
public sealed interface Target {

  /** The effective token of the calling thread (tokens §9.1). */
  record Self() implements Target {}

  /** The primary token of the calling process, even while its thread impersonates (tokens §9.1, KACS_REAL_TOKEN). */
  record Real() implements Target {}

  /**
   * The primary token of a process (tokens §9.2).
   *
   * @param pid the process's number as the authority sees it
   */
  record Process(int pid) implements Target {}

  /**
   * The effective token of a thread (tokens §9.3).
   *
   * @param pid the process's number as the authority sees it
   * @param tid the thread's number, of that process
   */
  record Thread(int pid, int tid) implements Target {}

  /**
   * The identity captured on a connected Unix socket (tokens §9.4).
   *
   * @param fd the socket, a descriptor of the calling process
   */
  record Peer(int fd) implements Target {}

  /**
   * A token handle that the calling process holds.
   *
   * @param fd the handle, a descriptor of the calling process
   */
  record Handle(int fd) implements Target {}

  /** The descriptor to send along, or -1. Every command asks, so this is no pattern switch, whose first use is slow. */
  default int descriptor() {
    if (this instanceof Peer peer) {
      return peer.fd();
    }
    return this instanceof Handle handle ? handle.fd() : -1;
  }
}
