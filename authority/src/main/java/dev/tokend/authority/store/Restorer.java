package dev.tokend.authority.store;

import dev.tokend.authority.derive.SessionKey;
import dev.tokend.kacs.MalformedException;
import dev.tokend.linux.ErrnoException;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Restoration;
import dev.tokend.monitor.state.StoredDescriptor;
import dev.tokend.monitor.state.Token;
import java.util.ArrayList;
import java.util.List;

/** Puts what was kept back into a new monitor, and ends what ended in the meantime. */
final class Restorer {
  private final Image image;
  private final Holdings holdings;
  private final Restoration restoration;
  private final Recorder recorder;
  private final Entry.Ids ids;

  /**
   * @param recorder is told what is no more as it is kept
   */
  Restorer(Image image, Entry.Ids ids, Monitor monitor, Recorder recorder, Holdings holdings) {
    this.recorder = recorder;
    this.image = image;
    this.ids = ids;
    this.holdings = holdings;
    this.restoration = monitor.restoration();
  }

  /**
   * Puts all of it back.
   *
   * @throws MalformedException if it contradicts itself; the monitor is of no use then
   * @throws ErrnoException if the system does not tell what has become of a process
   */
  void restore() throws MalformedException, ErrnoException {
    Shared shared = new Shared();
    List<Entry.OfSession> withPair = new ArrayList<>();
    try {
      for (Change change : image.of(Key.Kind.SESSION)) {
        Entry.OfSession session = (Entry.OfSession) change.entry(shared);
        restore(session);
        if (session.pair() != null) {
          withPair.add(session);
        }
      }
      for (Change change : image.of(Key.Kind.TOKEN)) {
        Entry.OfToken token = (Entry.OfToken) change.entry(shared);
        requireUsed(token.id(), ids.tokens(), "token");
        restoration.token(token.id(), token.modifiedId(), token.blueprint());
      }
      for (Entry.OfSession session : withPair) {
        Entry.Pair pair = session.pair();
        if (pair != null) {
          restoration.pair(session.id(), token(pair.elevated()), token(pair.filtered()));
        }
      }
      for (Change change : image.of(Key.Kind.PIN)) {
        Entry.OfPin pin = (Entry.OfPin) change.entry(shared);
        holdings.pinned(pin, restoration.keep(token(pin.token())));
      }
      for (Change change : image.of(Key.Kind.HANDLE)) {
        restore((Entry.OfHandle) change.entry(shared));
      }
      for (Change change : image.of(Key.Kind.PROCESS)) {
        restore((Entry.OfProcess) change.entry(shared));
      }
      restoration.finish();
    } catch (IllegalArgumentException e) {
      throw new MalformedException("state file", 0, "what it tells contradicts itself, " + e.getMessage() + ",");
    }
  }

  private void restore(Entry.OfSession entry) {
    if (entry.id() >= IdSeeds.FIRST_DYNAMIC) {
      requireUsed(entry.id(), ids.sessions(), "session");
    }
    LogonSession session =
        restoration.session(entry.id(), entry.blueprint(), entry.descriptor(), entry.flags());
    SessionKey key = entry.derivedFor();
    if (key != null) {
      holdings.derived(key, session);
    }
    Integer uid = entry.requestedBy();
    if (uid != null) {
      holdings.requested(session, uid);
    }
  }

  /** It is not kept any more, but by whoever has it. */
  private void restore(Entry.OfHandle entry) {
    recorder.handleChanged(entry.cookie());
    Token token = token(entry.token());
    if (holdings.isHandedOver(entry)) {
      holdings.handle(entry, restoration.open(token, entry.mask(), entry.kind()));
    }
  }

  private void restore(Entry.OfProcess process) throws ErrnoException {
    Token token = token(process.token());
    if (!holdings.know(process.linux())) {
      recorder.ended(process.linux().inode());
      return;
    }
    ProcessState restored =
        restoration.process(
            process.linux().inode(), process.pip(), StoredDescriptor.of(process.descriptor()), token);
    if (process.bound()) {
      restoration.bound(restored);
    }
    for (Entry.Acting acting : process.acting()) {
      Token other = token(acting.token());
      if (holdings.know(process.linux(), acting)) {
        restoration.impersonates(restored, acting.thread(), other);
      }
    }
  }

  private Token token(long id) {
    Token token = restoration.find(id);
    if (token == null) {
      throw new IllegalArgumentException("there is no token " + Long.toUnsignedString(id));
    }
    return token;
  }

  private static void requireUsed(long id, long free, String what) {
    if (Long.compareUnsigned(id, free) >= 0) {
      throw new IllegalArgumentException("the id of " + what + " " + Long.toUnsignedString(id) + " is not used yet");
    }
  }
}
