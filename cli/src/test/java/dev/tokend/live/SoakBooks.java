package dev.tokend.live;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.AuthorityStatus;
import dev.tokend.surface.protocol.PinRequest;
import dev.tokend.surface.protocol.PinsReply;
import dev.tokend.surface.protocol.SessionSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the authority says that it has, asked by root on a connection of its own. */
final class SoakBooks implements AutoCloseable {
  private static final String MINTED = "S-1-5-21-7-";

  private final Path socket;
  private TokenClient client;

  SoakBooks(Path socket) throws IOException {
    this.socket = socket;
    this.client = Sandbox.connect(socket);
  }

  /** Asks the authority that has taken the place of the last one. */
  void askTheNext() throws IOException {
    client.close();
    client = Sandbox.connect(socket);
  }

  /**
   * How many of everything there are.
   *
   * @param sessions of those that do not follow from what Linux says of some process of the machine
   * @param descriptors that the authority has open
   */
  record Counts(int connections, int handles, int tokens, int sessions, int processes, int descriptors) {
    Counts with(int moreTokens, int moreSessions) {
      return new Counts(connections, handles, tokens + moreTokens, sessions + moreSessions, processes, descriptors);
    }
  }

  Counts counts() throws RefusedException, IOException {
    AuthorityStatus status = client.status();
    int sessions = 0;
    for (SessionSummary session : client.sessions().table()) {
      sessions += session.kept() ? 0 : 1;
    }
    return new Counts(
        status.connections(), status.handles(), status.tokens(), sessions, status.processes(), status.descriptors());
  }

  /** The pins and sessions of a soak's clients, by the names that the ledgers have for them. */
  Set<String> kept(Predicate<String> whose) throws RefusedException, IOException {
    Set<String> kept = new TreeSet<>();
    for (PinsReply.Pin pin : client.pins().list()) {
      kept.add("pin:" + pin.name().text());
    }
    for (SessionSummary session : client.sessions().table()) {
      if (session.user().toString().startsWith(MINTED)) {
        kept.add("session:" + session.user());
      }
    }
    kept.removeIf(whose.negate());
    return kept;
  }

  /** The ids of the sessions that there are. */
  Set<Long> sessions() throws RefusedException, IOException {
    Set<Long> ids = new HashSet<>();
    for (SessionSummary session : client.sessions().table()) {
      ids.add(session.id());
    }
    return ids;
  }

  /** The sessions that do not count, in words. */
  String others(Set<Long> first) throws RefusedException, IOException {
    List<SessionSummary> others = new ArrayList<>(client.sessions().table());
    others.removeIf(session -> first.contains(session.id()) || session.kept());
    return others.toString();
  }

  /**
   * What clients have left, in tokens and sessions, by what keeps them. A session that never had a token stays until
   * somebody ends it: those of programs that were killed are beside the ledgers'.
   *
   * @param base the counts of nobody
   * @param first the sessions that count there
   */
  Counts with(Counts base, Set<Long> first) throws RefusedException, IOException {
    Set<Long> tokens = new HashSet<>();
    for (PinsReply.Pin pin : client.pins().list()) {
      tokens.add(pin.tokenId());
    }
    int sessions = 0;
    for (SessionSummary session : client.sessions().table()) {
      if (!first.contains(session.id()) && !session.kept()) {
        sessions++;
        SessionSummary.Pair pair = session.pair();
        if (pair != null) {
          tokens.add(pair.elevated());
          tokens.add(pair.filtered());
        }
      }
    }
    return base.with(tokens.size(), sessions);
  }

  /** Lets go of everything that clients have left: of their pins, and of the sessions that stay without a token. */
  void clear(Set<Long> first) throws RefusedException, IOException {
    for (PinsReply.Pin pin : client.pins().list()) {
      client.pins().unpin(new PinRequest(pin.owner(), pin.name()));
    }
    for (SessionSummary session : client.sessions().table()) {
      if (!first.contains(session.id()) && !session.kept()) {
        destroy(session.id());
      }
    }
  }

  /** One that had a token has ended with its pin. */
  private void destroy(long session) throws RefusedException, IOException {
    try {
      client.sessions().destroy(session);
    } catch (RefusedException e) {
      if (e.failure().errno() != Errno.ENOENT) {
        throw e;
      }
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
