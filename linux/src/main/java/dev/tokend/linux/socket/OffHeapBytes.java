package dev.tokend.linux.socket;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes outside of the heap, for what a client may have this process keep: no garbage collection copies them, and so
 * takes longer by them. Of one thread, as what {@link MessageReceiver} received is.
 *
 * <p>They come one after the other, and take memory as they come: a client that says how much it will send, and sends
 * little of it, makes nobody wait for memory to be cleared.
 */
public final class OffHeapBytes implements AutoCloseable {
  private static final int PART = 64 * 1024;

  private final Arena arena = Arena.ofConfined();
  private final List<MemorySegment> parts = new ArrayList<>();
  private final int length;
  private int have;

  /** Room for so many bytes. */
  public OffHeapBytes(int length) {
    this.length = length;
  }

  /** Adds what fits into the room that is left; more is a defect of the caller's. */
  void add(MemorySegment source, int from, int count) {
    if (count > length - have) {
      throw new IndexOutOfBoundsException(count + " bytes where " + (length - have) + " fit");
    }
    int copied = 0;
    while (copied < count) {
      int offset = have % PART;
      if (offset == 0) {
        parts.add(arena.allocate(Math.min(PART, length - have)));
      }
      int some = Math.min(count - copied, PART - offset);
      MemorySegment.copy(source, from + copied, parts.getLast(), offset, some);
      copied += some;
      have += some;
    }
  }

  /** The bytes that have come, in an array. */
  public byte[] toByteArray() {
    byte[] all = new byte[have];
    int at = 0;
    for (MemorySegment part : parts) {
      int some = Math.min(PART, have - at);
      MemorySegment.copy(part, ValueLayout.JAVA_BYTE, 0, all, at, some);
      at += some;
    }
    return all;
  }

  /** Gives them up; once. */
  @Override
  public void close() {
    arena.close();
  }
}
