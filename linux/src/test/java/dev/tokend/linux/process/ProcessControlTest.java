package dev.tokend.linux.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.proc.ProcStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessControlTest {
  @Test
  void ids_are_those_of_proc() throws Exception {
    ProcStatus status = ProcStatus.parse(Files.readAllBytes(Path.of("/proc/thread-self/status")));
    assertThat(ProcessIds.pid()).isEqualTo((int) ProcessHandle.current().pid()).isEqualTo(status.threadGroup());
    assertThat(ProcessIds.thread()).isEqualTo(status.pid());
    assertThat(ProcessIds.parent()).isEqualTo(status.parent());
    assertThat(ProcessIds.uid()).isEqualTo(status.uids().real());
    assertThat(ProcessIds.effectiveUid()).isEqualTo(status.uids().effective());
    assertThat(ProcessIds.gid()).isEqualTo(status.gids().real());
    assertThat(ProcessIds.effectiveGid()).isEqualTo(status.gids().effective());
  }

  @Test
  void the_umask_returns_that_of_before() {
    int before = ProcessControl.umask(0_077);
    try {
      assertThat(ProcessControl.umask(0_022)).isEqualTo(0_077);
    } finally {
      ProcessControl.umask(before);
    }
  }

  @Test
  void a_thread_is_named_in_fifteen_bytes() throws Exception {
    Thread thread = Thread.ofPlatform().start(() -> {
      try {
        ProcessControl.nameThread("0123456789abcdefgh");
        assertThat(Files.readString(Path.of("/proc/thread-self/comm"))).isEqualTo("0123456789abcde\n");
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
    Throwable[] failure = new Throwable[1];
    thread.setUncaughtExceptionHandler((_, e) -> failure[0] = e);
    thread.join();
    assertThat(failure[0]).isNull();
  }

  @Test
  void a_signal_to_nobody_is_esrch() throws Exception {
    ProcessControl.kill(ProcessIds.pid(), 0);
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> ProcessControl.kill(Integer.MAX_VALUE, 0))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(LinuxErrno.ESRCH));
  }

  @Test
  void the_limit_of_descriptors_can_be_lowered_and_raised_again() throws Exception {
    ResourceLimit before = ResourceLimit.descriptors();
    assertThat(before.soft()).isPositive().isLessThanOrEqualTo(before.hard());
    new ResourceLimit(before.soft() - 1, before.hard()).applyToDescriptors();
    try {
      assertThat(ResourceLimit.descriptors()).isEqualTo(new ResourceLimit(before.soft() - 1, before.hard()));
    } finally {
      before.applyToDescriptors();
    }
    assertThat(ResourceLimit.descriptors()).isEqualTo(before);
    assertThatThrownBy(() -> new ResourceLimit(2, 1).applyToDescriptors())
        .hasMessage("prlimit RLIMIT_NOFILE: EINVAL (22)");
  }

  @Test
  void a_commands_variable_replaces_one_of_its_name_only() {
    Command command = new Command(bytes("true"), bytes("PATH=/bin", "TOKEN=1", "TOKEN_FD=3", "=odd", "TOKEN_FD"));
    assertThat(text(command.withVariable("TOKEN_FD", "9").environment()))
        .containsExactly("PATH=/bin", "TOKEN=1", "=odd", "TOKEN_FD", "TOKEN_FD=9");
    assertThat(command.program()).isEqualTo("true");
    assertThatThrownBy(() -> new Command(List.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_environment_is_this_processes() {
    assertThat(text(Command.of("true").environment())).contains("PATH=" + System.getenv("PATH"));
  }

  @Test
  void arguments_are_split_at_their_nuls() throws Exception {
    assertThat(text(OwnArguments.split("a\0\0b c\0".getBytes(StandardCharsets.UTF_8)))).containsExactly("a", "", "b c");
    assertThat(OwnArguments.last(0)).isEmpty();
    assertThatThrownBy(() -> OwnArguments.last(1_000_000)).isInstanceOf(ErrnoException.class);
    assertThatThrownBy(() -> OwnArguments.last(-1)).isInstanceOf(ErrnoException.class);
  }

  private static List<byte[]> bytes(String... texts) {
    return List.of(texts).stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  private static List<String> text(List<byte[]> bytes) {
    return bytes.stream().map(text -> new String(text, StandardCharsets.UTF_8)).toList();
  }
}
