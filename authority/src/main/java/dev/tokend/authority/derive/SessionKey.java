package dev.tokend.authority.derive;

import dev.tokend.kacs.catalog.LogonType;

/**
 * Which derived logon session a process belongs to: one for each audit session of a uid, and for the processes without
 * an audit session one for each uid and way of logging on.
 *
 * @param uid effective uid, unsigned
 * @param auditSession the audit session id, or {@link LinuxIdentity#NO_AUDIT_SESSION}
 * @param logonType how the session was opened; within an audit session the first process decides
 */
public record SessionKey(int uid, int auditSession, LogonType logonType) {

  /** The session of an identity. */
  public static SessionKey of(LinuxIdentity identity) {
    boolean audited = identity.auditSession() != LinuxIdentity.NO_AUDIT_SESSION;
    LogonType type =
        switch (identity.logon()) {
          case INTERACTIVE -> LogonType.INTERACTIVE;
          case BATCH -> LogonType.BATCH;
          case SERVICE -> LogonType.SERVICE;
          case NONE -> audited ? LogonType.INTERACTIVE : LogonType.SERVICE;
        };
    return new SessionKey(identity.uid(), identity.auditSession(), type);
  }

  /** Whether the session is the built-in one of the system: uid 0's services. */
  public boolean isSystemSession() {
    return uid == 0 && auditSession == LinuxIdentity.NO_AUDIT_SESSION && logonType == LogonType.SERVICE;
  }

  /** The key under which the session is found again: an audit session is one whatever its processes say. */
  SessionKey stored() {
    return auditSession == LinuxIdentity.NO_AUDIT_SESSION
        ? this
        : new SessionKey(uid, auditSession, LogonType.INTERACTIVE);
  }
}
