package dev.tokend.linux.call;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One thread's memory for calls: where errno is captured, and a scratch buffer for small arguments and results.
 *
 * <p>The scratch buffer is for the length of one method that calls nothing else of this module meanwhile; what it
 * held before is undefined.
 */
public final class CallMemory {
  /** Bytes in {@link #scratch}. */
  public static final int SCRATCH_SIZE = 16 * 1024;

  private static final ThreadLocal<CallMemory> PER_THREAD = ThreadLocal.withInitial(CallMemory::new);

  private final MemorySegment errno;
  private final ByteBuffer errnoValue;
  private final MemorySegment scratch;

  private CallMemory() {
    // Freed when the thread is gone: nothing else holds it.
    Arena arena = Arena.ofAuto();
    errno = arena.allocate(8, 8);
    errnoValue = errno.asByteBuffer().order(ByteOrder.nativeOrder());
    scratch = arena.allocate(SCRATCH_SIZE, 16);
  }

  /** The calling thread's memory. */
  static CallMemory ofThread() {
    return PER_THREAD.get();
  }

  /** The calling thread's scratch buffer, {@link #SCRATCH_SIZE} bytes, 16-byte aligned. */
  public static MemorySegment scratch() {
    return PER_THREAD.get().scratch;
  }

  /** Where the linker stores errno, as one {@code int} at offset 0. */
  MemorySegment errno() {
    return errno;
  }

  /** What is stored there. Read by a buffer, which is ready at once; a segment links its accessors first. */
  int errnoValue() {
    return errnoValue.getInt(0);
  }
}
