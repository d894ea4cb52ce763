package dev.tokend.surface.protocol;

/**
 * Which token a request is about (docs/protocol.md, "inspect"; the command's target flags).
 *
 * <p>What a target is on the wire it says itself, and not by a switch over types: the first such switch of a program
 * costs it milliseconds, and this is the way of the shortest commands.
 */
public sealed interface Target {

  /** The number of the kind of target. */
  int code();

  /** The process's number, or 0. */
  default int pid() {
    return 0;
  }

  /** The thread's number, or 0. */
  default int tid() {
    return 0;
  }

  /** The descriptor to send along, or -1. */
  default int fd() {
    return -1;
  }

  /** The effective token of the calling thread (tokens §9.1). */
  record Self() implements Target {
    @Override
    public int code() {
      return 1;
    }
  }

  /** The primary token of the calling process, even while its thread impersonates (tokens §9.1, KACS_REAL_TOKEN). */
  record Real() implements Target {
    @Override
    public int code() {
      return 2;
    }
  }

  /**
   * The primary token of a process (tokens §9.2).
   *
   * @param pid the process's number as the authority sees it
   */
  record Process(int pid) implements Target {
    @Override
    public int code() {
      return 3;
    }
  }

  /**
   * The effective token of a thread (tokens §9.3).
   *
   * @param pid the process's number as the authority sees it
   * @param tid the thread's number, of that process
   */
  record Thread(int pid, int tid) implements Target {
    @Override
    public int code() {
      return 4;
    }
  }

  /**
   * The identity captured on a connected Unix socket (tokens §9.4).
   *
   * @param fd the socket, a descriptor of the calling process
   */
  record Peer(int fd) implements Target {
    @Override
    public int code() {
      return 5;
    }
  }

  /**
   * A token that the authority keeps under a name of this user. No request has it: the client opens it first and goes on
   * with the handle.
   *
   * @param name the name
   */
  record Pin(PinName name) implements Target {
    @Override
    public int code() {
      return 0;
    }
  }

  /**
   * A token handle that the calling process holds.
   *
   * @param fd the handle, a descriptor of the calling process
   */
  record Handle(int fd) implements Target {
    @Override
    public int code() {
      return 6;
    }
  }
}
