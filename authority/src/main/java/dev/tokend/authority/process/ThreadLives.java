package dev.tokend.authority.process;

import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.state.ProcessState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sees to it that an impersonation ends with its thread. Nothing tells when a thread has ended, and its number may be
 * given to another one of the same process; so the start time of each thread that impersonates is remembered, and a
 * thread with another one has nothing of the earlier one's.
 *
 * <p>The leading thread needs none of it: it keeps its number and start time through execve, and ends with the process.
 */
public final class ThreadLives {

  private final Monitor monitor;
  private final Threads threads;
  private static final int CHECKED_EACH_TIME = 2;

  /** The one first that has not been looked at for the longest time. */
  private final Map<Key, Life> lives = new LinkedHashMap<>();

  private record Key(long process, int tid) {}

  private record Life(int pid, long birth) {}

  /** No threads yet. */
  public ThreadLives(Monitor monitor, Threads threads) {
    this.monitor = monitor;
    this.threads = threads;
  }

  /**
   * Whether a thread belongs to a process; before its token is looked at, what an earlier thread of that number left is
   * ended.
   *
   * @param pid the process's number
   */
  public boolean belongs(ProcessState process, int pid, int tid) {
    if (!threads.belongs(pid, tid)) {
      return false;
    }
    Key key = new Key(process.key(), tid);
    if (process.impersonation(tid) == null) {
      lives.remove(key);
    } else if (tid != pid) {
      Life life = lives.get(key);
      if (life == null || life.birth() != threads.birth(pid, tid)) {
        monitor.endThread(process.key(), tid);
      }
    }
    return true;
  }

  /**
   * After a request of a thread: remembers its start time if it impersonates now.
   *
   * @param pid the process's number
   */
  public void after(ProcessState process, int pid, int tid) {
    Key key = new Key(process.key(), tid);
    if (tid == pid || process.impersonation(tid) == null) {
      lives.remove(key);
    } else if (!lives.containsKey(key)) {
      endThoseThatAreGone();
      long birth = threads.birth(pid, tid);
      if (birth == Threads.UNBORN) {
        monitor.endThread(process.key(), tid);
      } else {
        lives.put(key, new Life(pid, birth));
      }
    }
  }

  /**
   * When a thread that acts as another was started, for the authority that comes after this one.
   *
   * @return clock ticks since boot; {@link Threads#UNBORN} where that was never needed, as for a leading thread
   */
  public long birth(long process, int tid) {
    Life life = lives.get(new Key(process, tid));
    return life == null ? Threads.UNBORN : life.birth();
  }

  /**
   * Knows a thread again that acted as another when an earlier authority knew it.
   *
   * @param pid the number of its process, which lives
   * @param birth what {@link #birth} said then
   * @return false if it has ended
   */
  public boolean know(long process, int pid, int tid, long birth) {
    if (tid == pid) {
      return true;
    }
    if (birth == Threads.UNBORN || threads.birth(pid, tid) != birth) {
      return false;
    }
    lives.put(new Key(process, tid), new Life(pid, birth));
    return true;
  }

  /** Of the others some each time: so threads that end as they impersonate are found faster than new ones come. */
  private void endThoseThatAreGone() {
    List<Map.Entry<Key, Life>> oldest = new ArrayList<>();
    for (Map.Entry<Key, Life> entry : lives.entrySet()) {
      if (oldest.size() == CHECKED_EACH_TIME) {
        break;
      }
      oldest.add(Map.entry(entry.getKey(), entry.getValue()));
    }
    for (Map.Entry<Key, Life> entry : oldest) {
      Key key = entry.getKey();
      Life life = entry.getValue();
      lives.remove(key);
      if (monitor.processes().find(key.process()) == null) {
        continue;
      }
      if (threads.birth(life.pid(), key.tid()) == life.birth()) {
        lives.put(key, life);
      } else {
        monitor.endThread(key.process(), key.tid());
      }
    }
  }
}
