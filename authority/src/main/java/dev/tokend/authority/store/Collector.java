package dev.tokend.authority.store;

import dev.tokend.authority.process.LinuxProcess;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.state.HolderKind;
import dev.tokend.monitor.state.LinkedPair;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Restoration.SessionFlags;
import dev.tokend.monitor.state.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what may have changed, and puts how it is now into a transaction.
 *
 * <p>Kept are processes that are bound, act as another or are marked; pins; handles that are left; sessions that somebody
 * asked for, that were invalidated or have a pair; the tokens that all those hold; and the sessions of those tokens. A
 * derived token is none of them, unless such a process has it.
 */
final class Collector {
  private final Monitor monitor;
  private final Holdings holdings;

  Collector(Monitor monitor, Holdings holdings) {
    this.monitor = monitor;
    this.holdings = holdings;
  }

  void collect(Recorder recorder, Transaction transaction) {
    for (Recorder.PinKey pin : recorder.pins()) {
      Key key = new Key(Key.Kind.PIN, Integer.toUnsignedLong(pin.owner()), pin.name().text());
      transaction.put(key, holdings.pin(pin.owner(), pin.name()));
    }
    for (long cookie : recorder.handles()) {
      transaction.put(new Key(Key.Kind.HANDLE, cookie, ""), holdings.handle(cookie));
    }
    for (long key : processes(recorder)) {
      transaction.put(new Key(Key.Kind.PROCESS, key, ""), process(key));
    }
    // Once for the tokens that their pairs hold, and again when it is known which of them have tokens that are kept.
    for (long id : recorder.sessions()) {
      transaction.put(sessionKey(id), session(id, transaction.image()));
    }
    Set<Long> sessions = new LinkedHashSet<>(recorder.sessions());
    Set<Long> tokens = new LinkedHashSet<>(transaction.affectedTokens());
    tokens.addAll(recorder.tokens());
    for (long id : tokens) {
      Key key = new Key(Key.Kind.TOKEN, id, "");
      Change before = transaction.image().find(key);
      Entry.OfToken now = token(id, transaction.image());
      transaction.put(key, now);
      if (before != null && before.session() != null) {
        sessions.add(before.session());
      }
      if (now != null) {
        sessions.add(now.blueprint().authId());
      }
    }
    for (long id : sessions) {
      transaction.put(sessionKey(id), session(id, transaction.image()));
    }
  }

  /** An adjustment binds every process that has the token. */
  private Set<Long> processes(Recorder recorder) {
    Set<Long> processes = new LinkedHashSet<>(recorder.processes());
    for (long id : recorder.tokens()) {
      Token token = monitor.tokens().find(id);
      if (token != null && token.references(HolderKind.PRIMARY_SLOT) > 0) {
        for (ProcessState process : monitor.processes().all()) {
          if (process.primary() == token) {
            processes.add(process.key());
          }
        }
      }
    }
    return processes;
  }

  private Entry.@Nullable OfProcess process(long key) {
    ProcessState process = monitor.processes().find(key);
    Token token = process == null ? null : process.primary();
    LinuxProcess linux = holdings.process(key);
    if (process == null || token == null || linux == null) {
      return null;
    }
    List<Entry.Acting> acting = acting(process);
    if (!process.isBound() && acting.isEmpty() && !linux.isMarked()) {
      return null;
    }
    return new Entry.OfProcess(
        linux, process.isBound(), token.id(), process.pip(), process.descriptor().descriptor(), acting);
  }

  private List<Entry.Acting> acting(ProcessState process) {
    int[] threads = process.impersonatingThreads();
    Arrays.sort(threads);
    List<Entry.Acting> acting = new ArrayList<>(threads.length);
    for (int tid : threads) {
      Token token = process.impersonation(tid);
      if (token != null) {
        acting.add(new Entry.Acting(tid, holdings.birth(process.key(), tid), token.id()));
      }
    }
    return acting;
  }

  private Entry.@Nullable OfToken token(long id, Image image) {
    Token token = image.holds(id) ? monitor.tokens().find(id) : null;
    return token == null ? null : new Entry.OfToken(id, token.modifiedId(), token.blueprint());
  }

  private static Key sessionKey(long id) {
    return new Key(Key.Kind.SESSION, id, "");
  }

  private Entry.@Nullable OfSession session(long id, Image image) {
    LogonSession session = monitor.sessions().find(id);
    if (session == null
        || !(session.isRequested() || session.isDead() || session.pair() != null || image.hasTokenOf(id))) {
      return null;
    }
    LinkedPair pair = session.pair();
    return new Entry.OfSession(
        id,
        session.blueprint(),
        session.descriptor(),
        new SessionFlags(session.isRequested(), session.isDead(), session.hadToken()),
        holdings.derivedFor(session),
        holdings.requestedBy(session),
        pair == null ? null : new Entry.Pair(pair.elevated().id(), pair.filtered().id()));
  }
}
