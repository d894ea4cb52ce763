package dev.tokend.authority.derive;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.SessionBlueprint;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The logon sessions of derived tokens. Linux does not say when a session ends, so each is kept, also while no token of
 * it exists, until so many others have been used since: a user's next command is in the same session as the last one.
 *
 * <p>One that was invalidated is kept until the boot ends: whoever is in it could otherwise have it forgotten,
 * by using many others, and come back in a new one.
 */
final class DerivedSessions {

  private static final long SYSTEM_SESSION = 999;
  private static final String PACKAGE = "Linux";

  private final Monitor monitor;
  private final int mostKept;
  private final Map<SessionKey, LogonSession> sessions = new LinkedHashMap<>(64, 0.75f, true);
  private final IdentityHashMap<LogonSession, SessionKey> keys = new IdentityHashMap<>();

  /**
   * @param mostKept how many sessions are kept without a token
   */
  DerivedSessions(Monitor monitor, int mostKept) {
    this.monitor = monitor;
    this.mostKept = mostKept;
  }

  /**
   * The session of an identity.
   *
   * @param user whom a new session is for
   * @param now Unix seconds
   */
  LogonSession of(LinuxIdentity identity, Sid user, long now) throws Refusal {
    SessionKey wanted = SessionKey.of(identity);
    if (wanted.isSystemSession()) {
      LogonSession system = monitor.sessions().find(SYSTEM_SESSION);
      if (system != null) {
        return system;
      }
    }
    SessionKey key = wanted.stored();
    LogonSession session = sessions.get(key);
    if (session == null) {
      session = monitor.openSession(new SessionBlueprint(wanted.logonType(), PACKAGE, user, now));
      keep(key, session);
    }
    return session;
  }

  /** Which Linux session a logon session was made for, or null if it is none of those that are kept here. */
  @Nullable SessionKey keyOf(LogonSession session) {
    return keys.get(session);
  }

  /** A session that an earlier authority made. */
  void restore(SessionKey key, LogonSession session) {
    keep(key, session);
  }

  private void keep(SessionKey key, LogonSession session) {
    LogonSession other = sessions.put(key, session);
    keys.put(session, key);
    monitor.holdSession(session);
    if (other != null) {
      keys.remove(other);
      monitor.letGoOfSession(other);
    }
    letGoOfOldestBut(session);
  }

  private void letGoOfOldestBut(LogonSession newest) {
    Iterator<LogonSession> oldest = sessions.values().iterator();
    int tooMany = sessions.size() - mostKept;
    while (tooMany > 0 && oldest.hasNext()) {
      LogonSession session = oldest.next();
      if (!session.isDead() && session != newest) {
        oldest.remove();
        keys.remove(session);
        monitor.letGoOfSession(session);
        tooMany--;
      }
    }
  }
}
