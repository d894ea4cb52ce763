package dev.tokend.authority.serve;

import dev.tokend.authority.audit.Actor;
import dev.tokend.authority.connection.Reply;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.ErrnoException;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Token;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.ListedProcess;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.ProcessesReply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One listing in the making, a process at a step. */
final class ProcessScan {

  /** The name service answers or is given up sooner. */
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  private static final long PAUSE_NANOS = 5_000_000;

  private final Viewer viewer;
  private final Request request;
  private final @Nullable Token subject;
  private final List<ListedProcess> listed = new ArrayList<>();

  /** Those about whose users the name service is still being asked; room in the answer is kept for them. */
  private final Deque<Integer> later = new ArrayDeque<>();

  private final long deadline = System.nanoTime() + PATIENCE_NANOS;
  private int @Nullable [] numbers;
  private int at;
  private int bytes = ProcessesReply.HEAD;
  private ProcessesReply.Unlisted unlisted = ProcessesReply.Unlisted.NONE;
  private int leftOfRound;
  private long pauseUntil = deadline - PATIENCE_NANOS;
  private @Nullable Reply reply;

  /** What looks at processes. */
  interface Viewer {
    /** The numbers of all processes, ascending. */
    int[] numbers() throws ErrnoException;

    /** Looks at the process that has this number now. */
    Seen see(Caller caller, int number);
  }

  /**
   * What is asked.
   *
   * @param caller who asks: its effective token of now must be its effective token to the end
   * @param uid on whose account, unsigned
   * @param actor whom the audit trail names, or null
   * @param after the processes with higher numbers are listed
   */
  record Request(Caller caller, int uid, @Nullable Actor actor, int after) {}

  ProcessScan(Viewer viewer, Request request) {
    this.viewer = viewer;
    this.request = request;
    this.subject = request.caller().effective();
  }

  Request request() {
    return request;
  }

  /** The answer once it is there, else null. */
  @Nullable Reply reply() {
    return reply;
  }

  /** Whether all that is left waits for the name service. */
  boolean isPausing(long now) {
    return !later.isEmpty() && !goesOn() && now - pauseUntil < 0;
  }

  /** Looks at one more process, or takes one other step to the answer. */
  void step() {
    // Else what the process became since could be told to those who only hold its connection (docs/security.md).
    if (subject == null || request.caller().effective() != subject) {
      reply = failed(Errno.EAGAIN, "caller", "the caller has another token than when it asked; ask again");
    } else if (numbers == null) {
      start();
    } else if (goesOn()) {
      look(numbers[at++]);
    } else if (later.isEmpty()) {
      finish();
    } else {
      lookAgain();
    }
  }

  private void start() {
    try {
      int[] all = viewer.numbers();
      numbers = all;
      while (at < all.length && all[at] <= request.after()) {
        at++;
      }
    } catch (ErrnoException e) {
      reply = failed(Errno.ENFILE, "system call of the authority", String.valueOf(e.getMessage()));
    }
  }

  /** Whether there are more, and room for one more of any size. */
  private boolean goesOn() {
    int[] all = numbers;
    return all != null
        && at < all.length
        && bytes + (later.size() + 1) * ListedProcess.MOST_BYTES <= FrameHeader.MAX_REPLY;
  }

  private void look(int number) {
    switch (viewer.see(request.caller(), number)) {
      case Seen.Shown(ListedProcess process) -> {
        listed.add(process);
        bytes += process.size();
      }
      case Seen.Denied d -> unlisted(1, 0, 0);
      case Seen.Untold u -> unlisted(0, 1, 0);
      case Seen.Failed f -> unlisted(0, 0, 1);
      case Seen.Gone g -> {}
      case Seen.NotYet n -> later.add(number);
    }
  }

  private void unlisted(int denied, int untold, int failed) {
    unlisted = unlisted.plus(new ProcessesReply.Unlisted(denied, untold, failed));
  }

  private void lookAgain() {
    long now = System.nanoTime();
    if (now - deadline >= 0) {
      unlisted(0, 0, later.size());
      later.clear();
      return;
    }
    if (leftOfRound == 0) {
      leftOfRound = later.size();
    }
    look(later.remove());
    leftOfRound--;
    if (leftOfRound == 0) {
      pauseUntil = now + PAUSE_NANOS;
    }
  }

  private void finish() {
    int[] all = numbers;
    listed.sort(Comparator.comparingInt(ListedProcess::pid));
    int next = all == null || at == all.length ? 0 : all[at - 1];
    reply = Reply.of(new ProcessesReply(next, unlisted, listed).encode());
  }

  private static Reply failed(Errno errno, String check, String reason) {
    return Failures.reply(FailedException.of(errno, Operation.PROCESSES.word(), check, reason).failure());
  }
}
