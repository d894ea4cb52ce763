package dev.tokend.authority.loop;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.event.Epoll;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waits for descriptors and calls their sources, one after the other, on the thread that runs it.
 *
 * <p>A registration that is ended while events are being handled gets none of those that are still to come: each has
 * a number that is not used again.
 */
public final class EventLoop {

  private static final int MOST_EVENTS = 256;

  private final Epoll epoll;
  private final List<@Nullable Registration> slots = new ArrayList<>();
  private final List<Integer> freeSlots = new ArrayList<>();
  private int lastGeneration;
  private int turn = -1;
  private boolean stopped;

  /** One descriptor in the set. */
  public final class Registration {
    private final int fd;
    private final int slot;
    private final int generation;
    private final ReadySource source;
    private int events;
    private boolean paused;
    private boolean ended;

    private Registration(int fd, int slot, int generation, int events, ReadySource source) {
      this.fd = fd;
      this.slot = slot;
      this.generation = generation;
      this.events = events;
      this.source = source;
    }

    private long data() {
      return (long) generation << 32 | slot;
    }

    /** Changes what is waited for; EPOLLHUP and EPOLLERR are always reported. */
    public void waitFor(int wanted) throws ErrnoException {
      if (!ended && wanted != events) {
        if (!paused) {
          epoll.modify(fd, wanted, data());
        }
        events = wanted;
      }
    }

    /** Reports nothing at all, a hang-up neither, until {@link #goOn}. */
    public void pause() throws ErrnoException {
      if (!ended && !paused) {
        epoll.delete(fd);
        paused = true;
      }
    }

    /** Reports again. */
    public void goOn() throws ErrnoException {
      if (!ended && paused) {
        epoll.add(fd, events, data());
        paused = false;
      }
    }

    /** Takes the descriptor out of the set; it is the owner's to close afterwards. */
    public void end() {
      if (!ended) {
        ended = true;
        if (!paused) {
          takeOut();
        }
        slots.set(slot, null);
        freeSlots.add(slot);
      }
    }

    private void takeOut() {
      try {
        epoll.delete(fd);
      } catch (ErrnoException e) {
        throw new IllegalStateException("a registered descriptor was closed before it was taken out", e);
      }
    }
  }

  /** Makes an empty set. */
  public EventLoop() throws ErrnoException {
    this.epoll = Epoll.create(MOST_EVENTS);
  }

  /** Adds a descriptor. */
  public Registration add(int fd, int events, ReadySource source) throws ErrnoException {
    int slot = freeSlots.isEmpty() ? slots.size() : freeSlots.removeLast();
    Registration registration = new Registration(fd, slot, ++lastGeneration, events, source);
    try {
      epoll.add(fd, events, registration.data());
    } catch (ErrnoException e) {
      if (slot < slots.size()) {
        freeSlots.add(slot);
      }
      throw e;
    }
    if (slot == slots.size()) {
      slots.add(registration);
    } else {
      slots.set(slot, registration);
    }
    return registration;
  }

  /** Makes {@link #run} return after the events at hand. */
  public void stop() {
    stopped = true;
  }

  /**
   * Handles events until {@link #stop} is called.
   *
   * @param timer asked before each wait, and told when it has waited
   */
  public void run(Timer timer) throws ErrnoException {
    while (!stopped) {
      int ready = epoll.await(timer.millisUntilNext());
      turn = turn == Integer.MAX_VALUE ? 0 : turn + 1;
      for (int i = 0; i < ready && !stopped; i++) {
        // The kernel gives what is always ready in the same order; here another one is the first each time.
        int event = (int) (((long) turn + i) % ready);
        long data = epoll.data(event);
        int slot = (int) data;
        Registration registration = slots.get(slot);
        if (registration != null && registration.generation == (int) (data >>> 32)) {
          handle(registration.source, epoll.events(event));
        }
      }
      timer.tick();
    }
  }

  private static void handle(ReadySource source, int events) {
    try {
      source.ready(events);
    } catch (RuntimeException defect) {
      source.broken(defect);
    }
  }

  /** What is to happen without an event. */
  public interface Timer {
    /** How long to wait at most, in milliseconds; -1 = as long as it takes. */
    int millisUntilNext();

    /** Called after every wait. */
    void tick();
  }

  /** Closes the epoll set. */
  public void close() {
    epoll.close();
  }
}
