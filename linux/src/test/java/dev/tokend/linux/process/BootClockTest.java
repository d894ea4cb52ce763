package dev.tokend.linux.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.linux.proc.ProcStat;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BootClockTest {
  @Test
  void it_goes_on_from_when_this_process_started() throws Exception {
    long started = ProcStat.parse(Files.readAllBytes(Path.of("/proc/self/stat"))).startTime();
    long now = BootClock.ticks();
    assertThat(now).isGreaterThanOrEqualTo(started);
    assertThat(BootClock.ticks()).isGreaterThanOrEqualTo(now);
  }

  @Test
  void it_is_the_clock_of_the_kernel_s_uptime() throws Exception {
    long before = BootClock.ticks();
    String uptime = Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0];
    assertThat(Long.parseLong(uptime.replace(".", ""))).isBetween(before, BootClock.ticks());
  }
}
