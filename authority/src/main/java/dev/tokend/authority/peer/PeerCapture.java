package dev.tokend.authority.peer;

import dev.tokend.authority.connection.ConnectedAs;
import dev.tokend.authority.derive.DerivedTokens;
import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.derive.LogonEvidence;
import dev.tokend.authority.process.Identified;
import dev.tokend.authority.process.Processes;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.socket.SocketFacts;
import dev.tokend.linux.socket.UnixCredentials;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.impersonate.CapturePeer;
import dev.tokend.monitor.operation.open.PeerEvidence;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.TokenBlueprint;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The identities captured on sockets: registered before the connection, or else derived from what the kernel kept of
 * the peer when it connected; for a peer that has a token of its own, that one. Once for each socket, and remembered by
 * the socket's cookie.
 */
public final class PeerCapture {

  private static final int MOST_REMEMBERED = 4096;
  private static final int CAP_SETUID = 7;

  /** A number that no thread has: what a thread of the peer impersonates is its own. */
  private static final int NO_THREAD = 0;

  private final Monitor monitor;
  private final DerivedTokens derivedTokens;
  private final Processes processes;
  private final Registrations registrations;
  private final Map<Key, HeldToken> captured = new LinkedHashMap<>(64, 0.75f, true);

  /** The level depends on who opens, so a socket that changes hands has one token for each. */
  private record Key(long cookie, Opener opener) {}

  /**
   * What acting as the peer would be to an opener.
   *
   * @param mayBecomeAnybody it may become every user anyway
   * @param gainsNothing if the peer has the token that Linux says it has
   */
  private record Opener(boolean mayBecomeAnybody, boolean gainsNothing) {}

  /** No captures yet. */
  public PeerCapture(
      Monitor monitor, DerivedTokens derivedTokens, Processes processes, Registrations registrations) {
    this.monitor = monitor;
    this.registrations = registrations;
    this.derivedTokens = derivedTokens;
    this.processes = processes;
  }

  /**
   * What a socket tells of its peer.
   *
   * @param socket a descriptor that came along
   * @param opener who opens the peer's identity, to the monitor
   * @param identity the opener, to Linux
   * @return null while the name service is still being asked about the peer
   */
  public @Nullable PeerEvidence evidence(Fd socket, ProcessState opener, LinuxIdentity identity)
      throws Refusal, ErrnoException {
    PeerSocket kind = PeerSocket.of(socket.number());
    return switch (kind) {
      case NOT_OPEN -> new PeerEvidence.NotOpen();
      case NOT_A_SOCKET -> new PeerEvidence.NotASocket();
      case WRONG_KIND -> new PeerEvidence.WrongKind();
      case LISTENING, UNCONNECTED -> new PeerEvidence.NotConnected();
      case CONNECTED, LIKE_ACCEPTED -> {
        ConnectedAs peer = ConnectedAs.of(socket.number());
        HeldToken registered = registrations.identity(socket.number(), peer);
        if (registered != null) {
          yield new PeerEvidence.Captured(registered);
        }
        // The authority connects to nobody: what it seems to have connected is an end of a handle.
        boolean handle = SocketFacts.peerCredentials(socket.number()).pid() == ProcessIds.pid();
        if (handle || kind == PeerSocket.CONNECTED) {
          yield new PeerEvidence.NotCaptured();
        }
        HeldToken held = captured(socket, peer, opener, identity);
        yield held == null ? null : new PeerEvidence.Captured(held);
      }
    };
  }

  private @Nullable HeldToken captured(Fd socket, ConnectedAs peer, ProcessState opener, LinuxIdentity identity)
      throws Refusal, ErrnoException {
    boolean anybody = mayBecomeAnybody(identity);
    Opener kind = new Opener(anybody, anybody || isOfSameUser(opener, identity, peer));
    Key key = new Key(SocketFacts.cookie(socket.number()), kind);
    HeldToken held = captured.get(key);
    if (held == null) {
      held = capture(peer, kind, connector(socket));
      if (held == null) {
        return null;
      }
      captured.put(key, held);
      forgetOldest();
    }
    return held;
  }

  /** It may become any user anyway, and so the one who connected. */
  private static boolean mayBecomeAnybody(LinuxIdentity opener) {
    return opener.initialUserNamespace() && (opener.effective() & (1L << CAP_SETUID)) != 0;
  }

  /** And has the token that its user has, and none that has been lowered from it: then the peer's is its own. */
  private static boolean isOfSameUser(ProcessState opener, LinuxIdentity identity, ConnectedAs peer) {
    return identity.initialUserNamespace() && identity.uid() == peer.uid() && !opener.isBound();
  }

  /** Null while the name service is still being asked. */
  private @Nullable HeldToken capture(ConnectedAs peer, Opener opener, Identified connector) throws Refusal {
    return switch (connector) {
      case Identified.NotYet n -> null;
      case Identified.Known known when known.process().isBound() ->
          monitor.capturePeer(
              new CapturePeer.Request(new Caller(known.process(), NO_THREAD), level(opener.mayBecomeAnybody())));
      case Identified.Known known -> derived(peer, known.identity(), level(opener.gainsNothing()));
      // It may have had a token of its own, of less than what Linux kept.
      case Identified.Gone g -> derived(peer, null, ImpersonationLevel.IDENTIFICATION);
      case Identified.Unreadable u -> derived(peer, null, ImpersonationLevel.IDENTIFICATION);
    };
  }

  private static ImpersonationLevel level(boolean toActAs) {
    return toActAs ? ImpersonationLevel.IMPERSONATION : ImpersonationLevel.IDENTIFICATION;
  }

  /** Who connected, as far as it is still there. */
  private Identified connector(Fd socket) throws Refusal, ErrnoException {
    UnixCredentials peer = SocketFacts.peerCredentials(socket.number());
    try (PidFd process = PidFd.adopt(SocketFacts.peerPidFd(socket.number()))) {
      return processes.identify(peer.pid(), process);
    } catch (ErrnoException e) {
      if (e.errno() != LinuxErrno.ESRCH) {
        throw e;
      }
      // The peer has ended, and this kernel keeps no pidfd for it.
      return new Identified.Gone();
    }
  }

  /**
   * The kernel keeps uid, gid and groups. It keeps no capabilities, so the token gets none; whether the peer is in a
   * user namespace of its own, and in which audit session, is read of the process while it lives. One that has ended
   * may have been in such a namespace, and is taken for it: to end early must not raise anybody.
   */
  private @Nullable HeldToken derived(ConnectedAs peer, @Nullable LinuxIdentity now, ImpersonationLevel level)
      throws Refusal {
    LinuxIdentity then =
        new LinuxIdentity(
            peer.uid(),
            peer.gid(),
            peer.groups(),
            0,
            0,
            now != null && now.initialUserNamespace(),
            now == null ? LinuxIdentity.NO_AUDIT_SESSION : now.auditSession(),
            now == null ? LogonEvidence.NONE : now.logon(),
            now == null ? 0 : now.startTime());
    TokenBlueprint blueprint = derivedTokens.peerBlueprint(then, level);
    return blueprint == null ? null : monitor.capture(blueprint);
  }

  private void forgetOldest() {
    Iterator<HeldToken> oldest = captured.values().iterator();
    while (captured.size() > MOST_REMEMBERED && oldest.hasNext()) {
      HeldToken held = oldest.next();
      oldest.remove();
      monitor.letGo(held);
    }
  }

  /** Forgets all captures. */
  public void close() {
    for (HeldToken held : captured.values()) {
      monitor.letGo(held);
    }
    captured.clear();
  }
}
