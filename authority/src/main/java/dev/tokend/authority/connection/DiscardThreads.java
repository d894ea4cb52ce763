package dev.tokend.authority.connection;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.socket.MessageFlags;
import dev.tokend.linux.socket.MessageReceiver;
import dev.tokend.linux.socket.UnixSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Closes on threads of its own. One thread at a time works for a uid, so that a uid holds up its own descriptors alone.
 */
public final class DiscardThreads implements Discards, AutoCloseable {

  /** How many descriptors of one uid may wait to be closed while its requests go on. */
  static final int FULL = 64;

  /** More than all connections of one uid can bring with the requests that are held up then. */
  static final int OVERFLOWING = 2048;

  private static final int MOST_THREADS = 64;
  private static final int IDLE_SECONDS = 10;

  /** Has no room for a descriptor: looking brings none in. */
  private final MessageReceiver peeker = MessageReceiver.ofCredentials(1);

  private final Predicate<Fd> isHarmless;
  private final ExecutorService threads;
  private final Map<Integer, Heap> heaps = new HashMap<>();
  private final Deque<Heap> untouched = new ArrayDeque<>();
  private int working;

  /** What waits of one uid, the one that is being closed included. */
  private static final class Heap {
    private final int uid;
    private final Deque<Fd> descriptors = new ArrayDeque<>();

    private Heap(int uid) {
      this.uid = uid;
    }
  }

  /**
   * Nothing to close yet.
   *
   * @param isHarmless tells of what can be closed at once, because nothing can ever lie in it
   */
  public DiscardThreads(Predicate<Fd> isHarmless) {
    this(
        isHarmless,
        new ThreadPoolExecutor(
            0,
            MOST_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(work, "discards");
              thread.setDaemon(true);
              return thread;
            }));
  }

  /** Closes on these threads. */
  DiscardThreads(Predicate<Fd> isHarmless, ExecutorService threads) {
    this.isHarmless = isHarmless;
    this.threads = threads;
  }

  @Override
  public void discard(Fd descriptor, int uid) {
    if (isHarmless.test(descriptor)) {
      descriptor.close();
    } else {
      add(descriptor, uid);
    }
  }

  private synchronized void add(Fd descriptor, int uid) {
    Heap heap = heaps.get(uid);
    if (heap == null) {
      heap = new Heap(uid);
      heaps.put(uid, heap);
      untouched.add(heap);
    }
    heap.descriptors.add(descriptor);
    if (!untouched.isEmpty() && working < MOST_THREADS) {
      working++;
      threads.execute(this::work);
    }
  }

  @Override
  public void discardConnection(Fd socket, int uid) {
    try {
      UnixSocket.shutdown(socket.number());
    } catch (ErrnoException e) {
      // The client has ended it already.
    }
    if (isEmpty(socket)) {
      socket.close();
    } else {
      add(socket, uid);
    }
  }

  /** Whether nothing lies unread in it, now that nothing more can be sent to it: then its close waits for nothing. */
  private boolean isEmpty(Fd socket) {
    return peeker.receive(socket.number(), 0, 1, MessageFlags.PEEK | MessageFlags.DONTWAIT) == 0;
  }

  @Override
  public synchronized boolean isFull(int uid) {
    return waiting(uid) > FULL;
  }

  @Override
  public synchronized boolean isOverflowing(int uid) {
    return waiting(uid) > OVERFLOWING;
  }

  private int waiting(int uid) {
    Heap heap = heaps.get(uid);
    return heap == null ? 0 : heap.descriptors.size();
  }

  private void work() {
    Heap heap = null;
    while (true) {
      Fd descriptor;
      synchronized (this) {
        heap = next(heap);
        if (heap == null) {
          working--;
          return;
        }
        descriptor = heap.descriptors.element();
      }
      descriptor.close();
    }
  }

  /** Takes away what was closed, and gives what is to be closed next: of the same uid after all the others. */
  private @Nullable Heap next(@Nullable Heap done) {
    if (done != null) {
      done.descriptors.remove();
      if (done.descriptors.isEmpty()) {
        heaps.remove(done.uid);
      } else {
        untouched.add(done);
      }
    }
    return untouched.poll();
  }

  /** Starts no more work; what is being closed cannot be hurried. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
