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

  /** The descriptor to send along, or -1. */
  default int descriptor() {
    return switch (this) {
      case Peer p -> p.fd();
      case Handle h -> h.fd();
      case Self s -> -1;
      case Real r -> -1;
      case Process p -> -1;
      case Thread t -> -1;
    };
  }
}
