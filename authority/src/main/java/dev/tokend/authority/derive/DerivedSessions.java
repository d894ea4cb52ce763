package dev.tokend.authority.derive;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.SessionBlueprint;
import java.util.HashMap;
import java.util.Map;

/** The logon sessions of derived tokens: made when the first token needs one, gone with the last. */
final class DerivedSessions {

  private static final long SYSTEM_SESSION = 999;
  private static final String PACKAGE = "Linux";

  private final Monitor monitor;
  private final Map<SessionKey, Long> ids = new HashMap<>();

  DerivedSessions(Monitor monitor) {
    this.monitor = monitor;
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
    Long id = ids.get(key);
    LogonSession session = id == null ? null : monitor.sessions().find(id);
    if (session == null) {
      ids.values().removeIf(known -> monitor.sessions().find(known) == null);
      session = monitor.openSession(new SessionBlueprint(wanted.logonType(), PACKAGE, user, now));
      ids.put(key, session.id());
    }
    return session;
  }
}
