package dev.tokend.linux.proc;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.file.KeptFile;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * All that {@code /proc} says of one process's credentials, kept open to be held against what it said before: cheaper
 * than to open and parse it each time, and as good. It stays that process's; once that has been reaped, nothing is
 * unchanged.
 */
public final class KeptCredentials implements AutoCloseable {
  private static final List<String> LINES = List.of("Uid:", "Gid:", "Groups:", "CapPrm:", "CapEff:");

  private final KeptText status;
  private final KeptText namespace;
  private final @Nullable KeptText auditSession;

  private KeptCredentials(KeptText status, KeptText namespace, @Nullable KeptText auditSession) {
    this.status = status;
    this.namespace = namespace;
    this.auditSession = auditSession;
  }

  /**
   * What was said.
   *
   * @param status with the ids, the groups and the capabilities
   * @param namespace the user namespace
   * @param auditSession as {@link ProcFolder#auditSession}
   */
  public record Said(ProcStatus status, UserNamespace namespace, OptionalInt auditSession) {}

  /**
   * Opens the files of a process.
   *
   * @throws ErrnoException ENOENT or ESRCH once it is gone; EACCES for the namespace of one that the caller may not trace
   */
  static KeptCredentials open(int folder) throws ErrnoException {
    KeptText status = new KeptText(KeptFile.file(folder, "status"), LINES);
    KeptText namespace = null;
    try {
      namespace = new KeptText(KeptFile.link(folder, "ns/user"), List.of());
      return new KeptCredentials(status, namespace, auditSession(folder));
    } catch (ErrnoException e) {
      status.close();
      if (namespace != null) {
        namespace.close();
      }
      throw e;
    }
  }

  /** Kernels without audit have no such file. */
  private static @Nullable KeptText auditSession(int folder) throws ErrnoException {
    try {
      return new KeptText(KeptFile.file(folder, "sessionid"), List.of());
    } catch (ErrnoException e) {
      if (e.errno() == LinuxErrno.ENOENT) {
        return null;
      }
      throw e;
    }
  }

  /** Reads all of it, and remembers it for {@link #areUnchanged}. */
  public Said remember() throws ErrnoException, ProcFormatException {
    ProcStatus said = ProcStatus.parse(status.remember());
    UserNamespace of = UserNamespace.parseLink(namespace.remember());
    KeptText session = auditSession;
    return new Said(
        said, of, session == null ? OptionalInt.empty() : AuditId.parse("sessionid", session.remember()));
  }

  /** Whether all of it can be read and is what it was when it was {@linkplain #remember remembered}. */
  public boolean areUnchanged() {
    KeptText session = auditSession;
    return (session == null || session.isUnchanged()) && namespace.isUnchanged() && status.isUnchanged();
  }

  /** The number of one of the descriptors. */
  public int number() {
    return status.number();
  }

  @Override
  public void close() {
    status.close();
    namespace.close();
    if (auditSession != null) {
      auditSession.close();
    }
  }
}
