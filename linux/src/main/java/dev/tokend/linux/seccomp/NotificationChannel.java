package dev.tokend.linux.seccomp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.CString;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.event.Poll;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait on one listener: the ioctls of seccomp_unotify(2).
 *
 * <p>Several may receive on one listener, and whoever opened it may have kept a copy. {@link #receive} then waits
 * although {@link #awaitCall} said that there is a call, because another one took it.
 */
public final class NotificationChannel implements AutoCloseable {
  private static final long RECEIVE = 0xC0502100L;
  private static final long SEND = 0xC0182101L;
  private static final long ID_VALID = 0x40082102L;
  private static final long ADD_DESCRIPTOR = 0x40182103L;
  private static final long SET_FLAGS = 0x40082104L;
  private static final int SYNC_WAKE_UP = 1;
  private static final int CONTINUE = 1;
  private static final int ADD_AND_SEND = 2;
  private static final int CLOSE_ON_EXEC = 0x80000;

  /** struct seccomp_notif: id @0, pid u32 @8, flags u32 @12, then struct seccomp_data. */
  private static final int NOTIFICATION = 80;

  private static final int NUMBER = 16;
  private static final int ARGUMENTS = 32;
  private static final int ARGUMENT_COUNT = 6;
  private static final int ANSWER = 24;
  private static final String KIND = "anon_inode:seccomp notify";

  private final Fd listener;

  /** Takes a listener over. */
  public NotificationChannel(Fd listener) {
    this.listener = listener;
  }

  /**
   * Whether a descriptor of unknown origin is a listener. Nothing is asked of the file itself, which might make the
   * asker wait: its name in {@code /proc} is one that only the kernel gives.
   */
  public static boolean isListener(Fd descriptor) {
    MemorySegment scratch = CallMemory.scratch();
    if (!CString.write(scratch, "/proc/self/fd/" + descriptor.number())) {
      return false;
    }
    long room = 256;
    long length = Syscall.invoke(
        SyscallNumber.READLINKAT, -1, scratch.address(), scratch.address() + room, room);
    return length > 0
        && new String(scratch.asSlice(room, length).toArray(JAVA_BYTE),
            StandardCharsets.UTF_8).equals(KIND);
  }

  /** The listener's number. */
  public int number() {
    return listener.number();
  }

  /**
   * Has a caller woken on the processor on which its answer is given (Linux 6.6): whoever answers has nothing else to
   * do then.
   *
   * @return whether the kernel can
   */
  public boolean wakeInPlace() {
    return Syscall.invoke(SyscallNumber.IOCTL, listener.number(), SET_FLAGS, SYNC_WAKE_UP) >= 0;
  }

  /**
   * Waits for a call.
   *
   * @return false where none will come: every process under the filter has ended
   */
  public boolean awaitCall() throws ErrnoException {
    while (true) {
      int events = Poll.await(listener.number(), Events.IN, -1);
      if ((events & Events.IN) != 0) {
        return true;
      }
      if (events != 0) {
        return false;
      }
    }
  }

  /**
   * Receives a call; waits for one.
   *
   * @return null where it was interrupted before it was received, or every process under the filter has ended
   */
  public @Nullable Notification receive() throws ErrnoException {
    MemorySegment memory = CallMemory.scratch();
    memory.asSlice(0, NOTIFICATION).fill((byte) 0);
    long result = Syscall.invoke(SyscallNumber.IOCTL, listener.number(), RECEIVE, memory.address());
    if (result == -LinuxErrno.ENOENT || result == -LinuxErrno.EINTR) {
      return null;
    }
    Syscall.check("ioctl SECCOMP_IOCTL_NOTIF_RECV", result);
    List<Long> arguments = new ArrayList<>(ARGUMENT_COUNT);
    for (int i = 0; i < ARGUMENT_COUNT; i++) {
      arguments.add(memory.get(JAVA_LONG, ARGUMENTS + 8L * i));
    }
    return new Notification(
        memory.get(JAVA_LONG, 0), memory.get(JAVA_INT, 8), memory.get(JAVA_INT, NUMBER), arguments);
  }

  /** Whether a call still waits: its thread lives and is the one that called. */
  public boolean isWaiting(long id) {
    MemorySegment memory = CallMemory.scratch();
    memory.set(JAVA_LONG, 0, id);
    return Syscall.invoke(SyscallNumber.IOCTL, listener.number(), ID_VALID, memory.address()) >= 0;
  }

  /** Answers with a result; nothing happens if the call does not wait any more. */
  public void succeed(long id, long result) {
    answer(id, result, 0, 0);
  }

  /** Answers with a positive error number; nothing happens if the call does not wait any more. */
  public void fail(long id, int errno) {
    answer(id, 0, -errno, 0);
  }

  /**
   * Lets the kernel carry the call out as if there were no filter. Never a decision about access: the caller can change
   * what its arguments point at, and what a descriptor number means, before the kernel looks.
   */
  public void proceed(long id) {
    answer(id, 0, 0, CONTINUE);
  }

  private void answer(long id, long value, int error, int flags) {
    MemorySegment memory = CallMemory.scratch();
    memory.asSlice(0, ANSWER).fill((byte) 0);
    memory.set(JAVA_LONG, 0, id);
    memory.set(JAVA_LONG, 8, value);
    memory.set(JAVA_INT, 16, error);
    memory.set(JAVA_INT, 20, flags);
    var _ = Syscall.invoke(SyscallNumber.IOCTL, listener.number(), SEND, memory.address());
  }

  /**
   * Gives the caller a descriptor, close-on-exec, and lets it wait on.
   *
   * @return its number in the caller's process, or a negative error number: EMFILE of the caller's own limit, ENOENT if
   *     the call does not wait any more
   */
  public int addDescriptor(long id, Fd descriptor) {
    return add(id, descriptor, 0);
  }

  /** As {@link #addDescriptor}, and the number is the call's result: both happen, or neither. */
  public int answerWithDescriptor(long id, Fd descriptor) {
    return add(id, descriptor, ADD_AND_SEND);
  }

  private int add(long id, Fd descriptor, int flags) {
    MemorySegment memory = CallMemory.scratch();
    memory.asSlice(0, ANSWER).fill((byte) 0);
    memory.set(JAVA_LONG, 0, id);
    memory.set(JAVA_INT, 8, flags);
    memory.set(JAVA_INT, 12, descriptor.number());
    memory.set(JAVA_INT, 20, CLOSE_ON_EXEC);
    return (int) Syscall.invoke(SyscallNumber.IOCTL, listener.number(), ADD_DESCRIPTOR, memory.address());
  }

  @Override
  public void close() {
    listener.close();
  }
}
