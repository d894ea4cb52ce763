package dev.tokend.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** What getsockname(2) or getpeername(2) says of a socket. */
public sealed interface SocketName {
  /** getpeername(2): there is no peer (ENOTCONN). */
  record NotConnected() implements SocketName {}

  /** Bound to no name: a socketpair, or a client that did not bind. */
  record Unnamed() implements SocketName {}

  /** Bound in the file system; the path as it was given to bind(2), with what is not UTF-8 replaced. */
  record Pathname(String path) implements SocketName {}

  /** Bound in the abstract namespace; the name without the leading NUL, with what is not UTF-8 replaced. */
  record Abstract(String name) implements SocketName {}

  /** A socket of another family than AF_UNIX. */
  record OtherFamily(int family) implements SocketName {}

  /**
   * Reads a {@code sockaddr}.
   *
   * @param length as the kernel returned it; it never counts more than {@code buffer} here
   */
  static SocketName read(MemorySegment buffer, int length) {
    if (length < 2) {
      return new Unnamed();
    }
    int family = Short.toUnsignedInt(buffer.get(JAVA_SHORT, 0));
    if (family != UnixSocket.AF_UNIX) {
      return new OtherFamily(family);
    }
    byte[] path = buffer.asSlice(2, length - 2L).toArray(JAVA_BYTE);
    if (path.length == 0) {
      return new Unnamed();
    }
    if (path[0] == 0) {
      return new Abstract(new String(path, 1, path.length - 1, StandardCharsets.UTF_8));
    }
    int end = 0;
    while (end < path.length && path[end] != 0) {
      end++;
    }
    return new Pathname(new String(path, 0, end, StandardCharsets.UTF_8));
  }
}
