package dev.tokend.linux.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.FdFlags;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.SyscallNumber;
import dev.tokend.linux.event.EventFd;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.OpenFlags;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of a thread of this process, answered by another one. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NotificationChannelTest {
  private FilteredThread thread;
  private NotificationChannel channel;

  @BeforeEach
  void start() {
    thread = FilteredThread.start();
    channel = thread.channel();
  }

  @AfterEach
  void end() {
    thread.close();
    channel.close();
  }

  private Notification receive() throws ErrnoException {
    assertThat(channel.awaitCall()).isTrue();
    Notification received = channel.receive();
    assertThat(received).isNotNull();
    return received;
  }

  private static long result(CompletableFuture<Long> call) throws Exception {
    return call.get(10, TimeUnit.SECONDS);
  }

  @Test
  void a_call_waits_with_its_registers_until_it_is_answered() throws Exception {
    CompletableFuture<Long> call = thread.call(1003, -1, 0x1234_5678_9ABCL, 7);
    Notification received = receive();
    assertThat(received.thread()).isEqualTo(thread.number());
    assertThat(received.number()).isEqualTo(1003);
    assertThat(received.arguments()).startsWith(-1L, 0x1234_5678_9ABCL, 7L).hasSize(6);
    assertThat(received.word(1)).isEqualTo(0x5678_9ABC);
    assertThat(channel.isWaiting(received.id())).isTrue();
    assertThat(call).isNotDone();
    channel.succeed(received.id(), 1L << 40);
    assertThat(result(call)).isEqualTo(1L << 40);
    assertThat(channel.isWaiting(received.id())).isFalse();
  }

  @Test
  void it_can_fail() throws Exception {
    CompletableFuture<Long> call = thread.call(1027, 0, 0, 0);
    channel.fail(receive().id(), LinuxErrno.ERANGE);
    assertThat(result(call)).isEqualTo(-LinuxErrno.ERANGE);
  }

  @Test
  void or_be_left_to_the_kernel() throws Exception {
    CompletableFuture<Long> call = thread.call(1027, 0, 0, 0);
    channel.proceed(receive().id());
    assertThat(result(call)).isEqualTo(-LinuxErrno.ENOSYS);
    call = thread.call(SyscallNumber.IOCTL, 0xFFFF, 0x4B00, 0);
    channel.proceed(receive().id());
    assertThat(result(call)).isEqualTo(-LinuxErrno.EBADF);
  }

  @Test
  void a_descriptor_can_be_the_answer_and_is_closed_on_exec() throws Exception {
    CompletableFuture<Long> call = thread.call(1000, 0, 0, 0);
    try (Fd given = FileOpen.open(Path.of("/"), OpenFlags.READ_ONLY)) {
      int number = channel.answerWithDescriptor(receive().id(), given);
      try (Fd taken = new Fd((int) result(call))) {
        assertThat(taken.number()).isEqualTo(number).isNotEqualTo(given.number());
        assertThat(FdFlags.isCloseOnExec(taken.number())).isTrue();
      }
    }
  }

  @Test
  void or_come_before_it() throws Exception {
    CompletableFuture<Long> call = thread.call(1000, 0, 0, 0);
    Notification received = receive();
    try (Fd given = FileOpen.open(Path.of("/"), OpenFlags.READ_ONLY);
        Fd taken = new Fd(channel.addDescriptor(received.id(), given))) {
      assertThat(taken.number()).isNotEqualTo(given.number());
      assertThat(channel.isWaiting(received.id())).isTrue();
      channel.succeed(received.id(), 0);
      assertThat(result(call)).isZero();
      assertThat(channel.addDescriptor(received.id(), given)).isEqualTo(-LinuxErrno.ENOENT);
    }
  }

  @Test
  void nobody_calls_any_more_when_the_last_thread_has_ended() throws Exception {
    thread.close();
    assertThat(channel.awaitCall()).isFalse();
  }

  @Test
  void a_listener_is_known_by_its_name_and_nothing_else_is_one() throws Exception {
    try (FilteredThread other = FilteredThread.start();
        NotificationChannel second = other.channel();
        Fd copy = FdFlags.duplicate(second.number());
        Fd folder = FileOpen.open(Path.of("/"), OpenFlags.READ_ONLY);
        EventFd event = EventFd.create();
        Fd eventCopy = FdFlags.duplicate(event.number())) {
      assertThat(NotificationChannel.isListener(copy)).isTrue();
      assertThat(NotificationChannel.isListener(folder)).isFalse();
      assertThat(NotificationChannel.isListener(eventCopy)).isFalse();
    }
  }
}
