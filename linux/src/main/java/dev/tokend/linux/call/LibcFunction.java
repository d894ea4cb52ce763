package dev.tokend.linux.call;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A function of libc that takes integers and pointers.
 *
 * <p>All of them go through one downcall shape, seven longs to a long, because each shape costs the linker
 * milliseconds at start-up. The System V ABI for x86-64 permits it: integers and pointers travel in the same
 * registers, a callee looks only at the arguments and at the width it declares, and the caller cleans up. Where the
 * function returns {@code int}, use {@link #callInt}: the upper half of the register is then undefined.
 */
public final class LibcFunction {
  private static final Linker LINKER;
  private static final MethodHandle CALL;

  static {
    Platform.require(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    LINKER = Linker.nativeLinker();
    CALL = LINKER.downcallHandle(
        FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
        Linker.Option.captureCallState("errno"));
  }

  private final MemorySegment address;

  private LibcFunction(MemorySegment address) {
    this.address = address;
  }

  /**
   * Looks a function up in libc.
   *
   * @throws UnsatisfiedLinkError if this libc does not have it
   */
  public static LibcFunction named(String name) {
    return new LibcFunction(symbol(name));
  }

  /**
   * The value of a libc variable that holds a pointer.
   *
   * @throws UnsatisfiedLinkError if this libc does not have it
   */
  public static long pointerVariable(String name) {
    return symbol(name).reinterpret(JAVA_LONG.byteSize()).get(JAVA_LONG, 0);
  }

  private static MemorySegment symbol(String name) {
    MemorySegment found = LINKER.defaultLookup().find(name).orElse(null);
    if (found == null) {
      throw new UnsatisfiedLinkError("libc has no " + name);
    }
    return found;
  }

  /** Calls a function that returns a long or a pointer; errno lands in the thread's {@link CallMemory}. */
  long call(CallMemory memory, long a, long b, long c, long d, long e, long f, long g) {
    try {
      return (long) CALL.invokeExact(address, memory.errno(), a, b, c, d, e, f, g);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new AssertionError("a downcall throws no checked exception", impossible);
    }
  }

  /** Calls a function that returns an {@code int}. */
  public int callInt(long a, long b, long c, long d, long e, long f) {
    return (int) call(CallMemory.ofThread(), a, b, c, d, e, f, 0);
  }

  /** The errno that this thread's last call left; undefined unless that call said that it failed. */
  public static int errno() {
    return CallMemory.ofThread().errno().get(JAVA_INT, 0);
  }
}
