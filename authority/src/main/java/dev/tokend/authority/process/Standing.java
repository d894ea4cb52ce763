package dev.tokend.authority.process;

import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.proc.KeptCredentials;
import dev.tokend.linux.proc.ProcFormatException;
import dev.tokend.linux.process.PidFd;
import dev.tokend.monitor.state.ProcessState;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether a process is who it was when its token was looked for last: the same bytes in {@code /proc}, read again at
 * every question, and the same process behind the number. Where that is so, {@link Processes#identify} would find the
 * same; it parses what it reads, and this compares.
 */
public final class Standing implements AutoCloseable {
  private final PidFd pidfd;
  private final KeptCredentials kept;
  private final Function<Long, @Nullable Watched> watched;
  private final Runnable whenClosed;
  // Boxed once: a question makes no objects.
  private final Long inode;
  private @Nullable Watched entry;
  private int changes;
  private @Nullable RealIds real;
  private boolean closed;

  Standing(PidFd pidfd, KeptCredentials kept, Function<Long, @Nullable Watched> watched, Runnable whenClosed) {
    this.pidfd = pidfd;
    this.kept = kept;
    this.watched = watched;
    this.whenClosed = whenClosed;
    this.inode = pidfd.inode();
  }

  /**
   * Takes the process as it is now for what it is held against, if that is what it was when its token was looked for.
   *
   * @param process to the monitor, as it was identified last
   * @return it as it is now, or null where it is another one already
   */
  public Identified.@Nullable Known begin(ProcessState process) {
    Watched known = watched.apply(inode);
    entry = null;
    if (known == null) {
      return null;
    }
    try {
      KeptCredentials.Said said = kept.remember();
      RealIds ids = RealIds.of(said.status().uids(), said.status().gids());
      if (!is(said, known.identity()) || !pidfd.isAlive()) {
        return null;
      }
      entry = known;
      changes = known.changes();
      real = ids;
      return new Identified.Known(process, known.identity(), ids, known.since());
    } catch (ProcFormatException | ErrnoException e) {
      // It ends, or Linux does not tell: it is looked at in the other way, which says so.
      return null;
    }
  }

  private static boolean is(KeptCredentials.Said said, LinuxIdentity identity) {
    return said.status().uids().effective() == identity.uid()
        && said.status().gids().effective() == identity.gid()
        && said.status().groups().equals(identity.supplementaryGids())
        && said.status().capabilities().permitted() == identity.permitted()
        && said.status().capabilities().effective() == identity.effective()
        && said.namespace().isInitial() == identity.initialUserNamespace()
        && said.auditSession().orElse(LinuxIdentity.NO_AUDIT_SESSION) == identity.auditSession();
  }

  /**
   * Whether nothing has changed since {@link #begin}, at this moment.
   *
   * @param realUid that Linux attached to the request, unsigned
   * @param realGid likewise
   */
  public boolean holds(int realUid, int realGid) {
    RealIds ids = real;
    Watched known = entry;
    if (known == null || ids == null || ids.uid() != realUid || ids.gid() != realGid) {
      return false;
    }
    try {
      return watched.apply(inode) == known
          && known.changes() == changes
          && kept.areUnchanged()
          && pidfd.isAlive();
    } catch (ErrnoException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      entry = null;
      kept.close();
      whenClosed.run();
    }
  }
}
