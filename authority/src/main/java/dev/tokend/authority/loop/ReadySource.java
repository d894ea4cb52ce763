package dev.tokend.authority.loop;

/** Something that the loop calls when its descriptor is ready. */
public interface ReadySource {

  /**
   * Does what can be done without waiting.
   *
   * @param events what epoll reported, EPOLLIN and so on
   */
  void ready(int events);

  /**
   * Told that {@link #ready} failed in a way that it did not foresee. A source that a client's bytes reach ends what it
   * stands for, so that the others go on. A defect anywhere else leaves the state unsure and ends the loop.
   */
  default void broken(RuntimeException defect) {
    throw defect;
  }
}
