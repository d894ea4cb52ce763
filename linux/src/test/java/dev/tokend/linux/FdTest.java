package dev.tokend.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.FileStatus;
import dev.tokend.linux.file.OpenFlags;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DescriptorLeaks.class)
class FdTest {
  private static Fd open() throws ErrnoException {
    return FileOpen.open(Path.of("/proc/self/status"), OpenFlags.READ_ONLY);
  }

  @Test
  void closing_twice_does_not_close_what_got_the_number_since() throws Exception {
    Fd first = open();
    int number = first.number();
    first.close();
    try (Fd second = open()) {
      assertThat(second.number()).isEqualTo(number);
      first.close();
      assertThat(FdFlags.isCloseOnExec(number)).isTrue();
    }
  }

  @Test
  void a_closed_one_has_no_number() throws Exception {
    Fd fd = open();
    assertThat(fd.isOpen()).isTrue();
    fd.close();
    assertThat(fd.isOpen()).isFalse();
    assertThatThrownBy(fd::number).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(fd::detach).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_detached_one_is_open_and_the_callers() throws Exception {
    Fd fd = open();
    int number = fd.detach();
    fd.close();
    assertThat(FdFlags.isCloseOnExec(number)).isTrue();
    Fd.close(number);
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> FdFlags.isCloseOnExec(number))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(LinuxErrno.EBADF));
  }

  @Test
  void a_duplicate_is_the_same_file_and_close_on_exec() throws Exception {
    try (Fd fd = open()) {
      FdFlags.keepOnExec(fd.number());
      try (Fd copy = fd.duplicate(); Fd high = FdFlags.duplicateAtLeast(fd.number(), 500)) {
        assertThat(FdFlags.isCloseOnExec(copy.number())).isTrue();
        assertThat(high.number()).isGreaterThanOrEqualTo(500);
        assertThat(FileStatus.of(copy.number())).isEqualTo(FileStatus.of(fd.number()));
      }
      assertThat(FdFlags.isCloseOnExec(fd.number())).isFalse();
      FdFlags.closeOnExec(fd.number());
      assertThat(FdFlags.isCloseOnExec(fd.number())).isTrue();
    }
  }

  @Test
  void waiting_belongs_to_the_open_file_and_not_to_the_descriptor() throws Exception {
    try (Fd fd = open(); Fd copy = fd.duplicate()) {
      assertThat(FdFlags.isNonBlocking(copy.number())).isFalse();
      FdFlags.nonBlocking(fd.number());
      assertThat(FdFlags.isNonBlocking(copy.number())).isTrue();
      FdFlags.blocking(copy.number());
      assertThat(FdFlags.isNonBlocking(fd.number())).isFalse();
    }
  }

  @Test
  void a_negative_number_is_no_descriptor() {
    assertThatThrownBy(() -> new Fd(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> Fd.of("open", -2))
        .withMessage("open: ENOENT (2)");
  }
}
