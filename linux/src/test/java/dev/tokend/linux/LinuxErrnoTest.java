package dev.tokend.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LinuxErrnoTest {
  private static final Pattern DEFINE = Pattern.compile("(?m)^#define\\s+(E\\w+)\\s+(\\d+)");

  @Test
  void every_name_is_that_of_the_kernel_headers() throws Exception {
    Path folder = Path.of("/usr/include/asm-generic");
    assumeTrue(Files.exists(folder), "the kernel headers are not installed");
    String headers = Files.readString(folder.resolve("errno-base.h")) + Files.readString(folder.resolve("errno.h"));
    Matcher define = DEFINE.matcher(headers);
    int count = 0;
    while (define.find()) {
      assertThat(LinuxErrno.name(Integer.parseInt(define.group(2)))).isEqualTo(define.group(1));
      count++;
    }
    assertThat(count).isGreaterThan(130);
  }

  @Test
  void every_constant_has_its_name() throws Exception {
    for (var field : LinuxErrno.class.getFields()) {
      assertThat(LinuxErrno.name(field.getInt(null))).isEqualTo(field.getName());
    }
  }

  @Test
  void numbers_without_a_name_are_just_errno() {
    for (int number : new int[] {-1, 0, 41, 58, 134, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertThat(LinuxErrno.name(number)).isEqualTo("errno");
    }
  }

  @Test
  void an_exception_names_call_and_number_and_has_no_stack_trace() {
    ErrnoException e = new ErrnoException("connect", 111);
    assertThat(e).hasMessage("connect: ECONNREFUSED (111)");
    assertThat(e.errno()).isEqualTo(LinuxErrno.ECONNREFUSED);
    assertThat(e.call()).isEqualTo("connect");
    assertThat(e.getStackTrace()).isEmpty();
  }
}
