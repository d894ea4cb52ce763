package dev.tokend.authority.store;

import dev.tokend.monitor.Monitor;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what must outlive the authority: writes what has changed, before anybody is told of it.
 *
 * <p>Where it cannot be written, what was asked for is undone. What happens by itself, as when a process ends or a child
 * inherits, stays as it is and is written as soon as that works.
 */
public final class Keeping {

  /** How many ids are put on record as used before they are. */
  static final long TOKEN_IDS = 1 << 16;

  static final long SESSION_IDS = 1 << 12;

  /** A file is written anew once it has more than so many bytes beside what is still kept, and as many again. */
  private static final long SMALL = 64 << 10;

  private final Monitor monitor;
  private final Recorder recorder;
  private final Collector collector;
  private final Image image;
  private final StateLog log;
  private final Consumer<@Nullable String> whenTrouble;
  private Entry.Ids ids;
  private @Nullable String trouble;
  private long compactedAt;
  private boolean ended;

  /**
   * @param recorder is told what changes in {@code monitor}
   * @param image what {@code log} keeps
   * @param ids what is on record as used
   * @param whenTrouble told why nothing can be written, once, and null when it can be again
   */
  Keeping(
      Monitor monitor,
      Recorder recorder,
      Collector collector,
      Image image,
      StateLog log,
      Entry.Ids ids,
      Consumer<@Nullable String> whenTrouble) {
    this.monitor = monitor;
    this.recorder = recorder;
    this.collector = collector;
    this.image = image;
    this.log = log;
    this.ids = ids;
    this.whenTrouble = whenTrouble;
  }

  /** Why the last change could not be written, or null where it could. */
  public @Nullable String trouble() {
    return trouble;
  }

  /** What is done from here on must be {@linkplain #keep kept}, or not be done at all. */
  public void begin() {
    monitor.begin();
  }

  /** It failed by itself, and left all as it was; what it has told of its failure is true. */
  public void failed() {
    monitor.commit();
    flush();
  }

  /** A defect left nobody knows what: all is as it was at {@link #begin}. */
  public void undo() {
    monitor.rollBack();
  }

  /** Writes what was done since {@link #begin}; yields false, and all is as before, where it cannot be written. */
  public boolean keep() {
    boolean kept = false;
    try {
      kept = write();
    } finally {
      if (!kept) {
        monitor.rollBack();
      }
    }
    if (kept) {
      monitor.commit();
      // By what waited for that, such as the end of registrations.
      flush();
    }
    return kept;
  }

  /** Writes what has changed; where that does not work now, it is tried again with the next change. */
  public void flush() {
    write();
  }

  private boolean write() {
    boolean idsRunOut = idsRunOut();
    if (ended || (recorder.isEmpty() && !idsRunOut)) {
      return true;
    }
    Entry.Ids more = idsRunOut ? idsAhead() : ids;
    Transaction transaction = new Transaction(image);
    try {
      collector.collect(recorder, transaction);
      transaction.put(Key.IDS, more);
      List<Change> changes = transaction.changes();
      if (!changes.isEmpty()) {
        log.append(changes);
      }
    } catch (IOException e) {
      transaction.undo();
      troubled(e);
      return false;
    } catch (RuntimeException | Error defect) {
      transaction.undo();
      throw defect;
    }
    recorder.clear();
    ids = more;
    monitor.allowIdsBelow(ids.tokens(), ids.sessions());
    works();
    compact();
    return true;
  }

  private boolean idsRunOut() {
    return ids.tokens() - monitor.tokens().nextId() < TOKEN_IDS / 2
        || ids.sessions() - monitor.sessions().nextId() < SESSION_IDS / 2;
  }

  private Entry.Ids idsAhead() {
    return new Entry.Ids(monitor.tokens().nextId() + TOKEN_IDS, monitor.sessions().nextId() + SESSION_IDS);
  }

  private void troubled(IOException e) {
    String reason = String.valueOf(e.getMessage());
    boolean first = trouble == null;
    trouble = reason;
    if (first) {
      whenTrouble.accept(reason);
    }
  }

  private void works() {
    if (trouble != null) {
      trouble = null;
      whenTrouble.accept(null);
    }
  }

  /** So that the file stays in proportion to what it keeps; where there is no room for another one, it grows on. */
  private void compact() {
    if (log.size() - compactedAt < SMALL + image.bytes()) {
      return;
    }
    compactedAt = log.size();
    try {
      log.rewrite(image.all());
      compactedAt = log.size();
    } catch (IOException e) {
      // It is all in the old one.
      return;
    }
  }

  /** Writes what is left, and that no more ids were used than were. Nothing that happens later is kept. */
  public void end() {
    flush();
    Entry.Ids exact = new Entry.Ids(monitor.tokens().nextId(), monitor.sessions().nextId());
    Transaction transaction = new Transaction(image);
    transaction.put(Key.IDS, exact);
    try {
      if (!transaction.changes().isEmpty()) {
        log.append(transaction.changes());
      }
    } catch (IOException e) {
      // Some ids are skipped then.
      transaction.undo();
    }
    ended = true;
  }
}
