package dev.tokend.linux.seccomp;

import java.util.List;

/**
 * A system call that waits for its answer.
 *
 * @param id what the kernel calls it; never used again on this listener
 * @param thread the calling thread's number as the receiver sees it; 0 in a pid namespace that the receiver does not see
 * @param number the call's
 * @param arguments its six, as they were in the registers
 */
public record Notification(long id, int thread, int number, List<Long> arguments) {
  /** Takes a copy of the list. */
  public Notification {
    arguments = List.copyOf(arguments);
  }

  /** An argument as it was in its register. */
  public long argument(int index) {
    return arguments.get(index);
  }

  /** The lower half of an argument: what the kernel reads of an int. */
  public int word(int index) {
    return (int) argument(index);
  }
}
