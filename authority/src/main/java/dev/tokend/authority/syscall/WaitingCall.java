package dev.tokend.authority.syscall;

import dev.tokend.authority.connection.Evidence;
import dev.tokend.authority.connection.Frame;
import dev.tokend.authority.connection.Reply;
import dev.tokend.authority.connection.Sender;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.PidFdInfo;
import dev.tokend.linux.seccomp.CallerMemory;
import dev.tokend.linux.seccomp.Notification;
import dev.tokend.linux.seccomp.NotificationChannel;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One system call that waits for its answer, and its caller: registers, memory and descriptors.
 *
 * <p>Memory is read once and what was read is used: the caller's other threads may change it at any time. After each
 * look at the caller it is made sure that the call still waits, as another thread could have its number otherwise.
 */
final class WaitingCall implements AutoCloseable {

  /** Stands for a number that is not open in the caller's process: none is as high here either. */
  private static final int NOT_OPEN = Integer.MAX_VALUE;

  private final NotificationChannel channel;
  private final Notification notification;
  private final Asking asking;
  private final PidFd thread;
  private final PidFdInfo.Credentials credentials;
  private final Sender process;
  private final List<Fd> taken = new ArrayList<>();
  private @Nullable CallerMemory memory;

  /** Has a request answered. */
  interface Asking {
    /** Waits for the answer. */
    Reply ask(Frame frame);

    /** Whether a descriptor is a token handle. */
    boolean isHandle(Fd descriptor);
  }

  private WaitingCall(
      NotificationChannel channel,
      Notification notification,
      Asking asking,
      PidFd thread,
      PidFdInfo.Credentials credentials,
      Sender process) {
    this.channel = channel;
    this.notification = notification;
    this.asking = asking;
    this.thread = thread;
    this.credentials = credentials;
    this.process = process;
  }

  /**
   * Finds out whose call it is.
   *
   * @throws ErrnoException ENOSYS on a kernel that does not tell a thread's credentials (before Linux 6.13)
   */
  static WaitingCall of(NotificationChannel channel, Notification notification, Asking asking)
      throws CallerGoneException, ErrnoException {
    PidFd thread = PidFd.ofThread(notification.thread());
    try {
      PidFdInfo info = thread.info();
      PidFdInfo.Credentials credentials = info.credentials();
      if (credentials == null) {
        throw new ErrnoException("ioctl PIDFD_GET_INFO", LinuxErrno.ENOSYS);
      }
      PidFd process = PidFd.open(info.pid());
      if (!channel.isWaiting(notification.id())) {
        process.close();
        throw new CallerGoneException();
      }
      return new WaitingCall(
          channel, notification, asking, thread, credentials, new Sender(info.pid(), process));
    } catch (ErrnoException | CallerGoneException e) {
      thread.close();
      throw e;
    }
  }

  /** The call's number. */
  int number() {
    return notification.number();
  }

  /** An argument as it was in its register. */
  long argument(int index) {
    return notification.argument(index);
  }

  /** The lower half of an argument: what the kernel reads of an int. */
  int word(int index) {
    return notification.word(index);
  }

  private void requireWaiting() throws CallerGoneException {
    if (!channel.isWaiting(notification.id())) {
      throw new CallerGoneException();
    }
  }

  /**
   * Reads the caller's memory.
   *
   * @return null where the caller could not read all of it
   */
  byte @Nullable [] read(long address, int length) throws CallerGoneException {
    byte[] bytes = CallerMemory.read(notification.thread(), address, length);
    requireWaiting();
    return bytes;
  }

  /** The caller's memory, to write to. */
  private CallerMemory memory() throws CallerGoneException, ErrnoException {
    CallerMemory opened = memory;
    if (opened == null) {
      opened = CallerMemory.open(notification.thread());
      memory = opened;
      requireWaiting();
    }
    return opened;
  }

  /** Whether the caller may write there, as far as can be told before it is tried. */
  boolean mayWrite(long address, int length) throws CallerGoneException {
    try {
      return memory().mayWrite(address, length);
    } catch (ErrnoException e) {
      return false;
    }
  }

  /** Writes to the caller's memory; false where the caller could not. */
  boolean write(long address, byte[] bytes) throws CallerGoneException {
    try {
      return memory().write(address, bytes);
    } catch (ErrnoException e) {
      return false;
    }
  }

  /** Writes a u32 to the caller's memory; false where the caller could not. */
  boolean writeWord(long address, int word) throws CallerGoneException {
    try {
      return memory().writeWord(address, word);
    } catch (ErrnoException e) {
      return false;
    }
  }

  /** What the caller has open under a number; something that is not open where it has nothing. */
  Fd descriptor(int number) throws CallerGoneException {
    Fd descriptor;
    try {
      descriptor = number < 0 ? new Fd(NOT_OPEN) : thread.descriptor(number);
    } catch (ErrnoException e) {
      descriptor = new Fd(NOT_OPEN);
    }
    taken.add(descriptor);
    requireWaiting();
    return descriptor;
  }

  /** Whether a {@link #descriptor} is none. */
  static boolean isOpen(Fd descriptor) {
    return descriptor.number() != NOT_OPEN;
  }

  /** Whether a {@link #descriptor} is a token handle of this authority. */
  boolean isHandle(Fd descriptor) {
    return isOpen(descriptor) && asking.isHandle(descriptor);
  }

  /** Asks what the call asks, in the name of its thread. */
  Reply ask(Operation operation, byte[] payload, Fd... descriptors) {
    if (payload.length > operation.maxPayload()) {
      throw new IllegalArgumentException(operation + " with " + payload.length + " bytes");
    }
    FrameHeader header =
        new FrameHeader(FrameHeader.Kind.REQUEST, operation.code(), 0, notification.thread(), payload.length);
    Evidence evidence =
        new Evidence.Waiting(
            credentials.uids().real(),
            credentials.uids().effective(),
            () -> channel.isWaiting(notification.id()));
    return asking.ask(new Frame(header, payload, process, evidence, List.of(descriptors)));
  }

  /**
   * Gives the caller a descriptor and writes its number to its memory.
   *
   * @param address where the caller could write a moment ago
   */
  Outcome giveInto(Fd descriptor, long address) throws CallerGoneException {
    try (descriptor) {
      if (!mayWrite(address, Integer.BYTES)) {
        return Outcome.FAULT;
      }
      int number = channel.addDescriptor(notification.id(), descriptor);
      if (number < 0) {
        return new Outcome.Failed(-number);
      }
      return writeWord(address, number) ? Outcome.DONE : Outcome.FAULT;
    }
  }

  /** Answers the call. */
  void answer(Outcome outcome) {
    switch (outcome) {
      case Outcome.Value(long result) -> channel.succeed(notification.id(), result);
      case Outcome.Failed(int errno) -> channel.fail(notification.id(), errno);
      case Outcome.Proceed() -> channel.proceed(notification.id());
      case Outcome.Descriptor(Fd descriptor) -> {
        try (descriptor) {
          int number = channel.answerWithDescriptor(notification.id(), descriptor);
          if (number < 0) {
            channel.fail(notification.id(), -number);
          }
        }
      }
    }
  }

  @Override
  public void close() {
    for (Fd descriptor : taken) {
      descriptor.close();
    }
    if (memory != null) {
      memory.close();
    }
    process.pidfd().close();
    thread.close();
  }
}
