package dev.tokend.authority.process;

/** Which threads a process has. */
public interface Threads {

  /** What {@link #birth} says of a thread that is not there. */
  long UNBORN = -1;

  /**
   * Whether a thread belongs to a process that the asker holds.
   *
   * @param pid the process's number
   * @param tid the thread's number
   */
  boolean belongs(int pid, int tid);

  /**
   * When a thread of such a process was started.
   *
   * @return clock ticks since boot, or {@link #UNBORN}
   */
  long birth(int pid, int tid);
}
