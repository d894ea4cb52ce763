package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.Fd;
import dev.tokend.surface.protocol.AuthorityStatus;
import dev.tokend.surface.protocol.InspectRequest;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.PinName;
import dev.tokend.surface.protocol.PinRequest;
import dev.tokend.surface.protocol.PrivilegeCheckRequest;
import dev.tokend.surface.protocol.RunRequest;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client of the authority. One request at a time; safe for use by several threads, which then wait for each other.
 *
 * <p>A request is that of the leading thread of this process, whichever thread makes it, and so of the process as a
 * whole as long as nothing impersonates there; see {@link #forCallingThreads}.
 *
 * <p>Each method throws {@link RefusedException} where the authority refuses, with the check that refused, and
 * {@link IOException} where it cannot be reached or answers nonsense; after an IOException the client is of no use.
 */
public final class TokenClient implements AutoCloseable {

  private final Exchange exchange;

  TokenClient(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * Connects to one authority; none is started.
   *
   * @throws AuthorityUnreachableException if none answers there
   */
  public static TokenClient connect(AuthorityAddress address) throws IOException {
    Path folder = address.socket().toAbsolutePath().getParent();
    if (address.origin() == AuthorityAddress.Origin.OWN && folder != null) {
      AuthorityLocator.requireOwn(folder);
    }
    try {
      return new TokenClient(new Exchange(address, Transport.quickest(address.socket())));
    } catch (AuthorityUnreachableException e) {
      throw e;
    } catch (IOException e) {
      throw new AuthorityUnreachableException(address.socket(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * Connects to the first authority that answers; the user's own is started if it does not run.
   *
   * @param addresses as {@link AuthorityLocator} gives them
   * @param starter how to start the user's own, or null to start none
   */
  public static TokenClient connect(List<AuthorityAddress> addresses, @Nullable AuthorityStarter starter)
      throws IOException {
    AuthorityUnreachableException last = null;
    for (AuthorityAddress address : addresses) {
      try {
        return connect(address);
      } catch (AuthorityUnreachableException e) {
        last = e;
      }
      if (address.origin() == AuthorityAddress.Origin.OWN && starter != null) {
        starter.start(address.socket());
        return connect(address);
      }
    }
    throw last != null ? last : new IOException("no authority to connect to");
  }

  /**
   * The same client for a program whose threads act as different users: each request, of this client and of the handles
   * it opens, is that of the thread which makes it. Closing either closes both.
   *
   * <p>The thread must be one of Linux: a request of a virtual thread throws {@link IllegalStateException}.
   */
  public TokenClient forCallingThreads() {
    return new TokenClient(exchange.forCallingThreads());
  }

  /** The authority this client talks to. */
  public AuthorityAddress address() {
    return exchange.address();
  }

  /**
   * Opens a token, reads classes of it, and lets it go, in one round trip.
   *
   * @param target whose token
   * @param accessMask the rights to open with (formats §4.2); ignored for a peer or a handle, whose mask is fixed
   * @param classes bit n asks for query class n
   * @param withFacts whether to read what no class shows
   */
  public Inspection inspect(Target target, int accessMask, int classes, boolean withFacts)
      throws RefusedException, IOException {
    if (target instanceof Target.Pin) {
      try (TokenHandle pinned = open(target, accessMask)) {
        return inspect(new Target.Handle(pinned.number()), 0, classes, withFacts);
      }
    }
    int mask = target.fd() == -1 ? accessMask : 0;
    byte[] payload = new InspectRequest(target, mask, classes, withFacts).encode();
    byte[] reply =
        target.fd() == -1
            ? exchange.ask(Operation.INSPECT, payload)
            : exchange.ask(Operation.INSPECT, payload, target.fd());
    Inspection inspection;
    try {
      inspection = Inspection.decode(reply);
    } catch (MalformedException e) {
      throw Exchange.nonsense(e);
    }
    if (!inspection.covers(classes, withFacts)) {
      throw new IOException("the authority left out what was asked for");
    }
    return inspection;
  }

  /** The names that the authority knows; a SID without one is not in the map. */
  public Map<Sid, String> names(Collection<Sid> sids) throws RefusedException, IOException {
    return new NameLookup(exchange).names(sids);
  }

  /** How the authority is. */
  public AuthorityStatus status() throws RefusedException, IOException {
    byte[] reply = exchange.ask(Operation.STATUS);
    try {
      return AuthorityStatus.decode(reply);
    } catch (MalformedException e) {
      throw Exchange.nonsense(e);
    }
  }

  /** Ends the authority; for its owner and root. */
  public void stop() throws RefusedException, IOException {
    exchange.ask(Operation.STOP);
  }

  /**
   * Opens a token and keeps it open (tokens §9).
   *
   * @param target not {@link Target.Handle}, which is open already; {@link #adopt} takes that
   * @param accessMask the rights wanted; ignored for a peer, whose mask is fixed
   * @return a handle that the caller closes
   */
  public TokenHandle open(Target target, int accessMask) throws RefusedException, IOException {
    if (target instanceof Target.Pin(PinName name)) {
      return pins().open(PinRequest.own(name), accessMask);
    }
    Exchange.Granted granted =
        switch (target) {
          case Target.Self s -> exchange.askForHandle(Operation.OPEN_SELF, Words.encode(0, accessMask), 1);
          case Target.Real r -> exchange.askForHandle(Operation.OPEN_SELF, Words.encode(1, accessMask), 1);
          case Target.Process(int pid) ->
              exchange.askForHandle(Operation.OPEN_PROCESS, Words.encode(accessMask, pid), 1);
          case Target.Thread(int pid, int tid) ->
              exchange.askForHandle(Operation.OPEN_THREAD, Words.encode(accessMask, pid, tid), 1);
          case Target.Peer(int fd) -> exchange.askForHandle(Operation.OPEN_PEER, new byte[0], 1, fd);
          case Target.Pin p -> throw new IllegalStateException("opened above");
          case Target.Handle h -> throw new IllegalArgumentException("a handle is open already");
        };
    return TokenHandle.of(exchange, granted);
  }

  /**
   * Takes over a handle that this process inherited or was passed.
   *
   * @param descriptor its number; closed with the result
   * @throws RefusedException EBADF if it is no handle of this authority
   */
  public TokenHandle adopt(int descriptor) throws RefusedException, IOException {
    Inspection inspection = inspect(new Target.Handle(descriptor), 0, 0, false);
    return new TokenHandle(exchange, new Fd(descriptor), inspection.grantedMask());
  }

  /**
   * Mints a token (tokens §11); needs SeCreateTokenPrivilege.
   *
   * @param spec the bytes of formats §9
   * @return a handle with every right, which the caller closes
   */
  public TokenHandle createToken(byte[] spec) throws RefusedException, IOException {
    return TokenHandle.of(exchange, exchange.askForHandle(Operation.CREATE_TOKEN, spec, 1));
  }

  /**
   * Makes two primary tokens of a session its elevation pair (tokens §15.1); needs SeTcbPrivilege, and TOKEN_DUPLICATE
   * on both handles.
   */
  public void link(TokenHandle elevated, TokenHandle filtered, long session) throws RefusedException, IOException {
    exchange.ask(Operation.LINK, Words.encodeLong(session), elevated.number(), filtered.number());
  }

  /** Fails with EPERM unless the effective token holds every one of the privileges (tokens §19). */
  public void requirePrivileges(Collection<Privilege> privileges) throws RefusedException, IOException {
    List<Integer> bits = new ArrayList<>();
    for (Privilege privilege : privileges) {
      bits.add(privilege.bit());
    }
    exchange.ask(Operation.PRIVILEGE_CHECK, new PrivilegeCheckRequest(1, bits).encode());
  }

  /** Drops the thread's impersonation, if there is one (tokens §17.4). */
  public void revert() throws RefusedException, IOException {
    exchange.ask(Operation.REVERT);
  }

  /** Puts a restricted copy of this process's primary token in its place; needs no right and no privilege. */
  public void runLowered(RunRequest request) throws RefusedException, IOException {
    exchange.ask(Operation.RUN, request.encode());
  }

  /** The identities of the other ends of Unix sockets, and one's own for them. */
  public PeerClient peers() {
    return new PeerClient(exchange);
  }

  /** The logon sessions. */
  public SessionClient sessions() {
    return new SessionClient(exchange);
  }

  /** The audit events. */
  public EventClient events() {
    return new EventClient(exchange);
  }

  /** The processes that there are. */
  public ProcessClient processes() {
    return new ProcessClient(exchange);
  }

  /** The tokens that are kept under names. */
  public PinClient pins() {
    return new PinClient(exchange);
  }

  /**
   * Has the authority answer the KACS calls of the processes under a seccomp filter.
   *
   * @param listener of the filter; once it is served, no copy is needed here
   */
  public void serveKacs(Fd listener) throws RefusedException, IOException {
    exchange.ask(Operation.SERVE_KACS, new byte[0], listener.number());
  }

  /** Closes the connection; handles stay open. */
  @Override
  public void close() throws IOException {
    exchange.close();
  }
}
