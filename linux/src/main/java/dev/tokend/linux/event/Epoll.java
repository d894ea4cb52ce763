package dev.tokend.linux.event;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.CallMemory;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * An epoll instance and the array that its events land in (epoll(7)), level-triggered. For one thread. Waiting and
 * reading the events allocates nothing.
 *
 * <p>{@code struct epoll_event} is packed on x86-64: 12 bytes, the events at 0 and the 64 bits of the caller at 4.
 */
public final class Epoll implements AutoCloseable {
  private static final int EPOLL_CLOEXEC = 0x80000;
  private static final int EPOLL_CTL_ADD = 1;
  private static final int EPOLL_CTL_DEL = 2;
  private static final int EPOLL_CTL_MOD = 3;
  private static final long EVENT_SIZE = 12;
  private static final long DATA = 4;

  private final Fd fd;
  private final MemorySegment ready;
  private final int maxEvents;
  private int count;

  private Epoll(Fd fd, int maxEvents) {
    this.fd = fd;
    this.maxEvents = maxEvents;
    this.ready = Arena.global().allocate(EVENT_SIZE * maxEvents, 8);
  }

  /** A new instance that reports at most {@code maxEvents} events at a time. */
  public static Epoll create(int maxEvents) throws ErrnoException {
    if (maxEvents <= 0) {
      throw new IllegalArgumentException("at least one event: " + maxEvents);
    }
    return new Epoll(
        Fd.of("epoll_create1", Syscall.invoke(SyscallNumber.EPOLL_CREATE1, EPOLL_CLOEXEC)), maxEvents);
  }

  /** The instance's own descriptor number. */
  public int number() {
    return fd.number();
  }

  /**
   * Watches a descriptor.
   *
   * @param events bits of {@link Events}
   * @param data what {@link #data} returns for its events
   */
  public void add(int watched, int events, long data) throws ErrnoException {
    control(EPOLL_CTL_ADD, watched, events, data);
  }

  /** Changes what is watched for, and the data. */
  public void modify(int watched, int events, long data) throws ErrnoException {
    control(EPOLL_CTL_MOD, watched, events, data);
  }

  /**
   * Stops watching. Needed before a descriptor is closed of which a duplicate may live on elsewhere, as the
   * registration belongs to the open file description.
   */
  public void delete(int watched) throws ErrnoException {
    control(EPOLL_CTL_DEL, watched, 0, 0);
  }

  private void control(int operation, int watched, int events, long data) throws ErrnoException {
    MemorySegment event = CallMemory.scratch();
    event.set(JAVA_INT_UNALIGNED, 0, events);
    event.set(JAVA_LONG_UNALIGNED, DATA, data);
    long result = Syscall.invoke(SyscallNumber.EPOLL_CTL, fd.number(), operation, watched, event.address());
    Syscall.check("epoll_ctl", result);
  }

  /**
   * Waits for events.
   *
   * @param timeoutMillis 0 does not wait, -1 waits without end
   * @return how many there are; 0 after the time is over, or when a signal came
   */
  public int await(int timeoutMillis) throws ErrnoException {
    long result =
        Syscall.invoke(SyscallNumber.EPOLL_WAIT, fd.number(), ready.address(), maxEvents, timeoutMillis);
    count = result == -LinuxErrno.EINTR ? 0 : (int) Syscall.check("epoll_wait", result);
    return count;
  }

  /** The bits of {@link Events} of the event at an index of the last {@link #await}. */
  public int events(int index) {
    return ready.get(JAVA_INT_UNALIGNED, EVENT_SIZE * Objects.checkIndex(index, count));
  }

  /** The data that the descriptor of the event at an index was added with. */
  public long data(int index) {
    return ready.get(JAVA_LONG_UNALIGNED, EVENT_SIZE * Objects.checkIndex(index, count) + DATA);
  }

  @Override
  public void close() {
    fd.close();
  }
}
