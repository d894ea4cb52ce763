package dev.tokend.authority.peer;

import dev.tokend.authority.connection.ConnectedAs;
import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.impersonate.CapturePeer;
import dev.tokend.monitor.operation.impersonate.SetImpersonationLevel;
import dev.tokend.monitor.operation.impersonate.SocketEvidence;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.ProcessState;

/**
 * Captures the identity that a socket will carry, while it is still unconnected (tokens §18). KACS captures when
 * connect() is called; nothing tells the authority of that, so it captures when the level is set, which is just before.
 */
public final class Registrar {
  private static final int EPROTONOSUPPORT = 93;

  private final Monitor monitor;
  private final Registrations registrations;

  /** What came of it. */
  public enum Outcome {
    /** The socket may be connected now. */
    REGISTERED,
    /** There are too many registered sockets already. */
    FULL,
    /** The socket is of another network namespace than the authority. */
    ELSEWHERE,
    /** The kernel does not tell which sockets are connected to each other. */
    UNTOLD
  }

  /** Registers with {@code registrations}. */
  public Registrar(Monitor monitor, Registrations registrations) {
    this.monitor = monitor;
    this.registrations = registrations;
  }

  /**
   * Registers a socket.
   *
   * @param socket a descriptor of any kind that came along
   * @param caller the thread that is about to connect it
   * @param identity its process to Linux
   * @param number of an impersonation level
   * @throws Refusal as {@link SetImpersonationLevel#execute} and {@link CapturePeer#execute}
   */
  public Outcome register(Fd socket, Caller caller, LinuxIdentity identity, int number)
      throws Refusal, ErrnoException {
    ImpersonationLevel level =
        monitor.setImpersonationLevel(
            new SetImpersonationLevel.Request(evidence(PeerSocket.of(socket.number())), number));
    Registration.Place place;
    try {
      place = registrations.place(socket.number());
    } catch (ErrnoException e) {
      if (e.errno() == EPROTONOSUPPORT || e.errno() == LinuxErrno.EOPNOTSUPP) {
        return Outcome.UNTOLD;
      }
      throw e;
    }
    if (place == null) {
      return Outcome.ELSEWHERE;
    }
    if (!registrations.hasRoomFor(identity.uid())) {
      return Outcome.FULL;
    }
    HeldToken captured = monitor.capturePeer(new CapturePeer.Request(caller, level));
    registrations.add(
        new Registration(
            place,
            caller.process().key(),
            new ConnectedAs(identity.uid(), identity.gid(), identity.supplementaryGids()),
            captured));
    return Outcome.REGISTERED;
  }

  /** A process has got another primary token: its sockets that are not in use yet are to be registered again. */
  public void tokenChanged(ProcessState process) {
    registrations.endUnpresented(process.key());
  }

  private static SocketEvidence evidence(PeerSocket socket) {
    return switch (socket) {
      case NOT_OPEN -> SocketEvidence.NOT_OPEN;
      case NOT_A_SOCKET -> SocketEvidence.NOT_A_SOCKET;
      case WRONG_KIND -> SocketEvidence.WRONG_KIND;
      case LISTENING, CONNECTED, LIKE_ACCEPTED -> SocketEvidence.IN_USE;
      case UNCONNECTED -> SocketEvidence.UNCONNECTED;
    };
  }
}
