package dev.tokend.monitor.state;

import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.monitor.port.ChangeSink;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The published logon sessions (tokens §4). */
public final class SessionTable {
  private final Map<Long, LogonSession> published = new LinkedHashMap<>();
  private final IdCounter ids;
  private final Undo undo;
  private final ChangeSink changes;

  SessionTable(long firstId, Undo undo, ChangeSink changes) {
    this.ids = new IdCounter(firstId, Long.MAX_VALUE);
    this.undo = undo;
    this.changes = changes;
  }

  /** The id that the next session gets. */
  public long nextId() {
    return ids.next();
  }

  /** The session with this id, or null if none is published. */
  public @Nullable LogonSession find(long id) {
    return published.get(id);
  }

  /** The published sessions in the order of their creation; dead ones stay until they are destroyed. */
  public Collection<LogonSession> published() {
    return Collections.unmodifiableCollection(published.values());
  }

  /**
   * Whether there is one that a caller asked for, or invalidated, or in which a pair is linked: more than Linux could
   * tell again.
   */
  public boolean hasMoreThanDerived() {
    for (LogonSession session : published.values()) {
      if (session.isRequested() || session.isDead() || session.pair() != null) {
        return true;
      }
    }
    return false;
  }

  boolean isExhausted() {
    return ids.isExhausted();
  }

  /** Ids are handed out below this one only, until more may be. */
  void allowBelow(long limit) {
    ids.allowBelow(limit);
  }

  LogonSession publish(SessionBlueprint blueprint, SecurityDescriptor descriptor, boolean requested) {
    return publish(ids.take(), blueprint, descriptor, requested);
  }

  LogonSession publish(long id, SessionBlueprint blueprint, SecurityDescriptor descriptor, boolean requested) {
    LogonSession session = new LogonSession(id, blueprint, descriptor, requested);
    published.put(id, session);
    undo.add(() -> published.remove(id));
    changes.changed(session);
    return session;
  }

  void remove(LogonSession session) {
    published.remove(session.id());
    undo.add(() -> published.put(session.id(), session));
    changes.changed(session);
  }

  boolean isPublished(LogonSession session) {
    return published.get(session.id()) == session;
  }
}
