package dev.tokend.linux.proc;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.file.FileContent;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.OpenFlags;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The open folder of one process or thread. What is read through it is of that process alone: once it has ended,
 * every answer is {@link ProcReading.Gone}, even if another process has got its id.
 */
public final class ProcFolder implements AutoCloseable {
  /** Enough for 65536 supplementary groups in {@code status}. */
  private static final int LIMIT = 1 << 20;

  private final Fd folder;

  private ProcFolder(Fd folder) {
    this.folder = folder;
  }

  static ProcReading<ProcFolder> open(int directory, String name) {
    try {
      return new ProcReading.Present<>(
          new ProcFolder(FileOpen.at(directory, name, OpenFlags.PATH | OpenFlags.DIRECTORY, 0)));
    } catch (ErrnoException e) {
      return e.errno() == LinuxErrno.ENOENT ? new ProcReading.Gone<>() : failed(e);
    }
  }

  /** Who it acts as. */
  public ProcReading<ProcStatus> status() {
    return read("status", ProcStatus::parse);
  }

  /** Its session, terminal and start time. */
  public ProcReading<ProcStat> stat() {
    return read("stat", ProcStat::parse);
  }

  /** Its control groups. */
  public ProcReading<Cgroups> cgroups() {
    return read("cgroup", Cgroups::parse);
  }

  /** The uid that logged in, unsigned 32 bits; empty where nobody did, and on kernels without audit. */
  public ProcReading<OptionalInt> loginUid() {
    return auditId("loginuid");
  }

  /** The audit session, unsigned 32 bits; empty where there is none, and on kernels without audit. */
  public ProcReading<OptionalInt> auditSession() {
    return auditId("sessionid");
  }

  private ProcReading<OptionalInt> auditId(String file) {
    return read(file, content -> AuditId.parse(file, content), OptionalInt.empty());
  }

  /** Its user namespace: by the link, or by the uid map where the link may not be read. */
  public ProcReading<UserNamespace> userNamespace() {
    try {
      return new ProcReading.Present<>(
          UserNamespace.parseLink(FileContent.readLink(folder.number(), "ns/user")));
    } catch (ProcFormatException e) {
      return new ProcReading.Unreadable<>(e.getMessage());
    } catch (ErrnoException e) {
      // EACCES: not ours to trace. With neither file, the kernel knows the initial namespace only.
      return read("uid_map", UserNamespace::parseUidMap, new UserNamespace(0, true));
    }
  }

  /**
   * What it says of credentials, kept open; it outlives this folder.
   *
   * @throws ErrnoException where some of it cannot be opened
   */
  public KeptCredentials keepCredentials() throws ErrnoException {
    return KeptCredentials.open(folder.number());
  }

  /** Whether a thread id is one of this process's. */
  public ProcReading<Boolean> hasThread(int tid) {
    return switch (thread(tid)) {
      case ProcReading.Present<ProcFolder>(ProcFolder thread) -> {
        thread.close();
        yield new ProcReading.Present<>(true);
      }
      case ProcReading.Gone<ProcFolder> _ ->
          isThere() ? new ProcReading.Present<>(false) : new ProcReading.Gone<>();
      case ProcReading.Forbidden<ProcFolder> _ -> new ProcReading.Forbidden<>();
      case ProcReading.Unreadable<ProcFolder>(String reason) -> new ProcReading.Unreadable<>(reason);
    };
  }

  /** The folder of one of its threads; {@link ProcReading.Gone} if it has no such thread. */
  public ProcReading<ProcFolder> thread(int tid) {
    return open(folder.number(), "task/" + tid);
  }

  private interface Parser<T> {
    T parse(byte[] content) throws ProcFormatException;
  }

  private <T> ProcReading<T> read(String file, Parser<T> parser) {
    return read(file, parser, null);
  }

  /** With what a file says by not being there, in the folder of a process that is. */
  private <T> ProcReading<T> read(String file, Parser<T> parser, @Nullable T withoutFile) {
    try {
      return new ProcReading.Present<>(parser.parse(content(file)));
    } catch (ProcFormatException e) {
      return new ProcReading.Unreadable<>(e.getMessage());
    } catch (ErrnoException e) {
      if (e.errno() != LinuxErrno.ENOENT) {
        return failed(e);
      }
      if (!isThere()) {
        return new ProcReading.Gone<>();
      }
      return withoutFile == null ? failed(e) : new ProcReading.Present<>(withoutFile);
    }
  }

  private byte[] content(String file) throws ErrnoException {
    return FileContent.read(folder.number(), file, LIMIT);
  }

  /** Whether the process still exists: every one has a {@code stat}, and an ended one has no files at all. */
  private boolean isThere() {
    try {
      FileOpen.at(folder.number(), "stat", OpenFlags.PATH, 0).close();
      return true;
    } catch (ErrnoException e) {
      return e.errno() != LinuxErrno.ENOENT && e.errno() != LinuxErrno.ESRCH;
    }
  }

  private static <T> ProcReading<T> failed(ErrnoException e) {
    return switch (e.errno()) {
      case LinuxErrno.ESRCH -> new ProcReading.Gone<>();
      case LinuxErrno.EACCES, LinuxErrno.EPERM -> new ProcReading.Forbidden<>();
      default -> new ProcReading.Unreadable<>(e.getMessage());
    };
  }

  @Override
  public void close() {
    folder.close();
  }
}
