package dev.tokend.linux.seccomp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.process.ProcessIds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of this process, as if it were another's. */
class CallerMemoryTest {
  private final int thread = ProcessIds.thread();

  @Test
  void what_is_there_is_read() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocateFrom(JAVA_BYTE, (byte) 1, (byte) 2, (byte) 3);
      assertThat(CallerMemory.read(thread, memory.address(), 3)).containsExactly(1, 2, 3);
      assertThat(CallerMemory.read(thread, memory.address(), 0)).isEmpty();
    }
  }

  @Test
  void nothing_is_read_where_there_is_nothing() {
    assertThat(CallerMemory.read(thread, 0, 1)).isNull();
    assertThat(CallerMemory.read(thread, 16, 1)).isNull();
    assertThat(CallerMemory.read(thread, -1, 1)).isNull();
    assertThat(CallerMemory.read(thread, Long.MAX_VALUE, Integer.MAX_VALUE)).isNull();
    assertThat(CallerMemory.read(thread, 0x7FFF_FFFF_F000L, 8)).isNull();
    assertThat(CallerMemory.read(thread, 0xFFFF_8000_0000_0000L, 8)).isNull();
    assertThat(CallerMemory.read(thread, 0, 0)).isEmpty();
  }

  @Test
  void no_more_is_read_than_ever_needed() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(CallerMemory.MOST + 1L);
      assertThat(CallerMemory.read(thread, memory.address(), CallerMemory.MOST)).hasSize(CallerMemory.MOST);
      assertThat(CallerMemory.read(thread, memory.address(), CallerMemory.MOST + 1)).isNull();
    }
  }

  @Test
  void what_is_written_is_there() throws Exception {
    try (Arena arena = Arena.ofConfined(); CallerMemory space = CallerMemory.open(thread)) {
      MemorySegment memory = arena.allocate(8);
      assertThat(space.write(memory.address() + 1, new byte[] {5, 6})).isTrue();
      assertThat(memory.toArray(JAVA_BYTE)).containsExactly(0, 5, 6, 0, 0, 0, 0, 0);
      assertThat(space.writeWord(memory.address() + 4, 0x01020304)).isTrue();
      assertThat(memory.toArray(JAVA_BYTE)).containsExactly(0, 5, 6, 0, 4, 3, 2, 1);
    }
  }

  @Test
  void nothing_is_written_where_the_thread_could_not(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("file"), new byte[8192]);
    try (Arena arena = Arena.ofConfined();
        CallerMemory space = CallerMemory.open(thread);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment sealed = channel.map(FileChannel.MapMode.READ_ONLY, 0, 8192, arena);
      assertThat(space.mayWrite(sealed.address(), 4)).isFalse();
      assertThat(space.write(sealed.address(), new byte[] {1})).isFalse();
      assertThat(space.writeWord(sealed.address(), 1)).isFalse();
      assertThat(sealed.get(JAVA_BYTE, 0)).isZero();
      assertThat(space.mayWrite(0, 4)).isFalse();
      assertThat(space.mayWrite(-8, 4)).isFalse();
      assertThat(space.write(16, new byte[] {1})).isFalse();
      assertThat(space.write(0x7FFF_FFFF_F000L, new byte[] {1})).isFalse();
    }
  }

  @Test
  void there_is_no_memory_of_a_thread_that_is_none() {
    int none = 0x7FFF_FFF0;
    assertThat(CallerMemory.read(none, 4096, 1)).isNull();
    assertThatThrownBy(() -> CallerMemory.open(none)).isInstanceOf(ErrnoException.class);
  }
}
