package dev.tokend.linux.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.linux.LinuxErrno;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both ways to call libc do the same. */
class CallsTest {
  enum Way {
    LIBRARY,
    LINKER;

    Calls calls() {
      return switch (this) {
        case LIBRARY -> new LibraryCalls();
        case LINKER -> new LinkerCalls();
      };
    }
  }

  @BeforeAll
  static void load() {
    BuiltLibrary.load();
  }

  private static long call(Calls calls, String function, MemorySegment errno, long... a) {
    long[] all = new long[7];
    System.arraycopy(a, 0, all, 0, a.length);
    return calls.call(calls.find(function), errno, all[0], all[1], all[2], all[3], all[4], all[5], all[6]);
  }

  @ParameterizedTest
  @EnumSource
  void a_function_is_found_and_called(Way way) {
    try (Arena arena = Arena.ofConfined()) {
      long pid = call(way.calls(), "getpid", arena.allocate(8));
      assertThat((int) pid).isEqualTo((int) ProcessHandle.current().pid());
    }
  }

  @ParameterizedTest
  @EnumSource
  void errno_is_what_the_call_left(Way way) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(8);
      assertThat((int) call(way.calls(), "close", errno, -1)).isEqualTo(-1);
      assertThat(Memory.getInt(errno, 0)).isEqualTo(LinuxErrno.EBADF);
    }
  }

  @ParameterizedTest
  @EnumSource
  void all_seven_arguments_arrive_in_their_order(Way way) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocate(64);
      MemorySegment format = CString.allocate(arena, "%d %d %d %d");
      long length = call(way.calls(), "snprintf", arena.allocate(8), text.address(), 64, format.address(), 4, 5, 6, 7);
      assertThat((int) length).isEqualTo(7);
      assertThat(text.getString(0, StandardCharsets.UTF_8)).isEqualTo("4 5 6 7");
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_libc_does_not_have_is_not_found(Way way) {
    assertThat(way.calls().find("no_such_function").address()).isZero();
    assertThat(way.calls().find("x".repeat(63)).address()).isZero();
    assertThat(way.calls().find("x".repeat(64)).address()).isZero();
    assertThat(way.calls().find("getpid".repeat(1000)).address()).isZero();
    assertThat(way.calls().find("").address()).isZero();
  }
}
