package dev.tokend.authority.log;

/** Where it is written down what clients did that they should not, and what they were refused. */
public interface Journal {

  /**
   * Writes one event.
   *
   * @param event what happened, a word such as {@code connection-closed}
   * @param uid on whose account, unsigned
   * @param pid by which process, 0 where none is known
   * @param detail in words
   */
  void write(String event, int uid, int pid, String detail);
}
