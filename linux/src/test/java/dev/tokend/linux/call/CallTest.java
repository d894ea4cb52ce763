package dev.tokend.linux.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.linux.LinuxErrno;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CallTest {
  @Test
  void every_number_is_that_of_the_kernel_headers() throws Exception {
    Path header = Path.of("/usr/include/x86_64-linux-gnu/asm/unistd_64.h");
    assumeTrue(Files.exists(header), "the kernel headers are not installed");
    List<String> lines = Files.readAllLines(header);
    for (var field : SyscallNumber.class.getFields()) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      assertThat(lines).contains("#define __NR_" + name + " " + field.getInt(null));
    }
  }

  @Test
  void other_systems_and_architectures_are_refused_by_name() {
    Platform.require("Linux", "amd64");
    assertThatThrownBy(() -> Platform.require("Linux", "aarch64"))
        .isInstanceOf(UnsatisfiedLinkError.class)
        .hasMessage("tokend's system calls are those of Linux on x86-64 (amd64); this is Linux on aarch64");
    assertThatThrownBy(() -> Platform.require("Mac OS X", "amd64")).hasMessageContaining("Mac OS X");
  }

  @Test
  void errno_is_captured_where_it_is_read() {
    assertThat(Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"))).isZero();
    assertThat(Linker.Option.captureStateLayout().byteSize()).isLessThanOrEqualTo(8);
  }

  @Test
  void a_result_is_the_kernels_and_an_error_its_negative_number() {
    assertThat(Syscall.invoke(SyscallNumber.GETPID)).isEqualTo(ProcessHandle.current().pid());
    assertThat(Syscall.invoke(SyscallNumber.CLOSE, -1)).isEqualTo(-LinuxErrno.EBADF);
    assertThat(Syscall.invoke(100_000)).isEqualTo(-LinuxErrno.ENOSYS);
  }

  @Test
  void all_six_arguments_arrive() throws Exception {
    // prctl and mmap would do; openat with a mode and pwrite64-like calls show the middle ones. mmap(2) is call 9.
    long size = 4096;
    long privateAnonymous = 0x22;
    long address = Syscall.invoke(9, 0, size, 1, privateAnonymous, -1, 0);
    assertThat(address).isPositive();
    assertThat(Syscall.invoke(9, 0, size, 1, privateAnonymous, -1, 1)).as("an offset off the page")
        .isEqualTo(-LinuxErrno.EINVAL);
    assertThat(Syscall.invoke(11, address, size)).isZero();
  }

  @Test
  void threads_have_an_errno_and_a_buffer_of_their_own() throws Exception {
    MemorySegment[] other = new MemorySegment[1];
    Thread thread = Thread.ofPlatform().start(() -> other[0] = CallMemory.scratch());
    thread.join();
    assertThat(other[0].address()).isNotEqualTo(CallMemory.scratch().address());
    assertThat(CallMemory.scratch().address()).isEqualTo(CallMemory.scratch().address());
  }

  @Test
  void a_function_that_libc_lacks_is_named() {
    assertThatThrownBy(() -> LibcFunction.named("no_such_function_in_libc"))
        .isInstanceOf(UnsatisfiedLinkError.class)
        .hasMessage("libc has no no_such_function_in_libc");
  }

  @Test
  void an_int_result_is_cut_to_its_width() {
    byte[] minusOne = "-1".getBytes(StandardCharsets.US_ASCII);
    try (Arena arena = Arena.ofConfined()) {
      assertThat(LibcFunction.named("atoi").callInt(CString.allocate(arena, minusOne).address(), 0, 0, 0, 0, 0))
          .isEqualTo(-1);
    }
  }

  @Test
  void a_string_with_a_nul_is_refused_and_one_too_long_does_not_fit() {
    try (Arena arena = Arena.ofConfined()) {
      assertThatThrownBy(() -> CString.allocate(arena, "a\0b")).isInstanceOf(IllegalArgumentException.class);
      MemorySegment four = arena.allocate(4);
      assertThat(CString.write(four, "abc")).isTrue();
      assertThat(four.getString(0)).isEqualTo("abc");
      assertThat(CString.write(four, "abcd")).isFalse();
      assertThatThrownBy(() -> CString.write(four, "a\0")).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void an_array_of_strings_reads_back() {
    List<byte[]> strings = List.of("a".getBytes(StandardCharsets.UTF_8), new byte[0], new byte[] {(byte) 0xFF, 1});
    try (Arena arena = Arena.ofConfined()) {
      List<byte[]> back = CString.readArray(CString.allocateArray(arena, strings).address());
      assertThat(back).hasSize(3);
      for (int i = 0; i < 3; i++) {
        assertThat(back.get(i)).isEqualTo(strings.get(i));
      }
    }
  }
}
