package dev.tokend.linux.call;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Calls by the JVM's linker: as fast as any once they are compiled. Each shape costs milliseconds to begin with. */
final class LinkerCalls implements Calls {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle CALL =
      LINKER.downcallHandle(
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
          Linker.Option.captureCallState("errno"));

  @Override
  public MemorySegment find(String name) {
    return LINKER.defaultLookup().find(name).orElse(MemorySegment.NULL);
  }

  @Override
  public long call(
      MemorySegment function, MemorySegment errno, long a, long b, long c, long d, long e, long f, long g) {
    try {
      return (long) CALL.invokeExact(function, errno, a, b, c, d, e, f, g);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new AssertionError("a downcall throws no checked exception", impossible);
    }
  }
}
