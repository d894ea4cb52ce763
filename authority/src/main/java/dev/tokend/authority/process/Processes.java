package dev.tokend.authority.process;

import dev.tokend.authority.derive.DerivedTokens;
import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.loop.EventLoop;
import dev.tokend.authority.loop.Reserve;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.process.PidFd;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.process.NewProcess;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The processes whose tokens are known, by the inode of their pidfd, which the kernel never uses twice in a boot: a
 * number that was given to another process is another entry.
 *
 * <p>Of those that have nothing but a derived token so many are kept, the last used ones; another one's token is derived
 * again when it is asked for. Of those that have more, each uid but root's may have so many.
 */
public final class Processes {

  private final Monitor monitor;
  private final IdentityReader reader;
  private final DerivedTokens derivedTokens;
  private final ProcessLimits most;
  private final WatchList watched;
  private final Lineage lineage;
  private final Images images;
  private final Forks forks;

  /** No processes yet. */
  public Processes(EventLoop loop, Monitor monitor, IdentityReader reader, DerivedTokens derivedTokens, ProcessLimits most) {
    this.monitor = monitor;
    this.reader = reader;
    this.derivedTokens = derivedTokens;
    this.most = most;
    this.watched = new WatchList(loop, monitor, most.derived(), Reserve.ofThisProcess(), this::ended);
    Registry registry = new Registry();
    this.lineage = new Lineage(reader, registry);
    this.images = new Images(monitor, watched);
    this.forks = new Forks(loop, reader, registry, images);
  }

  /** How many processes are known. */
  public int count() {
    return watched.count();
  }

  /** The number of a known process, or null. */
  public @Nullable Integer number(long key) {
    return watched.number(key);
  }

  /** The numbers of the known processes, as the authority sees them, by the keys that the monitor has for them. */
  public Map<Long, Integer> numbers() {
    return watched.numbers();
  }

  /** Whether the process with this pidfd inode is known. */
  public boolean isKnown(long inode) {
    return watched.find(inode) != null;
  }

  /** Keeps nothing of a process that has nothing but a derived token: that is derived again when it is asked for. */
  public void forgetDerived(ProcessState process) {
    Watched entry = watched.find(process.key());
    if (entry != null && !WatchList.hasMoreThanDerived(process)) {
      watched.end(entry);
    }
  }

  /** Whether some process has more than a derived token. */
  public boolean hasBound() {
    return watched.hasBound();
  }

  /** Whether no other process of a uid may have more than a derived token. */
  public boolean isFull(int uid) {
    return uid != 0 && watched.count() >= most.bound() && watched.bound(uid) >= most.bound();
  }

  /**
   * Who a process is now.
   *
   * @param pid its number
   * @param pidfd the process; it stays the caller's
   * @throws Refusal ERANGE if there is no token id left; EMFILE if it inherits a token and its uid has too many such
   *     processes
   */
  public Identified identify(int pid, PidFd pidfd) throws Refusal, ErrnoException {
    Watched known = watched.find(pidfd.inode());
    IdentityReading reading = reader.read(pid, known == null ? null : known.identity().logon());
    // What /proc said under this number is about this process only if it still lives: then nobody else has the number.
    if (!pidfd.isAlive()) {
      return new Identified.Gone();
    }
    return switch (reading) {
      case IdentityReading.Gone g -> new Identified.Gone();
      case IdentityReading.Untold(String reason) -> new Identified.Unreadable(reason);
      case IdentityReading.Told told -> identified(pid, pidfd, known, told);
    };
  }

  private Identified identified(int pid, PidFd pidfd, @Nullable Watched known, IdentityReading.Told told)
      throws Refusal, ErrnoException {
    LinuxIdentity identity = told.identity();
    ProcessState process = monitor.processes().find(pidfd.inode());
    if (process != null && known != null && SetUid.isSwap(known.identity(), identity)) {
      process = withoutTokensOfOthers(process, known, identity);
    }
    if (process != null && known != null && (process.isBound() || known.identity().equals(identity))) {
      if (known.isNow(identity)) {
        monitor.changed(process);
      }
      return identified(known, process, told);
    }
    boolean mayBeHeir = process == null && (known == null || !known.hasLeftToken()) && hasBound();
    ProcessState parent = mayBeHeir ? lineage.bequeather(pidfd) : null;
    if (parent != null && inherits(parent, identity)) {
      requireRoom(identity.uid());
      Watched heir = known != null ? known : watched.watch(pid, pidfd, identity);
      heir.isNow(identity);
      return identified(heir, inherited(pidfd.inode(), parent), told);
    }
    TokenBlueprint blueprint = derivedTokens.blueprint(identity);
    if (blueprint == null) {
      return new Identified.NotYet();
    }
    // Watched before it gets its token: what cannot be watched would be remembered for ever.
    Watched entry = known != null ? known : watched.watch(pid, pidfd, identity);
    process = monitor.deriveProcess(pidfd.inode(), blueprint);
    entry.isNow(identity);
    return identified(entry, process, told);
  }

  private static Identified identified(Watched entry, ProcessState process, IdentityReading.Told told)
      throws ErrnoException {
    if (!process.isBound()) {
      entry.isUnbound();
    }
    return new Identified.Known(process, told.identity(), told.real(), entry.since());
  }

  /** What is left of a process that has become another user: null where nothing is. */
  private @Nullable ProcessState withoutTokensOfOthers(ProcessState process, Watched known, LinuxIdentity now) {
    Token primary = process.primary();
    if (process.isBound() && (primary == null || !SetUid.speaksOf(primary, now))) {
      monitor.endProcess(process.key());
      known.leavesToken();
      return null;
    }
    for (int tid : process.impersonatingThreads()) {
      Token token = process.impersonation(tid);
      if (token != null && !SetUid.speaksOf(token, now)) {
        monitor.endThread(process.key(), tid);
      }
    }
    return process;
  }

  /** Not one that became another user on the way: what root starts as a user does not have root's token. */
  private boolean inherits(ProcessState parent, LinuxIdentity child) {
    Watched entry = watched.find(parent.key());
    Token token = parent.primary();
    return entry != null
        && token != null
        && (!SetUid.isSwap(entry.identity(), child) || SetUid.speaksOf(token, child));
  }

  /** A child of a bound process has a copy of its token (tokens §10.1), and has been bound since it was born. */
  private ProcessState inherited(long inode, ProcessState parent) throws Refusal {
    images.inherits(parent.key(), inode);
    int anyThread = 0;
    return monitor.newProcess(new NewProcess.Request(new Caller(parent, anyThread), inode));
  }

  /** It must not have a derived token instead, so it has none. */
  private void requireRoom(int uid) throws Refusal {
    if (isFull(uid)) {
      throw Rule.at(
              Operation.NEW_PROCESS,
              "limits",
              Errno.EMFILE,
              "bound processes of one uid",
              "it inherits a token, and " + most.bound() + " processes of its uid have tokens of their own already")
          .refuse();
    }
  }

  private void ended(Watched entry) {
    forks.read();
    watched.end(entry);
    if (forks.isListening() && !hasBound() && !watched.hasKacsProgram()) {
      forks.close();
    }
  }

  /** What is known of a process beside its tokens, or null if it is not known. */
  public @Nullable LinuxProcess linux(long key) {
    Watched entry = watched.find(key);
    return entry == null ? null : entry.linux();
  }

  /** Knows processes again that an earlier authority knew. */
  public Survivors survivors() {
    return new Survivors(reader, watched, lineage, forks, new Registry());
  }

  /** The process was answered: what it asked for may have bound it. */
  public void answered(ProcessState process) {
    if (process.isBound() || images.areFollowedOf(process)) {
      forks.listen();
    }
  }

  /** Takes what the kernel has reported: all that happened before a request that is there. */
  public void hear() {
    forks.read();
  }

  /** Processes for which execve(2) is what it is in KACS. */
  public Images images() {
    return images;
  }

  /** What is known, for those who look for heirs. */
  private final class Registry implements Lineage.Registry, Forks.Heirs {
    @Override
    public Lineage.@Nullable Known known(long inode) {
      return known(watched.find(inode));
    }

    @Override
    public Lineage.@Nullable Known numbered(int number) {
      return known(watched.numbered(number));
    }

    private Lineage.@Nullable Known known(@Nullable Watched entry) {
      ProcessState process = entry == null ? null : monitor.processes().find(entry.inode());
      if (entry == null || process == null) {
        return null;
      }
      return new Lineage.Known(process, process.isBound() ? entry.lastUnbound() : Long.MAX_VALUE);
    }

    @Override
    public void inherit(Lineage.Known parent, int number, PidFd child, IdentityReading.Told told)
        throws Refusal, ErrnoException {
      if (monitor.processes().find(child.inode()) == null && inherits(parent.process(), told.identity())) {
        requireRoom(told.identity().uid());
        watched.watch(number, child, told.identity());
        inherited(child.inode(), parent.process());
      }
    }

    @Override
    public void ended(int number) {
      watched.forgetIfEnded(number);
    }

    @Override
    public void lost() {
      watched.forgetNumbersOfEnded();
    }
  }

  /** Lets go of all processes. */
  public void close() {
    forks.close();
    watched.close();
  }
}
