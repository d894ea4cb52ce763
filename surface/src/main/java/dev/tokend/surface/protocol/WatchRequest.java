package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;

/**
 * Begins to watch a token, asks what has changed since, or ends the watch.
 *
 * <pre>
 *   0  u32  what is asked: 0 what has changed, 7 end; or to begin the target: 1 self, 2 real, 3 process, 4 thread,
 *           5 peer (descriptor 0), 6 handle (descriptor 0)
 *   4  u32  pid, for 3 and 4, else 0
 *   8  u32  tid, for 4, else 0
 *  12  u32  for 0: how long to wait for a change where there is none, in milliseconds, at most 30000; else 0
 *  16  u64  for 0 and 7: the number of the watch; else 0
 * </pre>
 */
public sealed interface WatchRequest {

  /** How long a request may wait at most. */
  int MAX_WAIT_MILLIS = 30_000;

  /** Length in bytes. */
  int SIZE = 24;

  /**
   * Begins.
   *
   * @param target whose token; a descriptor in it is the number of one passed along, on the sending side only
   */
  record Begin(Target target) implements WatchRequest {}

  /**
   * Asks for changes.
   *
   * @param watch its number, unsigned
   * @param waitMillis how long to wait where there is none yet; 0 = not at all
   */
  record Next(long watch, int waitMillis) implements WatchRequest {
    /** Checks the time. */
    public Next {
      if (waitMillis < 0 || waitMillis > MAX_WAIT_MILLIS) {
        throw new IllegalArgumentException("a wait of " + Integer.toUnsignedString(waitMillis) + " ms");
      }
    }
  }

  /**
   * Ends a watch.
   *
   * @param watch its number, unsigned
   */
  record End(long watch) implements WatchRequest {}

  /** Reads a payload. A peer or handle target gets descriptor number -1: the descriptor came beside the message. */
  static WatchRequest decode(byte[] payload) throws MalformedException {
    ByteReader in = new ByteReader("watch request", payload);
    int asked = in.i32();
    int pid = in.i32();
    int tid = in.i32();
    int wait = in.i32();
    long watch = in.i64();
    in.expectEnd();
    Target target =
        switch (asked) {
          case 0, 7 -> null;
          case 1 -> new Target.Self();
          case 2 -> new Target.Real();
          case 3 -> new Target.Process(pid);
          case 4 -> new Target.Thread(pid, tid);
          case 5 -> new Target.Peer(-1);
          case 6 -> new Target.Handle(-1);
          default -> throw new MalformedException("watch request", 0, "unknown request");
        };
    if (pid != (target == null ? 0 : target.pid())) {
      throw new MalformedException("watch request", 4, "a pid where there is none");
    }
    if (tid != (target == null ? 0 : target.tid())) {
      throw new MalformedException("watch request", 8, "a tid where there is none");
    }
    if (asked == 0 ? wait < 0 || wait > MAX_WAIT_MILLIS : wait != 0) {
      throw new MalformedException("watch request", 12, "a wait of " + Integer.toUnsignedString(wait) + " ms");
    }
    if (target == null) {
      return asked == 0 ? new Next(watch, wait) : new End(watch);
    }
    if (watch != 0) {
      throw new MalformedException("watch request", 16, "a number for a watch that only begins");
    }
    return new Begin(target);
  }

  /** The payload. */
  default byte[] encode() {
    return switch (this) {
      case Begin(Target target) -> bytes(target.code(), target.pid(), target.tid(), 0, 0);
      case Next(long watch, int waitMillis) -> bytes(0, 0, 0, waitMillis, watch);
      case End(long watch) -> bytes(7, 0, 0, 0, watch);
    };
  }

  private static byte[] bytes(int asked, int pid, int tid, int wait, long watch) {
    return new ByteWriter(SIZE).i32(asked).i32(pid).i32(tid).i32(wait).i64(watch).toByteArray();
  }
}
