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

  /** Whether a connection has time to have another request answered in this turn. */
  default boolean hasTurn(Connection connection) {
    return true;
  }

  /** Whether a connection that is ready is put off, behind others of its uid; it is told to go on when it may. */
  default boolean putsOff(Connection connection) {
    return false;
  }

  /** Told how long a connection kept the loop. */
  default void spent(Connection connection, long nanos) {}

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
