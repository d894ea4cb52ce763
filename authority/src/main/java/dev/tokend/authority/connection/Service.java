package dev.tokend.authority.connection;

import org.jspecify.annotations.Nullable;

/** What a connection hands its frames to. */
public interface Service {

  /**
   * Answers a request.
   *
   * @return the answer, or null where something must be waited for; the same frame is then given again
   */
  @Nullable Reply answer(Frame frame);

  /** What answers the requests of a connection that this process has made. */
  default Conversation converse(Sender peer) {
    return this::answer;
  }

  /** The time that a new connection has a part in: while none is left, its requests wait for another turn. */
  default Turns.Share share(int uid) {
    return Turns.endless();
  }

  /** Whether a connection that is ready is put off, behind others of its uid; it is told to go on when it may. */
  default boolean putsOff(Connection connection) {
    return false;
  }

  /** Whether the kernel is not to be asked any more about a connection that is put off. */
  default boolean asksNoMore() {
    return true;
  }

  /** Told when a connection begins or ceases to wait for something that no event of its own will tell of. */
  default void waits(Connection connection, boolean now) {}

  /** Whether so many more bytes may be held for a connection. */
  default boolean mayHold(Connection connection, long more) {
    return true;
  }

  /** Told that more bytes are held for a connection, or fewer where negative. */
  default void holds(Connection connection, long more) {}

  /**
   * Told when a connection ends.
   *
   * @param reason why it was ended, in words, or null where the client simply closed it
   */
  void ended(Connection connection, @Nullable String reason);
}
