package dev.tokend.authority.serve;

import dev.tokend.authority.process.Processes;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.session.SeeSessions;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.HolderKind;
import dev.tokend.monitor.state.LinkedPair;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import dev.tokend.surface.protocol.PinsReply;
import dev.tokend.surface.protocol.SessionReply;
import dev.tokend.surface.protocol.SessionSummary;
import dev.tokend.surface.protocol.SessionTableReply;
import dev.tokend.surface.protocol.SessionToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Logon sessions with what belongs to them. */
final class SessionViews {

  /** In place of an id: the session of the caller's effective token. */
  static final long OWN = -1;

  /** With packages of any length they go into one answer. */
  private static final int MOST_AT_ONCE = 200;

  private final Monitor monitor;
  private final Processes processes;
  private final Pins pins;

  SessionViews(Monitor monitor, Processes processes, Pins pins) {
    this.monitor = monitor;
    this.processes = processes;
    this.pins = pins;
  }

  /** The sessions from {@code first} on, as many as go into an answer. */
  SessionTableReply table(Caller caller, long first) throws Refusal {
    List<LogonSession> wanted = new ArrayList<>();
    for (LogonSession session : monitor.seeSessions(caller)) {
      if (Long.compareUnsigned(session.id(), first) >= 0) {
        wanted.add(session);
      }
    }
    wanted.sort(Comparator.comparing(session -> session.id() + Long.MIN_VALUE));
    long next = wanted.size() > MOST_AT_ONCE ? wanted.get(MOST_AT_ONCE).id() : 0;
    Map<Long, Integer> members = new HashMap<>();
    for (ProcessState process : monitor.processes().all()) {
      for (long session : sessionsOf(process)) {
        members.merge(session, 1, Integer::sum);
      }
    }
    Map<Long, Integer> pinned = new HashMap<>();
    for (PinsReply.Pin pin : pins.all()) {
      pinned.merge(pin.sessionId(), 1, Integer::sum);
    }
    List<SessionSummary> told = new ArrayList<>();
    for (LogonSession session : wanted.subList(0, Math.min(wanted.size(), MOST_AT_ONCE))) {
      told.add(
          summary(session, members.getOrDefault(session.id(), 0), pinned.getOrDefault(session.id(), 0)));
    }
    return new SessionTableReply(next, told);
  }

  /** One session; what belongs to it too, where the caller may see that. */
  SessionReply one(Caller caller, long id) throws Refusal {
    SeeSessions.Seen seen = monitor.seeSession(new SeeSessions.Request(caller, id == OWN ? null : id));
    LogonSession session = seen.session();
    List<SessionReply.Member> members = members(session);
    List<PinsReply.Pin> pinned = new ArrayList<>();
    for (PinsReply.Pin pin : pins.all()) {
      if (pin.sessionId() == session.id()) {
        pinned.add(pin);
      }
    }
    SessionSummary summary = summary(session, members.size(), pinned.size());
    return seen.whole()
        ? new SessionReply(true, summary, bounded(tokens(session)), bounded(members), bounded(pinned))
        : new SessionReply(false, summary, List.of(), List.of(), List.of());
  }

  private static SessionSummary summary(LogonSession session, int members, int pinned) {
    LinkedPair pair = session.pair();
    return new SessionSummary(
        session.id(),
        session.logonType(),
        session.isDead(),
        session.isKept(),
        session.createdAt(),
        pair == null ? null : new SessionSummary.Pair(pair.elevated().id(), pair.filtered().id()),
        session.liveTokens(),
        members,
        pinned,
        session.authPackage(),
        session.user());
  }

  private List<SessionToken> tokens(LogonSession session) {
    List<SessionToken> tokens = new ArrayList<>();
    for (Token token : monitor.tokens().live()) {
      if (token.session() == session) {
        tokens.add(
            new SessionToken(
                token.id(),
                token.type().value(),
                token.level().value(),
                token.elevation().value(),
                token.identity().integrityLevel(),
                holders(token),
                token.user()));
      }
    }
    tokens.sort(Comparator.comparing(token -> token.id() + Long.MIN_VALUE));
    return tokens;
  }

  private static SessionToken.Holders holders(Token token) {
    return new SessionToken.Holders(
        token.references(HolderKind.PRIMARY_SLOT),
        token.references(HolderKind.IMPERSONATION_SLOT),
        token.references(HolderKind.HANDLE),
        token.references(HolderKind.CAPTURED_PEER),
        token.references(HolderKind.KEPT));
  }

  private List<SessionReply.Member> members(LogonSession session) {
    Map<Long, Integer> numbers = processes.numbers();
    List<SessionReply.Member> members = new ArrayList<>();
    for (ProcessState process : monitor.processes().all()) {
      Token primary = process.primary();
      boolean ofSession = primary != null && primary.session() == session;
      int threads = 0;
      for (int tid : process.impersonatingThreads()) {
        Token acted = process.impersonation(tid);
        threads += acted != null && acted.session() == session ? 1 : 0;
      }
      if (primary != null && (ofSession || threads > 0)) {
        members.add(new SessionReply.Member(numbers.getOrDefault(process.key(), 0), primary.id(), ofSession, threads));
      }
    }
    members.sort(Comparator.comparingInt(SessionReply.Member::pid));
    return members;
  }

  private static List<Long> sessionsOf(ProcessState process) {
    List<Long> sessions = new ArrayList<>(1);
    Token primary = process.primary();
    if (primary != null) {
      sessions.add(primary.session().id());
    }
    for (int tid : process.impersonatingThreads()) {
      Token acted = process.impersonation(tid);
      if (acted != null && !sessions.contains(acted.session().id())) {
        sessions.add(acted.session().id());
      }
    }
    return sessions;
  }

  private static <T> List<T> bounded(List<T> list) {
    return list.subList(0, Math.min(list.size(), SessionReply.MOST));
  }
}
