package dev.tokend.authority.handover;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.socket.MessageSender;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The service manager's store of descriptors, sd_pid_notify_with_fds(3): what it is given it keeps open while the service
 * is started again, and hands over to the next one.
 */
public final class ServiceManager {
  /** The name under which it keeps our ends of handles ({@code FDNAME}). */
  public static final String HANDLES = "tokend-handle";

  private static final int MOST_AT_ONCE = 200;
  private static final int MOST_BYTES = 256;

  private final @Nullable Path socket;

  private ServiceManager(@Nullable Path socket) {
    this.socket = socket;
  }

  /** No service manager. */
  public static ServiceManager none() {
    return new ServiceManager(null);
  }

  /** The one that {@code NOTIFY_SOCKET} names, if it does; one in the abstract namespace is not used. */
  public static ServiceManager of(Map<String, String> environment) {
    String socket = environment.get("NOTIFY_SOCKET");
    return new ServiceManager(socket != null && socket.startsWith("/") ? Path.of(socket) : null);
  }

  /** Whether there is one that could keep something. */
  public boolean isThere() {
    return socket != null;
  }

  /**
   * Gives it descriptors to keep; they stay the caller's. Whether it has room for them it does not say: what it does not
   * keep is closed.
   *
   * @throws ErrnoException if it takes no messages
   */
  public void keep(List<Fd> descriptors) throws ErrnoException {
    for (int from = 0; from < descriptors.size(); from += MOST_AT_ONCE) {
      List<Fd> some = descriptors.subList(from, Math.min(descriptors.size(), from + MOST_AT_ONCE));
      send("FDSTORE=1\nFDNAME=" + HANDLES, some.stream().mapToInt(Fd::number).toArray());
    }
  }

  /** Has it close what it keeps. */
  public void forget() throws ErrnoException {
    send("FDSTOREREMOVE=1\nFDNAME=" + HANDLES);
  }

  private void send(String message, int... descriptors) throws ErrnoException {
    Path to = socket;
    if (to == null) {
      return;
    }
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    MessageSender sender = new MessageSender(MOST_BYTES);
    try (Fd connection = UnixSocket.blocking(SocketType.DGRAM)) {
      UnixSocket.connect(connection.number(), to);
      int result;
      do {
        result = sender.send(connection.number(), bytes, 0, bytes.length, descriptors, descriptors.length, 0);
      } while (result == -LinuxErrno.EINTR);
      if (result < 0) {
        throw new ErrnoException("send to " + to, -result);
      }
    }
  }
}
