package dev.tokend.linux.socket;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Bytes outside of the heap, for what a client may have this process keep: no garbage collection copies them, and so
 * takes longer by them. Of one thread, as what {@link MessageReceiver} received is.
 */
public final class OffHeapBytes implements AutoCloseable {
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment bytes;

  /** So many bytes, all 0. */
  public OffHeapBytes(int length) {
    this.bytes = arena.allocate(length);
  }

  /** The bytes, in an array. */
  public byte[] toByteArray() {
    return bytes.toArray(ValueLayout.JAVA_BYTE);
  }

  MemorySegment segment() {
    return bytes;
  }

  /** Gives them up; once. */
  @Override
  public void close() {
    arena.close();
  }
}
