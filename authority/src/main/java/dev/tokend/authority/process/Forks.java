package dev.tokend.authority.process;

import dev.tokend.authority.derive.LogonEvidence;
import dev.tokend.authority.loop.EventLoop;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.process.BootClock;
import dev.tokend.linux.process.ForkEvents;
import dev.tokend.linux.process.PidFd;
import dev.tokend.monitor.refusal.Refusal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hears of the children of bound processes when they are made, where the kernel tells: those whose parents end before
 * anybody asks about them would be nobody's children otherwise.
 *
 * <p>It listens only while there is a bound process, or one that calls the KACS interface.
 */
final class Forks implements ForkEvents.Listener {

  private static final long NANOS_A_TICK = 10_000_000;

  /** The start time is rounded down, and two clocks are read one after the other. */
  private static final long TICKS_OF_ONE_MOMENT = 2;

  private static final int MOST_ENDED = 4096;

  private final EventLoop loop;
  private final IdentityReader reader;
  private final Heirs heirs;
  private final Images images;

  /** Children of bound processes that ended before they could be looked at, whose own children are heirs too. */
  private final Map<Integer, Lineage.Known> ended = new HashMap<>();

  private @Nullable ForkEvents events;
  private EventLoop.@Nullable Registration registration;
  private boolean untold;
  private boolean reading;

  /** What is done with what is heard. */
  interface Heirs {
    /** The known process that has this number, or null. */
    Lineage.@Nullable Known numbered(int number);

    /**
     * A child of a bound process was found; nothing happens if it was known before.
     *
     * @throws Refusal ERANGE if there is no token id left
     */
    void inherit(Lineage.Known parent, int number, PidFd child, IdentityReading.Told told)
        throws Refusal, ErrnoException;

    /** The process that had this number has ended, or one of its threads; another one may have the number soon. */
    void ended(int number);

    /** Ends were not told: numbers of processes that have ended may mean other ones. */
    void lost();
  }

  Forks(EventLoop loop, IdentityReader reader, Heirs heirs, Images images) {
    this.loop = loop;
    this.reader = reader;
    this.heirs = heirs;
    this.images = images;
  }

  /** Starts to listen, if it does not yet and the kernel tells. */
  void listen() {
    if (events != null || untold) {
      return;
    }
    try {
      ForkEvents opened = ForkEvents.open();
      events = opened;
      registration = loop.add(opened.number(), Events.IN, ready -> read());
    } catch (ErrnoException e) {
      // It is a hint, and there is none here (docs/processes.md).
      untold = true;
      close();
    }
  }

  boolean isListening() {
    return events != null;
  }

  /** Takes what is there: also before a process's end is acted on, so that its last children are known. */
  void read() {
    ForkEvents source = events;
    if (source == null || reading) {
      return;
    }
    reading = true;
    try {
      source.read(this);
    } finally {
      reading = false;
    }
  }

  @Override
  public void forked(int parent, int child, long nanoTime) {
    Lineage.Known known = heirs.numbered(parent);
    Lineage.Known bequeather = known != null ? known : ended.get(parent);
    if (bequeather == null || bequeather.boundSince() == Long.MAX_VALUE) {
      return;
    }
    try {
      long madeAt = BootClock.ticks() - (System.nanoTime() - nanoTime) / NANOS_A_TICK;
      if (madeAt >= bequeather.boundSince() && !find(bequeather, child, madeAt)) {
        remember(child, bequeather);
      }
    } catch (ErrnoException | Refusal e) {
      // It is looked at again when it asks for something, and told then.
      return;
    }
  }

  private void remember(int child, Lineage.Known bequeather) {
    if (ended.size() >= MOST_ENDED) {
      // More than can have ended and not been told: ends were lost.
      ended.clear();
    }
    ended.put(child, bequeather);
  }

  /** Whether the child could be looked at; false if it has ended. */
  private boolean find(Lineage.Known parent, int number, long madeAt) throws Refusal, ErrnoException {
    try (PidFd child = PidFd.open(number)) {
      IdentityReading reading = reader.read(number, LogonEvidence.NONE);
      if (!child.isAlive()) {
        return false;
      }
      // Another process may have the number by now: that one was not made at that moment.
      if (reading instanceof IdentityReading.Told told
          && Math.abs(told.identity().startTime() - madeAt) <= TICKS_OF_ONE_MOMENT) {
        heirs.inherit(parent, number, child, told);
      }
      return true;
    } catch (ErrnoException e) {
      if (e.errno() == LinuxErrno.ESRCH) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void executed(int process) {
    Lineage.Known known = heirs.numbered(process);
    if (known != null) {
      images.executed(known.process(), process);
    }
  }

  @Override
  public void ended(int process) {
    ended.remove(process);
    heirs.ended(process);
  }

  @Override
  public void lost() {
    ended.clear();
    heirs.lost();
  }

  /** Listens no more. */
  void close() {
    if (registration != null) {
      registration.end();
      registration = null;
    }
    if (events != null) {
      events.close();
      events = null;
    }
    ended.clear();
  }
}
