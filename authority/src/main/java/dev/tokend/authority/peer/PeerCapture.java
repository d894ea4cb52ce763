package dev.tokend.authority.peer;

import dev.tokend.authority.derive.DerivedTokens;
import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.derive.LogonEvidence;
import dev.tokend.authority.process.IdentityReader;
import dev.tokend.authority.process.IdentityReading;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.socket.SocketFacts;
import dev.tokend.linux.socket.UnixCredentials;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.open.PeerEvidence;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.TokenBlueprint;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The identities captured on sockets: derived from what the kernel kept of the peer when it connected, once for each
 * socket, and remembered by the socket's cookie.
 */
public final class PeerCapture {

  private static final int MOST_REMEMBERED = 4096;
  private static final int CAP_SETUID = 7;

  private final Monitor monitor;
  private final DerivedTokens derivedTokens;
  private final IdentityReader reader;
  private final Map<Key, HeldToken> captured = new LinkedHashMap<>(64, 0.75f, true);

  /** The level depends on who opens, so a socket that changes hands has one token for each. */
  private record Key(long cookie, ImpersonationLevel level) {}

  /** No captures yet. */
  public PeerCapture(Monitor monitor, DerivedTokens derivedTokens, IdentityReader reader) {
    this.monitor = monitor;
    this.derivedTokens = derivedTokens;
    this.reader = reader;
  }

  /**
   * What a socket tells of its peer.
   *
   * @param socket a descriptor that came along
   * @param opener who opens the peer's identity
   * @return null while the name service is still being asked about the peer
   */
  public @Nullable PeerEvidence evidence(Fd socket, LinuxIdentity opener)
      throws Refusal, ErrnoException {
    PeerEvidence fault = PeerSocket.fault(socket.number());
    if (fault != null) {
      return fault;
    }
    UnixCredentials peer = SocketFacts.peerCredentials(socket.number());
    if (peer.pid() == ProcessIds.pid()) {
      // The authority connects to nobody: this is an end of a handle.
      return new PeerEvidence.NotCaptured();
    }
    ImpersonationLevel level = levelFor(opener, peer);
    Key key = new Key(SocketFacts.cookie(socket.number()), level);
    HeldToken held = captured.get(key);
    if (held == null) {
      TokenBlueprint blueprint = derivedTokens.peerBlueprint(identity(socket, peer), level);
      if (blueprint == null) {
        return null;
      }
      held = monitor.capture(blueprint);
      captured.put(key, held);
      forgetOldest();
    }
    return new PeerEvidence.Captured(held);
  }

  /** An opener that gains nothing may act as the peer: it is of the same uid, or may become any user anyway. */
  private static ImpersonationLevel levelFor(LinuxIdentity opener, UnixCredentials peer) {
    boolean mayBecomeAnybody =
        opener.initialUserNamespace() && (opener.effective() & (1L << CAP_SETUID)) != 0;
    boolean sameUser = opener.uid() == peer.uid() && opener.initialUserNamespace();
    return mayBecomeAnybody || sameUser ? ImpersonationLevel.IMPERSONATION : ImpersonationLevel.IDENTIFICATION;
  }

  /**
   * The kernel keeps uid, gid and groups. It keeps no capabilities, so the token gets none; whether the peer is in a
   * user namespace of its own, and in which audit session, is read of the process while it lives. One that has ended may
   * have been in such a namespace, and is taken for it: to end early must not raise anybody.
   */
  private LinuxIdentity identity(Fd socket, UnixCredentials peer) throws ErrnoException {
    List<Integer> groups = new ArrayList<>();
    for (int gid : SocketFacts.peerGroups(socket.number())) {
      groups.add(gid);
    }
    LinuxIdentity now = livingPeer(socket, peer);
    return new LinuxIdentity(
        peer.uid(),
        peer.gid(),
        groups,
        0,
        0,
        now != null && now.initialUserNamespace(),
        now == null ? LinuxIdentity.NO_AUDIT_SESSION : now.auditSession(),
        now == null ? LogonEvidence.NONE : now.logon(),
        now == null ? 0 : now.startTime());
  }

  private @Nullable LinuxIdentity livingPeer(Fd socket, UnixCredentials peer) {
    try (PidFd process = PidFd.adopt(SocketFacts.peerPidFd(socket.number()))) {
      if (!(reader.read(peer.pid(), null) instanceof IdentityReading.Told(LinuxIdentity identity, var _))) {
        return null;
      }
      return process.isAlive() ? identity : null;
    } catch (ErrnoException e) {
      // The peer has ended, and this kernel keeps no pidfd for it.
      return null;
    }
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
