package dev.tokend.authority.loop;

/** Something that the loop calls when its descriptor is ready. */
public interface ReadySource {

  /**
   * Does what can be done without waiting.
   *
   * @param events what epoll reported, EPOLLIN and so on
   */
  void ready(int events);
}
