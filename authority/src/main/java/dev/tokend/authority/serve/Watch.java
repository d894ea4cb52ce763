package dev.tokend.authority.serve;

import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.Token;
import dev.tokend.surface.protocol.TokenChange;
import dev.tokend.surface.protocol.WatchReply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one process watches of one token: how it was when it was looked at last, and the changes that are still to be
 * told. Every change tells the whole token, so that those that are left out are in the next one's difference.
 */
final class Watch {
  private final Monitor monitor;
  private final long number;
  private final int uid;
  private final WatchSubject subject;
  private final UntoldChanges untold = new UntoldChanges();
  private Watcher watcher;
  private @Nullable Handle handle;
  private @Nullable State seen;
  private long changes;
  private boolean stale;
  private boolean ended;
  private boolean waiting;
  private long deadline;

  /**
   * Who watches, as it was when it asked last.
   *
   * @param caller by whose token a token that takes the place of the watched one is opened
   * @param view what it may know of what others do
   */
  record Watcher(Caller caller, TrailView view) {}

  /** What of a token tells that it has changed. */
  private record State(Token token, long modifiedId, ElevationType elevation, boolean dead, boolean impersonates) {}

  /**
   * @param uid on whose account it is, unsigned
   * @param handle the subject's token, opened for this watch
   */
  Watch(Monitor monitor, long number, int uid, WatchSubject subject, Watcher watcher, Handle handle) {
    this.monitor = monitor;
    this.number = number;
    this.uid = uid;
    this.subject = subject;
    this.watcher = watcher;
    this.handle = handle;
  }

  int uid() {
    return uid;
  }

  WatchSubject subject() {
    return subject;
  }

  /** What the monitor calls the process that watches. */
  long watcherKey() {
    return watcher.caller().process().key();
  }

  void asks(Watcher now) {
    watcher = now;
  }

  /**
   * How the token is now, as the first answer.
   *
   * @param token what was read of it
   */
  WatchReply begin(long atMillis, byte[] token) {
    seen = state();
    add(TokenChange.Kind.BEGUN, null, atMillis, token);
    return answer();
  }

  /**
   * A request waits for a change.
   *
   * @param nanos until when at most, {@link System#nanoTime()}
   */
  void waitUntil(long nanos) {
    waiting = true;
    deadline = nanos;
  }

  void waitNoMore() {
    waiting = false;
  }

  boolean isWaiting() {
    return waiting;
  }

  /** In how many nanoseconds the request that waits is to be answered; never where there is none. */
  long nanosLeft(long now) {
    return waiting ? deadline - now : Long.MAX_VALUE;
  }

  /** Whether there is something to tell, or to find out by asking. */
  boolean hasNews() {
    return !untold.isEmpty() || stale || ended;
  }

  /** What is to be told, as far as it goes into one answer. */
  WatchReply answer() {
    List<TokenChange> told = untold.take();
    stale = false;
    return new WatchReply(number, ended && untold.isEmpty(), told);
  }

  /** Nothing more comes. */
  void end(TokenChange.Kind why, long atMillis) {
    if (!ended) {
      letGo();
      add(why, null, atMillis);
      ended = true;
    }
  }

  /**
   * Looks whether something has changed.
   *
   * @param doing the request that did it; null where none did
   */
  void look(@Nullable Doing doing, long atMillis) {
    if (ended) {
      return;
    }
    Handle open = handle;
    if (subject instanceof WatchSubject.OfToken && (open == null || !open.isOpen())) {
      end(TokenChange.Kind.HANDLE_CLOSED, atMillis);
      return;
    }
    State before = seen;
    State now = state();
    if (now == null) {
      // Whether its process has ended, only a look at the process tells: the next request has it.
      stale |= before != null;
      seen = null;
      return;
    }
    if (now.equals(before)) {
      return;
    }
    seen = now;
    if (before == null) {
      reopen();
      add(TokenChange.Kind.DERIVED_AGAIN, null, atMillis);
    } else if (now.token() != before.token()) {
      reopen();
      add(replacement(before, now, doing), doing, atMillis);
    } else if (open != null) {
      add(adjustment(before, now), doing, atMillis);
    }
  }

  /** What could not be opened is tried again: the one who watches may be somebody else now. */
  void retry() {
    if (handle == null && !ended) {
      reopen();
    }
  }

  private void reopen() {
    letGo();
    try {
      handle = subject.open(monitor, watcher.caller());
    } catch (Refusal e) {
      // It may not be looked at, and nothing more is told of it.
      handle = null;
    }
  }

  private @Nullable State state() {
    Token token = subject.now(monitor);
    if (token == null) {
      return null;
    }
    return new State(
        token, token.modifiedId(), token.elevation(), token.session().isDead(), subject.impersonates(monitor));
  }

  /** Another token is in the place of the one before. */
  private static TokenChange.Kind replacement(State before, State now, @Nullable Doing doing) {
    if (now.impersonates()) {
      return TokenChange.Kind.IMPERSONATED;
    }
    if (before.impersonates()) {
      return TokenChange.Kind.REVERTED;
    }
    return doing == null ? TokenChange.Kind.DERIVED_AGAIN : TokenChange.Kind.REPLACED;
  }

  /** The token is the same object. */
  private static TokenChange.Kind adjustment(State before, State now) {
    if (now.modifiedId() != before.modifiedId()) {
      return TokenChange.Kind.ADJUSTED;
    }
    return now.dead() == before.dead() ? TokenChange.Kind.LINKED : TokenChange.Kind.SESSION_INVALIDATED;
  }

  private void add(TokenChange.Kind kind, @Nullable Doing doing, long atMillis) {
    add(kind, doing, atMillis, token());
  }

  private void add(TokenChange.Kind kind, @Nullable Doing doing, long atMillis, byte @Nullable [] token) {
    untold.add(
        new TokenChange(
            changes++,
            atMillis,
            kind,
            0,
            doing == null ? "" : doing.operation().word(),
            doing == null ? new TokenChange.By.Nobody() : doing.seenBy(watcher.view()),
            token));
  }

  private byte @Nullable [] token() {
    Handle open = handle;
    if (open == null || !open.isOpen()) {
      return null;
    }
    try {
      return Inspecting.all(monitor, open);
    } catch (Refusal e) {
      return null;
    }
  }

  /** Lets go of the token; a handle of a client's stays open. */
  void letGo() {
    Handle open = handle;
    handle = null;
    boolean lent = subject instanceof WatchSubject.OfToken of && of.lent();
    if (open != null && !lent) {
      monitor.close(open);
    }
  }
}
