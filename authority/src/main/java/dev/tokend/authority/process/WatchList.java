package dev.tokend.authority.process;

import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.loop.EventLoop;
import dev.tokend.authority.loop.Reserve;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.process.PidFd;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.state.ProcessState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The processes that were seen, by the inode of their pidfd and by their number. Whatever ends here ends in the monitor.
 *
 * <p>Those that have nothing but a derived token give way, the one that was not used for longest first: to others where
 * there are too many of them, and where the descriptors run out.
 */
final class WatchList {

  /** How many give way at once where the descriptors run out. */
  private static final int SEVERAL = 64;

  private final EventLoop loop;
  private final Monitor monitor;
  private final int mostDerived;
  private final Consumer<Watched> whenEnded;
  private final Reserve reserve;
  private final Map<Long, Watched> byInode = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<Integer, Watched> byNumber = new HashMap<>();

  /**
   * @param reserve the descriptors that are root's
   * @param whenEnded told of each process when it has ended; it then {@linkplain #end ends} it here
   */
  WatchList(EventLoop loop, Monitor monitor, int mostDerived, Reserve reserve, Consumer<Watched> whenEnded) {
    this.loop = loop;
    this.monitor = monitor;
    this.mostDerived = mostDerived;
    this.reserve = reserve;
    this.whenEnded = whenEnded;
  }

  int count() {
    return byInode.size();
  }

  @Nullable Watched find(long inode) {
    return byInode.get(inode);
  }

  /** The process that has this number, as far as is known. */
  @Nullable Watched numbered(int number) {
    return byNumber.get(number);
  }

  /** The number of a known process, or null. */
  @Nullable Integer number(long inode) {
    // Not by get: a look for the record's sake is no use of it.
    for (Watched entry : byNumber.values()) {
      if (entry.inode() == inode) {
        return entry.pid();
      }
    }
    return null;
  }

  /** The numbers of the processes, by the keys that the monitor has for them. */
  Map<Long, Integer> numbers() {
    Map<Long, Integer> numbers = new HashMap<>();
    for (Watched entry : byInode.values()) {
      numbers.put(entry.inode(), entry.pid());
    }
    return numbers;
  }

  /** Whether some process has more than a derived token. */
  boolean hasBound() {
    for (Watched entry : byInode.values()) {
      if (hasMoreThanDerived(entry)) {
        return true;
      }
    }
    return false;
  }

  /** Whether some process calls the KACS interface itself. */
  boolean hasKacsProgram() {
    for (Watched entry : byInode.values()) {
      if (entry.isKacsProgram()) {
        return true;
      }
    }
    return false;
  }

  /** How many processes of a uid have more than a derived token. */
  int bound(int uid) {
    int count = 0;
    for (Watched entry : byInode.values()) {
      if (entry.identity().uid() == uid && hasMoreThanDerived(entry)) {
        count++;
      }
    }
    return count;
  }

  private boolean hasMoreThanDerived(Watched entry) {
    ProcessState process = monitor.processes().find(entry.inode());
    return process != null && hasMoreThanDerived(process);
  }

  static boolean hasMoreThanDerived(ProcessState process) {
    return process.isBound() || process.impersonatingThreads().length > 0;
  }

  /**
   * Starts to watch a process.
   *
   * @param pidfd stays the caller's
   * @throws ErrnoException EMFILE if no descriptor is free, or those that are free are root's
   */
  Watched watch(int pid, PidFd pidfd, LinuxIdentity identity) throws ErrnoException {
    forgetOldest(byInode.size() + 1 - mostDerived);
    Watched entry = new Watched(pid, duplicate(pidfd, identity.uid()), identity);
    try {
      entry.start(loop, () -> whenEnded.accept(entry));
    } catch (ErrnoException e) {
      entry.letGo();
      throw e;
    }
    byInode.put(entry.inode(), entry);
    byNumber.put(pid, entry);
    return entry;
  }

  private PidFd duplicate(PidFd pidfd, int uid) throws ErrnoException {
    try {
      return duplicateFor(uid, pidfd);
    } catch (ErrnoException e) {
      if (e.errno() != LinuxErrno.EMFILE || forgetOldest(SEVERAL) == 0) {
        throw e;
      }
      return duplicateFor(uid, pidfd);
    }
  }

  private PidFd duplicateFor(int uid, PidFd pidfd) throws ErrnoException {
    PidFd copy = pidfd.duplicate();
    if (reserve.isKeptFrom(uid, copy.number())) {
      copy.close();
      throw new ErrnoException("the descriptors that are left are root's", LinuxErrno.EMFILE);
    }
    return copy;
  }

  private int forgetOldest(int tooMany) {
    List<Watched> oldest = new ArrayList<>();
    Iterator<Watched> all = byInode.values().iterator();
    while (all.hasNext() && oldest.size() < tooMany) {
      Watched entry = all.next();
      if (!hasMoreThanDerived(entry)) {
        oldest.add(entry);
      }
    }
    for (Watched entry : oldest) {
      end(entry);
    }
    return oldest.size();
  }

  /** The numbers of processes that have ended are nobody's any more, before the ends themselves are acted upon. */
  void forgetNumbersOfEnded() {
    byNumber.values().removeIf(WatchList::hasEnded);
  }

  /** As {@link #forgetNumbersOfEnded}, of one number. */
  void forgetIfEnded(int number) {
    Watched entry = byNumber.get(number);
    if (entry != null && hasEnded(entry)) {
      byNumber.remove(number);
    }
  }

  private static boolean hasEnded(Watched entry) {
    try {
      return !entry.isAlive();
    } catch (ErrnoException e) {
      // It cannot be told, so it is not relied upon.
      return true;
    }
  }

  /** Watches a process no more, and ends it in the monitor. */
  void end(Watched entry) {
    byInode.remove(entry.inode());
    byNumber.remove(entry.pid(), entry);
    entry.letGo();
    monitor.endProcess(entry.inode());
  }

  /** Lets go of all processes, which go on. */
  void close() {
    byInode.values().forEach(Watched::letGo);
    byInode.clear();
    byNumber.clear();
  }
}
