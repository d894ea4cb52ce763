package dev.tokend.authority.process;

/** Which threads a process has. */
public interface Threads {

  /**
   * Whether a thread belongs to a process that the asker holds.
   *
   * @param pid the process's number
   * @param tid the thread's number
   */
  boolean belongs(int pid, int tid);
}
