package dev.tokend.authority;

import dev.tokend.authority.handover.ServiceManager;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.FdFlags;
import dev.tokend.linux.socket.SocketFacts;
import dev.tokend.linux.socket.SocketName;
import dev.tokend.linux.socket.SocketOptions;
import dev.tokend.linux.socket.SocketType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The listening socket that systemd hands over, sd_listen_fds(3): it made the socket before this process was started,
 * keeps it when the process ends, and lets clients wait in between.
 */
final class InheritedListener {

  /** SD_LISTEN_FDS_START: the descriptor of the first socket. */
  static final int FIRST = 3;

  private InheritedListener() {}

  /**
   * What this process was handed, close-on-exec.
   *
   * @param listener the socket, non-blocking
   * @param handles ends of handles that an earlier authority left
   */
  record Handed(Fd listener, List<Fd> handles) {}

  /**
   * What this process was handed; null where it was handed nothing.
   *
   * @param environment {@code LISTEN_PID} names the process that the others are meant for: what was meant for a parent
   *     is none of ours
   * @param pid of this process
   * @param expected where the socket must listen
   * @throws IOException if it is not exactly the socket that an authority would have made there
   */
  static @Nullable Handed find(Map<String, String> environment, int pid, Path expected) throws IOException {
    String count = environment.get("LISTEN_FDS");
    if (count == null || !Integer.toString(pid).equals(environment.get("LISTEN_PID"))) {
      return null;
    }
    List<String> names = List.of(environment.getOrDefault("LISTEN_FDNAMES", "").split(":", -1));
    int left = Collections.frequency(names, ServiceManager.HANDLES);
    if (!count.equals(Integer.toString(left + 1))) {
      throw new IOException(
          "systemd hands over " + count + " sockets (LISTEN_FDS), " + left
              + " of them handles; exactly one more is expected");
    }
    int listener = FIRST;
    List<Fd> handles = new ArrayList<>();
    for (int i = 0; i <= left; i++) {
      FdFlags.closeOnExec(FIRST + i);
      if (i < names.size() && names.get(i).equals(ServiceManager.HANDLES)) {
        handles.add(new Fd(FIRST + i));
      } else {
        listener = FIRST + i;
      }
    }
    check(listener, expected);
    FdFlags.nonBlocking(listener);
    return new Handed(new Fd(listener), handles);
  }

  /**
   * Refuses what is not a listening Unix stream socket at the expected path that names its senders.
   *
   * @throws IOException saying what it is instead
   */
  static void check(int descriptor, Path expected) throws IOException {
    String wrong;
    try {
      wrong = wrong(descriptor, expected);
    } catch (ErrnoException e) {
      throw new IOException(inherited(descriptor) + " is no socket: " + e.getMessage(), e);
    }
    if (wrong != null) {
      throw new IOException(inherited(descriptor) + " " + wrong);
    }
  }

  private static String inherited(int descriptor) {
    return "the socket that systemd hands over (descriptor " + descriptor + ")";
  }

  private static @Nullable String wrong(int descriptor, Path expected) throws ErrnoException {
    if (!SocketFacts.isUnix(descriptor)) {
      return "is of another family than AF_UNIX";
    }
    if (SocketFacts.type(descriptor) != SocketType.STREAM.number()) {
      return "is no stream socket; the unit needs ListenStream=";
    }
    if (!SocketFacts.isListening(descriptor)) {
      return "does not listen; the unit must not have Accept=yes";
    }
    if (!SocketFacts.localName(descriptor).equals(new SocketName.Pathname(expected.toString()))) {
      return "does not listen at " + expected;
    }
    // Connections that were made before it was set would send without a name.
    return SocketOptions.receivesCredentials(descriptor)
        ? null
        : "does not name its senders; the unit needs PassCredentials=yes";
  }
}
