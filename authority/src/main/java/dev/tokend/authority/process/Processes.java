package dev.tokend.authority.process;

import dev.tokend.authority.derive.DerivedTokens;
import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.loop.EventLoop;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.process.BootClock;
import dev.tokend.linux.process.PidFd;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.process.NewProcess;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.TokenBlueprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The processes whose tokens are known, by the inode of their pidfd, which the kernel never uses twice in a boot: a
 * number that was given to another process is another entry.
 *
 * <p>Of those that have nothing but a derived token at most {@link #mostDerived} are kept, the last used ones; another
 * one's token is derived again when it is asked for.
 */
public final class Processes {

  private final EventLoop loop;
  private final Monitor monitor;
  private final IdentityReader reader;
  private final DerivedTokens derivedTokens;
  private final int mostDerived;
  private final Lineage lineage;
  private final Forks forks;
  private final Map<Integer, Watched> byNumber = new HashMap<>();
  private final Map<Long, Watched> watched = new LinkedHashMap<>(64, 0.75f, true);

  private final class Watched {
    private final long inode;
    private final int pid;
    private final PidFd pidfd;
    private LinuxIdentity identity;
    private long lastUnbound;
    private long since = System.nanoTime();
    private EventLoop.@Nullable Registration registration;

    private Watched(long inode, int pid, PidFd pidfd, LinuxIdentity identity) {
      this.inode = inode;
      this.pid = pid;
      this.pidfd = pidfd;
      this.identity = identity;
    }

    private void isNow(LinuxIdentity now) {
      if (!identity.equals(now)) {
        identity = now;
        since = System.nanoTime();
      }
    }

    private void end() {
      watched.remove(inode);
      byNumber.remove(pid, this);
      letGo();
    }

    private void letGo() {
      if (registration != null) {
        registration.end();
      }
      pidfd.close();
      monitor.endProcess(inode);
    }
  }

  /**
   * @param mostDerived how many processes with nothing but a derived token are remembered
   */
  public Processes(
      EventLoop loop, Monitor monitor, IdentityReader reader, DerivedTokens derivedTokens, int mostDerived) {
    this.loop = loop;
    this.monitor = monitor;
    this.reader = reader;
    this.derivedTokens = derivedTokens;
    this.mostDerived = mostDerived;
    Registry registry = new Registry();
    this.lineage = new Lineage(reader, registry);
    this.forks = new Forks(loop, reader, registry);
  }

  /** How many processes are known. */
  public int count() {
    return watched.size();
  }

  /** The numbers of the known processes, as the authority sees them, by the keys that the monitor has for them. */
  public Map<Long, Integer> numbers() {
    Map<Long, Integer> numbers = new HashMap<>();
    for (Watched entry : watched.values()) {
      numbers.put(entry.inode, entry.pid);
    }
    return numbers;
  }

  /** Whether some process has more than a derived token. */
  public boolean hasBound() {
    for (Watched entry : watched.values()) {
      ProcessState process = monitor.processes().find(entry.inode);
      if (process != null && hasMoreThanDerived(process)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasMoreThanDerived(ProcessState process) {
    return process.isBound() || process.impersonatingThreads().length > 0;
  }

  /**
   * Who a process is now.
   *
   * @param pid its number
   * @param pidfd the process; it stays the caller's
   */
  public Identified identify(int pid, PidFd pidfd) throws Refusal, ErrnoException {
    long inode = pidfd.inode();
    Watched known = watched.get(inode);
    IdentityReading reading = reader.read(pid, known == null ? null : known.identity.logon());
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
    long inode = pidfd.inode();
    LinuxIdentity identity = told.identity();
    ProcessState process = monitor.processes().find(inode);
    if (process != null && known != null && (process.isBound() || known.identity.equals(identity))) {
      known.isNow(identity);
      return identified(known, process, told);
    }
    ProcessState parent = process == null && hasBound() ? lineage.bequeather(pidfd) : null;
    if (parent != null) {
      Watched heir = known != null ? known : watch(pid, pidfd, identity);
      return identified(heir, inherited(inode, parent), told);
    }
    TokenBlueprint blueprint = derivedTokens.blueprint(identity);
    if (blueprint == null) {
      return new Identified.NotYet();
    }
    // Watched before it gets its token: what cannot be watched would be remembered for ever.
    Watched entry = known != null ? known : watch(pid, pidfd, identity);
    process = monitor.deriveProcess(inode, blueprint);
    entry.isNow(identity);
    return identified(entry, process, told);
  }

  private static Identified identified(Watched entry, ProcessState process, IdentityReading.Told told)
      throws ErrnoException {
    if (!process.isBound()) {
      entry.lastUnbound = BootClock.ticks();
    }
    return new Identified.Known(process, told.identity(), told.real(), entry.since);
  }

  /** A child of a bound process has a copy of its token (tokens §10.1), and has been bound since it was born. */
  private ProcessState inherited(long inode, ProcessState parent) throws Refusal {
    int anyThread = 0;
    return monitor.newProcess(new NewProcess.Request(new Caller(parent, anyThread), inode));
  }

  private Watched watch(int pid, PidFd pidfd, LinuxIdentity identity) throws ErrnoException {
    forgetOldest(watched.size() + 1 - mostDerived);
    Watched entry = new Watched(pidfd.inode(), pid, pidfd.duplicate(), identity);
    try {
      entry.registration = loop.add(entry.pidfd.number(), Events.IN, events -> ended(entry));
    } catch (ErrnoException e) {
      entry.pidfd.close();
      throw e;
    }
    watched.put(entry.inode, entry);
    byNumber.put(pid, entry);
    return entry;
  }

  private void ended(Watched entry) {
    forks.read();
    entry.end();
    if (forks.isListening() && !hasBound()) {
      forks.close();
    }
  }

  /** The process was answered: what it asked for may have bound it. */
  public void answered(ProcessState process) {
    if (process.isBound()) {
      forks.listen();
    }
  }

  /** What is known, for those who look for heirs. */
  private final class Registry implements Lineage.Registry, Forks.Heirs {
    @Override
    public Lineage.@Nullable Known known(long inode) {
      return known(watched.get(inode));
    }

    @Override
    public Lineage.@Nullable Known numbered(int number) {
      return known(byNumber.get(number));
    }

    private Lineage.@Nullable Known known(@Nullable Watched entry) {
      ProcessState process = entry == null ? null : monitor.processes().find(entry.inode);
      if (entry == null || process == null) {
        return null;
      }
      return new Lineage.Known(process, process.isBound() ? entry.lastUnbound : Long.MAX_VALUE);
    }

    @Override
    public void inherit(Lineage.Known parent, int number, PidFd child, IdentityReading.Told told)
        throws Refusal, ErrnoException {
      if (monitor.processes().find(child.inode()) == null && parent.process().primary() != null) {
        watch(number, child, told.identity());
        inherited(child.inode(), parent.process());
      }
    }
  }

  private void forgetOldest(int tooMany) {
    List<Watched> oldest = new ArrayList<>();
    Iterator<Watched> all = watched.values().iterator();
    while (all.hasNext() && oldest.size() < tooMany) {
      Watched entry = all.next();
      ProcessState process = monitor.processes().find(entry.inode);
      if (process == null || !hasMoreThanDerived(process)) {
        oldest.add(entry);
      }
    }
    for (Watched entry : oldest) {
      entry.end();
    }
  }

  /** Lets go of all processes. */
  public void close() {
    forks.close();
    for (Watched entry : List.copyOf(watched.values())) {
      entry.end();
    }
  }
}
