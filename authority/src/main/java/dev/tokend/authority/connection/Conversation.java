package dev.tokend.authority.connection;

import org.jspecify.annotations.Nullable;

/** What answers the requests of one connection. */
public interface Conversation {

  /**
   * Answers a request.
   *
   * @return the answer, or null where something must be waited for; the same frame is then given again
   */
  @Nullable Reply answer(Frame frame);

  /**
   * The answer to a short request of the process that connected, where it is certainly the one that {@link #answer}
   * gave when it was asked the same last. Makes no objects.
   *
   * <p>A descriptor that came with a request which this answers is a handle of this authority.
   *
   * @return the payload, which stays as it is; null where {@link #answer} is to be asked
   */
  default byte @Nullable [] again(ShortFrame request) {
    return null;
  }

  /** The connection has ended. */
  default void ended() {}
}
