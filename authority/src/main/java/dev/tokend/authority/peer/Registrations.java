package dev.tokend.authority.peer;

import dev.tokend.authority.connection.ConnectedAs;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.file.FileStatus;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.socket.SocketFacts;
import dev.tokend.linux.socket.UnixDiag;
import dev.tokend.linux.socket.UnixDiagAnswer;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.state.HeldToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sockets whose identity was captured before they were connected, until both ends of the connection are gone.
 *
 * <p>An accepted socket carries a registered identity if it and the registered socket are each other's peers, to the
 * kernel, and the process that connected it, to the kernel, is the one that registered. The kernel names peers by
 * inodes of 32 bits, but both sockets are found by their cookies as well; so to be taken for the registered one,
 * another socket of the same process must have its inode, and the other accepted socket that of this one, all four
 * open.
 */
public final class Registrations {
  /** How many sockets of one uid may be registered at a time. */
  public static final int MOST_OF_ONE_UID = 256;

  /** How many there may be in all. */
  public static final int MOST = 4096;

  /** How many each registration looks after, so that those of closed sockets are found faster than new ones come. */
  private static final int CHECKED_EACH_TIME = 2;

  private static final int CHECKED_WHEN_FULL = 8;
  private static final int CHECKED_EACH_TICK = 16;

  private final Monitor monitor;
  private final Map<Long, Map<Long, Registration>> ofProcess = new HashMap<>();
  private final Map<Long, Registration> byAccepted = new HashMap<>();
  private final Map<Integer, Integer> ofUid = new HashMap<>();

  /** All of them, the one first whose sockets have not been looked at for the longest time. */
  private final Set<Registration> all = new LinkedHashSet<>();

  private @Nullable UnixDiag diag;

  /** No registrations yet. */
  public Registrations(Monitor monitor) {
    this.monitor = monitor;
  }

  /** How many there are. */
  public int count() {
    return all.size();
  }

  /**
   * Where a socket is, as far as this kernel tells the authority.
   *
   * @param socket a descriptor that is known to be a Unix socket
   * @return null for a socket of another network namespace
   * @throws ErrnoException EPROTONOSUPPORT or EOPNOTSUPP where the kernel does not tell of any
   */
  Registration.@Nullable Place place(int socket) throws ErrnoException {
    Registration.Place place = new Registration.Place(FileStatus.inode(socket), SocketFacts.cookie(socket));
    return find(place) == null ? null : place;
  }

  /** Whether one more of a uid can be taken in, once those of closed sockets have been ended. */
  boolean hasRoomFor(int uid) {
    check(uid, CHECKED_EACH_TIME);
    if (isFull(uid)) {
      check(uid, CHECKED_WHEN_FULL);
    }
    return !isFull(uid);
  }

  private boolean isFull(int uid) {
    return all.size() >= MOST || ofUid.getOrDefault(uid, 0) >= MOST_OF_ONE_UID;
  }

  /** Takes one in; it replaces an earlier one of the same process and socket. */
  void add(Registration registration) {
    Map<Long, Registration> own = ofProcess.computeIfAbsent(registration.process, process -> new HashMap<>());
    Registration earlier = own.get(registration.place.inode());
    if (earlier != null) {
      end(earlier);
    }
    ofProcess.computeIfAbsent(registration.process, process -> new HashMap<>())
        .put(registration.place.inode(), registration);
    ofUid.merge(registration.credentials.uid(), 1, Integer::sum);
    all.add(registration);
  }

  /**
   * The identity that was registered for the other end of an accepted socket.
   *
   * @param socket a connected Unix stream or seqpacket socket
   * @param peer who connected it
   * @return null where there is none
   */
  @Nullable HeldToken identity(int socket, ConnectedAs peer) throws ErrnoException {
    if (all.isEmpty()) {
      return null;
    }
    long cookie = SocketFacts.cookie(socket);
    Registration known = byAccepted.get(cookie);
    if (known != null) {
      return known.identity;
    }
    Map<Long, Registration> own = ofProcess.get(connector(socket));
    if (own == null) {
      return null;
    }
    Registration.Place accepted = new Registration.Place(FileStatus.inode(socket), cookie);
    UnixDiagAnswer.Socket end = find(accepted);
    Registration registration = end == null ? null : own.get(end.peerInode());
    if (registration == null || !registration.credentials.equals(peer)) {
      return null;
    }
    UnixDiagAnswer.Socket other = find(registration.place);
    if (other == null || other.peerInode() != accepted.inode()) {
      return null;
    }
    registration.accepted = accepted;
    byAccepted.put(cookie, registration);
    return registration.identity;
  }

  /** The pidfs inode of the process that connected a socket, or 0, which is nobody's, where the kernel kept none. */
  private static long connector(int socket) {
    try (PidFd process = PidFd.adopt(SocketFacts.peerPidFd(socket))) {
      return process.inode();
    } catch (ErrnoException e) {
      return 0;
    }
  }

  /**
   * Ends those of a process that nobody has presented yet: it has another token now, and what has not been connected is
   * not to carry the one it had.
   *
   * @param process its pidfs inode
   */
  void endUnpresented(long process) {
    for (Registration registration : List.copyOf(ofProcess.getOrDefault(process, Map.of()).values())) {
      if (registration.accepted == null) {
        end(registration);
      }
    }
  }

  /** Looks after some of all, which have waited longest. */
  public void tick() {
    check(null, CHECKED_EACH_TICK);
  }

  private void check(@Nullable Integer uid, int most) {
    List<Registration> next = new ArrayList<>();
    for (Registration registration : all) {
      if (next.size() == most) {
        break;
      }
      if (uid == null || registration.credentials.uid() == uid) {
        next.add(registration);
      }
    }
    for (Registration registration : next) {
      if (isOpen(registration)) {
        all.remove(registration);
        all.add(registration);
      } else {
        end(registration);
      }
    }
  }

  private boolean isOpen(Registration registration) {
    try {
      Registration.Place accepted = registration.accepted;
      return find(registration.place) != null || (accepted != null && find(accepted) != null);
    } catch (ErrnoException e) {
      // What cannot be told now is looked at again.
      return true;
    }
  }

  private UnixDiagAnswer.@Nullable Socket find(Registration.Place place) throws ErrnoException {
    UnixDiag asked = diag;
    if (asked == null) {
      asked = UnixDiag.open();
      diag = asked;
    }
    return asked.find(place.inode(), place.cookie());
  }

  private void end(Registration registration) {
    all.remove(registration);
    ofUid.computeIfPresent(registration.credentials.uid(), (uid, count) -> count == 1 ? null : count - 1);
    ofProcess.computeIfPresent(
        registration.process,
        (process, own) -> {
          own.remove(registration.place.inode(), registration);
          return own.isEmpty() ? null : own;
        });
    if (registration.accepted != null) {
      byAccepted.remove(registration.accepted.cookie());
    }
    monitor.letGo(registration.identity);
  }

  /** Ends all. */
  public void close() {
    for (Registration registration : List.copyOf(all)) {
      end(registration);
    }
    if (diag != null) {
      diag.close();
    }
  }
}
