package dev.tokend.authority.audit;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.socket.MessageSender;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The systemd journal, by its native protocol: one datagram an entry, {@code FIELD=value} on a line each. A value with
 * an end of line would need another form, and no line of the trail has one.
 */
final class TrailJournal implements Destination {
  /** Where the journal listens. */
  static final Path SOCKET = Path.of("/run/systemd/journal/socket");

  private static final int MOST_BYTES = 192 * 1024;

  private final Path socket;
  private final MessageSender sender = new MessageSender(MOST_BYTES);
  private @Nullable Fd connection;

  TrailJournal(Path socket) {
    this.socket = socket;
  }

  @Override
  public void write(String line) throws IOException {
    byte[] entry =
        ("SYSLOG_IDENTIFIER=tokend\nPRIORITY=5\nMESSAGE=" + line + "\n").getBytes(StandardCharsets.UTF_8);
    if (entry.length > MOST_BYTES) {
      throw new ErrnoException("send to " + socket, LinuxErrno.EMSGSIZE);
    }
    boolean fresh = connection == null;
    int result = send(entry);
    if (result < 0 && !fresh) {
      // The journal may have been started anew since the last entry.
      close();
      result = send(entry);
    }
    if (result < 0) {
      close();
      throw new ErrnoException("send to " + socket, -result);
    }
  }

  private int send(byte[] entry) throws ErrnoException {
    Fd to = connection;
    if (to == null) {
      to = UnixSocket.blocking(SocketType.DGRAM);
      connection = to;
      try {
        UnixSocket.connect(to.number(), socket);
      } catch (ErrnoException e) {
        close();
        throw e;
      }
    }
    int result;
    do {
      result = sender.send(to.number(), entry, 0, entry.length, 0);
    } while (result == -LinuxErrno.EINTR);
    return result;
  }

  @Override
  public void close() {
    Fd open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}
