package dev.tokend.authority.syscall;

import dev.tokend.authority.connection.Frame;
import dev.tokend.authority.connection.Reply;
import dev.tokend.authority.log.Journal;
import dev.tokend.authority.loop.EventLoop;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.event.EventFd;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.seccomp.NotificationChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The trees of processes whose KACS calls are answered here: so many of each uid. Each has a thread, and at most one
 * request before the loop at a time.
 */
public final class Trees {
  /** How many trees one uid but root may have at a time. */
  public static final int MOST_OF_ONE_UID = 32;

  /** How many there may be in all but root's. */
  public static final int MOST = 256;

  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private final Queue<Tree> ended = new ConcurrentLinkedQueue<>();
  private final Queue<String> defects = new ConcurrentLinkedQueue<>();
  private final Deque<Asked> waiting = new ArrayDeque<>();
  private final Map<Integer, Integer> ofUid = new HashMap<>();
  private final Predicate<Fd> isHandle;
  private final Journal journal;
  private final EventFd wake = EventFd.create();
  private EventLoop.@Nullable Registration registration;
  private @Nullable Decider decider;
  private int others;
  private int count;

  /** Decides requests, as it does those of clients. */
  @FunctionalInterface
  public interface Decider {
    /** The answer, or null where something must be waited for; the same frame is then given again. */
    @Nullable Reply answer(Frame frame);
  }

  /** What came of asking to be served. */
  public enum Admission {
    /** The calls are answered from now on. */
    SERVED,
    /** It is no listener. */
    NOT_A_LISTENER,
    /** There are too many trees already. */
    FULL
  }

  /**
   * No trees yet.
   *
   * @param isHandle whether a descriptor is a token handle; asked on any thread
   */
  public Trees(Predicate<Fd> isHandle, Journal journal) throws ErrnoException {
    this.isHandle = isHandle;
    this.journal = journal;
  }

  /** Starts to take requests of the trees. */
  public void start(EventLoop loop, Decider decides) throws ErrnoException {
    decider = decides;
    registration = loop.add(wake.number(), Events.IN, events -> take());
  }

  /** How many trees there are. */
  public int count() {
    return count;
  }

  /**
   * Serves a tree.
   *
   * @param listener stays the caller's to close
   * @param uid on whose account, unsigned
   */
  public Admission serve(Fd listener, int uid) throws ErrnoException {
    if (!NotificationChannel.isListener(listener)) {
      return Admission.NOT_A_LISTENER;
    }
    if (uid != 0 && (ofUid.getOrDefault(uid, 0) >= MOST_OF_ONE_UID || others >= MOST)) {
      return Admission.FULL;
    }
    Tree tree = new Tree(new NotificationChannel(listener.duplicate()), uid, requests);
    count(uid, 1);
    Thread thread = new Thread(tree, "calls");
    thread.setDaemon(true);
    thread.start();
    return Admission.SERVED;
  }

  private void count(int uid, int more) {
    count += more;
    others += uid == 0 ? 0 : more;
    ofUid.merge(uid, more, (before, added) -> before + added == 0 ? null : before + added);
  }

  /** What the trees' threads call. */
  private final Tree.Requests requests =
      new Tree.Requests() {
        @Override
        public Reply ask(Frame frame) {
          CompletableFuture<Reply> answer = new CompletableFuture<>();
          asked.add(new Asked(frame, answer));
          wakeLoop();
          return answer.join();
        }

        @Override
        public boolean isHandle(Fd descriptor) {
          return isHandle.test(descriptor);
        }

        @Override
        public void ended(Tree tree) {
          ended.add(tree);
          wakeLoop();
        }

        @Override
        public void defect(RuntimeException defect) {
          defects.add("answering a system call: " + defect);
          wakeLoop();
        }
      };

  private void wakeLoop() {
    try {
      wake.signal();
    } catch (ErrnoException e) {
      // It is closed: the authority has ended.
      return;
    }
  }

  private void take() {
    try {
      wake.drain();
    } catch (ErrnoException e) {
      throw new IllegalStateException("the wake-up descriptor cannot be read", e);
    }
    // Those that come meanwhile wake the loop again: others are waiting too.
    for (int left = asked.size(); left > 0; left--) {
      Asked next = asked.poll();
      if (next != null) {
        decide(next);
      }
    }
    for (Tree tree = ended.poll(); tree != null; tree = ended.poll()) {
      count(tree.uid(), -1);
    }
    for (String defect = defects.poll(); defect != null; defect = defects.poll()) {
      journal.write("defect", 0, 0, defect);
    }
  }

  private void decide(Asked next) {
    Decider decides = decider;
    if (decides == null || next.answer().isDone()) {
      return;
    }
    try {
      Reply reply = decides.answer(next.frame());
      if (reply == null) {
        waiting.add(next);
      } else {
        next.answer().complete(reply);
      }
    } catch (RuntimeException defect) {
      next.answer().completeExceptionally(defect);
    }
  }

  /** What requests may have waited for has come. */
  public void retry() {
    for (int left = waiting.size(); left > 0; left--) {
      decide(waiting.remove());
    }
  }

  /** Answers no more: calls that wait fail with ENOSYS when this process ends. */
  public void close() {
    if (registration != null) {
      registration.end();
    }
    wake.close();
  }
}
