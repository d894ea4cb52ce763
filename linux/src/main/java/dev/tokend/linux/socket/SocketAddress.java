package dev.tokend.linux.socket;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.ArrayCopy;
import dev.tokend.linux.call.Memory;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What a Unix domain socket is bound or connected to: sockaddr_un of unix(7), a 16-bit family and at most 108 bytes
 * of name.
 */
public final class SocketAddress {
  private static final int PATH_OFFSET = 2;
  private static final int PATH_SIZE = 108;

  /** The bytes of {@code sun_path} that count, with the leading or the trailing NUL. */
  private final byte[] sunPath;

  private final String text;

  private SocketAddress(byte[] sunPath, String text) {
    this.sunPath = sunPath;
    this.text = text;
  }

  /**
   * A name in the file system.
   *
   * @throws ErrnoException ENAMETOOLONG beyond 107 bytes
   */
  public static SocketAddress ofPath(Path path) throws ErrnoException {
    String name = path.toString();
    return new SocketAddress(terminated(name, 0), name);
  }

  /**
   * A name in the abstract namespace of the network namespace, written with {@code @} for its leading NUL.
   *
   * @throws ErrnoException ENAMETOOLONG beyond 107 bytes
   */
  public static SocketAddress ofAbstract(String name) throws ErrnoException {
    return new SocketAddress(terminated(name, 1), "@" + name);
  }

  private static byte[] terminated(String name, int from) throws ErrnoException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      throw new ErrnoException("socket address", LinuxErrno.EINVAL);
    }
    if (bytes.length >= PATH_SIZE) {
      throw new ErrnoException("socket address " + name, LinuxErrno.ENAMETOOLONG);
    }
    byte[] sunPath = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, sunPath, from, bytes.length);
    return sunPath;
  }

  /** Writes the structure to the start of a buffer of at least 110 bytes, and returns its length. */
  int writeTo(MemorySegment buffer) {
    Memory.putShort(buffer, 0, (short) UnixSocket.AF_UNIX);
    ArrayCopy.toMemory(sunPath, 0, buffer, PATH_OFFSET, sunPath.length);
    return PATH_OFFSET + sunPath.length;
  }

  /** The name as it is usually shown. */
  @Override
  public String toString() {
    return text;
  }
}
