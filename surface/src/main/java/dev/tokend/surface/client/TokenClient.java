package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.Fd;
import dev.tokend.surface.protocol.AuthorityStatus;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.InspectRequest;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.NamesReply;
import dev.tokend.surface.protocol.NamesRequest;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Sized;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client of the authority. One request at a time; safe for use by several threads, which then wait for each other.
 *
 * <p>Each method throws {@link RefusedException} where the authority refuses, with the check that refused, and
 * {@link IOException} where it cannot be reached or answers nonsense; after an IOException the client is of no use.
 */
public final class TokenClient implements AutoCloseable {

  private static final int MOST_ATTEMPTS = 4;

  private final AuthorityAddress address;
  private @Nullable Transport plain;
  private @Nullable Transport withDescriptors;
  private int lastRequest;

  private TokenClient(AuthorityAddress address, Transport plain) {
    this.address = address;
    this.plain = plain;
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
      return new TokenClient(address, ChannelTransport.connect(address.socket()));
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

  /** The authority this client talks to. */
  public AuthorityAddress address() {
    return address;
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
    int mask = target.fd() == -1 ? accessMask : 0;
    byte[] payload = new InspectRequest(target, mask, classes, withFacts).encode();
    byte[] reply = ask(Operation.INSPECT, payload, target.fd()).payload();
    Inspection inspection;
    try {
      inspection = Inspection.decode(reply);
    } catch (MalformedException e) {
      throw nonsense(e);
    }
    if (!inspection.covers(classes, withFacts)) {
      throw new IOException("the authority left out what was asked for");
    }
    return inspection;
  }

  /** The names that the authority knows; a SID without one is not in the map. */
  public Map<Sid, String> names(Collection<Sid> sids) throws RefusedException, IOException {
    Map<Sid, String> names = new HashMap<>();
    List<Sid> part = new ArrayList<>();
    for (Sid sid : sids) {
      part.add(sid);
      if (part.size() == NamesRequest.MAX_SIDS) {
        addNames(part, names);
        part.clear();
      }
    }
    addNames(part, names);
    return names;
  }

  private void addNames(List<Sid> sids, Map<Sid, String> names) throws RefusedException, IOException {
    if (sids.isEmpty()) {
      return;
    }
    int expected = sids.size();
    byte[] reply = ask(Operation.NAMES, new NamesRequest(sids).encode(), -1).payload();
    List<@Nullable String> found;
    try {
      found = NamesReply.decode(reply, expected).names();
    } catch (MalformedException e) {
      throw nonsense(e);
    }
    for (int i = 0; i < expected; i++) {
      String name = found.get(i);
      if (name != null) {
        names.put(sids.get(i), name);
      }
    }
  }

  /** How the authority is. */
  public AuthorityStatus status() throws RefusedException, IOException {
    byte[] reply = ask(Operation.STATUS, new byte[0], -1).payload();
    try {
      return AuthorityStatus.decode(reply);
    } catch (MalformedException e) {
      throw nonsense(e);
    }
  }

  /** Ends the authority; for its owner and root. */
  public void stop() throws RefusedException, IOException {
    ask(Operation.STOP, new byte[0], -1);
  }

  /**
   * Opens a token and keeps it open (tokens §9).
   *
   * @param target not {@link Target.Handle}, which is open already
   * @param accessMask the rights wanted; ignored for a peer, whose mask is fixed
   * @return a handle that the caller closes
   */
  public TokenHandle open(Target target, int accessMask) throws RefusedException, IOException {
    Transport.Answer answer =
        switch (target) {
          case Target.Self s -> askForHandle(Operation.OPEN_SELF, Words.encode(0, accessMask), -1);
          case Target.Real r -> askForHandle(Operation.OPEN_SELF, Words.encode(1, accessMask), -1);
          case Target.Process(int pid) -> askForHandle(Operation.OPEN_PROCESS, Words.encode(accessMask, pid), -1);
          case Target.Thread(int pid, int tid) ->
              askForHandle(Operation.OPEN_THREAD, Words.encode(accessMask, pid, tid), -1);
          case Target.Peer(int fd) -> askForHandle(Operation.OPEN_PEER, new byte[0], fd);
          case Target.Handle h -> throw new IllegalArgumentException("a handle is open already");
        };
    Fd descriptor = answer.descriptor();
    if (descriptor == null) {
      throw new IOException("the authority granted a handle but passed none");
    }
    try {
      return new TokenHandle(this, descriptor, Words.decode(Operation.OPEN_SELF, answer.payload(), 1)[0]);
    } catch (MalformedException e) {
      descriptor.close();
      throw nonsense(e);
    }
  }

  /** Reads a class of an open token (tokens §24). */
  byte[] query(int handle, QueryClass queryClass) throws RefusedException, IOException {
    byte[] request = Words.encode(queryClass.number(), FrameHeader.MAX_REPLY);
    return sized(ask(Operation.QUERY, request, handle).payload());
  }

  /** Reads parts of an open token's own security descriptor (tokens §16). */
  byte[] securityDescriptor(int handle, int securityInformation) throws RefusedException, IOException {
    int atEmptyPath = 0x1000;
    byte[] request = Words.encode(securityInformation, atEmptyPath, FrameHeader.MAX_REPLY);
    return sized(ask(Operation.GET_SD, request, handle).payload());
  }

  private static byte[] sized(byte[] reply) throws IOException {
    try {
      return Sized.decode(reply).bytes();
    } catch (MalformedException e) {
      throw nonsense(e);
    }
  }

  private Transport.Answer askForHandle(Operation operation, byte[] payload, int descriptor)
      throws RefusedException, IOException {
    return exchange(operation, payload, descriptor, true);
  }

  private Transport.Answer ask(Operation operation, byte[] payload, int descriptor)
      throws RefusedException, IOException {
    Transport.Answer answer = exchange(operation, payload, descriptor, descriptor != -1);
    answer.dropDescriptor();
    return answer;
  }

  /** Asks again where the authority must see the process before it is asked (docs/protocol.md, "Who is asking"). */
  private synchronized Transport.Answer exchange(
      Operation operation, byte[] payload, int descriptor, boolean needsDescriptors)
      throws RefusedException, IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return exchangeOnce(operation, payload, descriptor, needsDescriptors);
      } catch (RefusedException e) {
        if (e.failure().errno() != Errno.EAGAIN || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Transport.Answer exchangeOnce(
      Operation operation, byte[] payload, int descriptor, boolean needsDescriptors)
      throws RefusedException, IOException {
    int id = ++lastRequest;
    byte[] frame = FrameHeader.frame(FrameHeader.Kind.REQUEST, operation.code(), id, 0, payload);
    Transport transport = needsDescriptors ? descriptorTransport() : plainTransport();
    Transport.Answer answer = transport.exchange(frame, descriptor);
    boolean granted = false;
    try {
      FrameHeader header = FrameHeader.decode(answer.header());
      if (header.requestId() != id
          || header.operation() != operation.code()
          || header.kind() == FrameHeader.Kind.REQUEST) {
        throw new IOException("the authority answered another request");
      }
      if (header.kind() == FrameHeader.Kind.FAILURE) {
        throw new RefusedException(Failure.decode(answer.payload()));
      }
      granted = true;
      return answer;
    } catch (MalformedException e) {
      throw nonsense(e);
    } finally {
      if (!granted) {
        answer.dropDescriptor();
      }
    }
  }

  private Transport plainTransport() throws IOException {
    Transport transport = plain;
    if (transport == null) {
      transport = ChannelTransport.connect(address.socket());
      plain = transport;
    }
    return transport;
  }

  private Transport descriptorTransport() throws IOException {
    Transport transport = withDescriptors;
    if (transport == null) {
      transport = DescriptorTransport.connect(address.socket());
      withDescriptors = transport;
    }
    return transport;
  }

  private static IOException nonsense(MalformedException e) {
    return new IOException("the authority's answer makes no sense: " + e.getMessage(), e);
  }

  /** Closes the connection; handles stay open. */
  @Override
  public synchronized void close() throws IOException {
    Transport first = plain;
    Transport second = withDescriptors;
    plain = null;
    withDescriptors = null;
    try {
      if (first != null) {
        first.close();
      }
    } finally {
      if (second != null) {
        second.close();
      }
    }
  }
}
