package dev.tokend.authority.process;

import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.state.ProcessState;
import java.util.HashMap;
import java.util.Map;

/**
 * Sees to it that an impersonation ends with its thread. Nothing tells when a thread has ended, and its number may be given
 * to another one of the same process; so the start time of each thread that impersonates is remembered, and a thread with
 * another one has nothing of the earlier one's.
 *
 * <p>The leading thread needs none of it: it keeps its number and start time through execve, and ends with the process.
 */
public final class ThreadLives {

  private final Monitor monitor;
  private final Threads threads;
  private final Map<Key, Long> births = new HashMap<>();

  private record Key(long process, int tid) {}

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
      births.remove(key);
    } else if (tid != pid) {
      Long birth = births.get(key);
      if (birth == null || birth != threads.birth(pid, tid)) {
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
      births.remove(key);
    } else if (!births.containsKey(key)) {
      births.keySet().removeIf(old -> monitor.processes().find(old.process()) == null);
      births.put(key, threads.birth(pid, tid));
    }
  }
}
