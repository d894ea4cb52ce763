package dev.tokend.monitor.state;

import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.monitor.event.MonitorEvent;
import dev.tokend.monitor.port.AuditSink;
import dev.tokend.monitor.port.ChangeSink;
import dev.tokend.monitor.port.Clock;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import org.jspecify.annotations.Nullable;

/**
 * The one way to change what the monitor knows. Whoever holds this object may do anything: the monitor gives it to its
 * operations, each of which checks first, and to nobody else.
 *
 * <p>A freshly minted token has no reference yet; whoever mints one gives it a holder before anything else can fail.
 */
public final class MonitorState {
  private final Clock clock;
  private final Undo undo;
  private final TokenTable tokens;
  private final SessionTable sessions;
  private final ProcessTable processes = new ProcessTable();
  private final Lifetimes lifetimes;
  private final ProcessSlots slots;
  private final ChangeSink changes;
  private final Token system;
  private final Token anonymous;

  /** A state that holds the built-in sessions and tokens and nothing else. */
  public MonitorState(Clock clock, AuditSink audit, ChangeSink changes, IdSeeds seeds) {
    this.clock = clock;
    this.undo = new Undo(audit);
    this.changes = changes;
    this.tokens = new TokenTable(seeds.firstTokenId(), undo, changes);
    this.sessions = new SessionTable(seeds.firstSessionId(), undo, changes);
    this.lifetimes = new Lifetimes(tokens, sessions, undo, changes);
    this.slots = new ProcessSlots(processes, lifetimes, undo, changes);
    this.system =
        tokens.addSystem(
            builtInSession(BuiltIns.SYSTEM_SESSION, BuiltIns.SYSTEM_SESSION_FIELDS), BuiltIns.system());
    this.anonymous =
        tokens.addAnonymous(
            builtInSession(BuiltIns.ANONYMOUS_SESSION, BuiltIns.ANONYMOUS_SESSION_FIELDS),
            BuiltIns.anonymous(),
            seeds.goesOn());
    lifetimes.retain(system, HolderKind.BUILT_IN);
    lifetimes.retain(anonymous, HolderKind.BUILT_IN);
  }

  /** The tokens. */
  public TokenTable tokens() {
    return tokens;
  }

  /** The logon sessions. */
  public SessionTable sessions() {
    return sessions;
  }

  /** The processes. */
  public ProcessTable processes() {
    return processes;
  }

  /** The built-in SYSTEM token. */
  public Token system() {
    return system;
  }

  /** The built-in Anonymous token. */
  public Token anonymous() {
    return anonymous;
  }

  /** Unix seconds. */
  public long now() {
    return clock.unixSeconds();
  }

  /** Puts an event on the audit trail. */
  public void emit(MonitorEvent event) {
    undo.emit(event);
  }

  /**
   * Makes a token object. It has no reference yet.
   *
   * @throws Refusal ERANGE if there is no token id left (tokens §2); ENOMEM if tokens hold too much already; EMFILE if
   *     their user has too many
   * @throws IllegalArgumentException if the blueprint's session is not published
   */
  public Token mint(Operation operation, TokenBlueprint blueprint) throws Refusal {
    LogonSession session = sessions.find(blueprint.authId());
    if (session == null) {
      throw new IllegalArgumentException("no logon session " + Long.toUnsignedString(blueprint.authId()));
    }
    if (tokens.isExhausted()) {
      throw Rule.at(operation, "tokens §2", Errno.ERANGE, "token id", "there is no token id left").refuse();
    }
    long size = TokenData.size(blueprint.identity(), blueprint.state());
    tokens.data().requireRoom(operation, blueprint.identity().user(), size, 0);
    tokens.data().requireRoomForAnother(operation, blueprint.identity().user());
    return tokens.add(session, blueprint);
  }

  /** Opens a handle on {@code token}. */
  public Handle open(Token token, int mask, Handle.Kind kind) {
    lifetimes.retain(token, HolderKind.HANDLE);
    Handle handle = new Handle(token, mask, kind);
    undo.add(handle::close);
    return handle;
  }

  /** Closes a handle; closing it again does nothing. */
  public void close(Handle handle) {
    if (handle.isOpen()) {
      handle.close();
      undo.add(handle::reopen);
      lifetimes.release(handle.token(), HolderKind.HANDLE);
    }
  }

  /** Gives the embedder a reference of its own. */
  public HeldToken hold(Token token, HolderKind kind) {
    lifetimes.retain(token, kind);
    HeldToken held = new HeldToken(token, kind);
    undo.add(held::letGo);
    return held;
  }

  /** Takes a reference back from the embedder; doing so again does nothing. */
  public void letGo(HeldToken held) {
    if (held.isHeld()) {
      held.letGo();
      undo.add(held::holdAgain);
      lifetimes.release(held.token(), held.kind());
    }
  }

  /**
   * Replaces the adjustable fields of a token: one successful adjustment (tokens §2, modified_id), with one event.
   *
   * @throws Refusal ERANGE if modified_id cannot grow; ENOMEM if tokens hold too much already
   */
  public void adjust(Operation operation, Token token, TokenState newState) throws Refusal {
    requireRoomToAdjust(operation, token);
    long after = TokenData.size(token.identity(), newState);
    tokens.data().requireRoom(operation, token.user(), after, TokenData.size(token.identity(), token.state()));
    emit(Adjustments.apply(operation, token, newState, tokens));
  }

  /** Refuses with ERANGE, before anything else is looked at, when modified_id cannot grow. */
  public void requireRoomToAdjust(Operation operation, Token token) throws Refusal {
    if (token.modifiedId() == -1L) {
      throw Rule.at(operation, "tokens §2", Errno.ERANGE, "modified_id", "modified_id cannot grow").refuse();
    }
  }

  /** Puts on record that privileges of {@code token} were relied upon; no adjustment (tokens §19). */
  public void markUsed(Token token, long mask) {
    PrivilegeState marked = token.privileges().markUsed(mask);
    if (!marked.equals(token.privileges())) {
      tokens.replace(token, token.state().with(marked));
    }
  }

  /** Puts a pair into the slots of its session, in place of any other (tokens §15.1). */
  public void link(LogonSession session, LinkedPair pair) {
    lifetimes.link(session, pair);
    tokens.replace(pair.elevated(), pair.elevated().state().with(ElevationType.FULL));
    tokens.replace(pair.filtered(), pair.filtered().state().with(ElevationType.LIMITED));
  }

  /** Publishes a session, with one event; {@code group} becomes the group of its descriptor. */
  public LogonSession publish(Operation operation, SessionBlueprint blueprint, Sid group) throws Refusal {
    if (sessions.isExhausted()) {
      throw Rule.at(operation, "tokens §4", Errno.ERANGE, "session id", "there is no session id left").refuse();
    }
    boolean requested = operation != Operation.DERIVE;
    LogonSession session = sessions.publish(blueprint, DefaultSecurity.session(blueprint.user(), group), requested);
    emit(session.created());
    return session;
  }

  /** Makes a session dead, with one event; one that is dead already stays as it is. */
  public void kill(LogonSession session) {
    if (!session.isDead()) {
      session.setDead(true);
      undo.add(() -> session.setDead(false));
      changes.changed(session);
      emit(session.invalidated());
    }
  }

  /** Ends a session: out of the table, one event, then its pair (tokens §4, destruction). */
  public void destroy(LogonSession session) {
    lifetimes.destroy(session);
  }

  /** Keeps a session while it has no token; as often as {@link #letGo(LogonSession)} is called for it. */
  public void hold(LogonSession session) {
    lifetimes.retain(session);
  }

  /** Takes one {@link #hold(LogonSession)} back. */
  public void letGo(LogonSession session) {
    lifetimes.release(session);
  }

  /** Starts knowing a process whose primary token is {@code primary}, with the default descriptor (tokens §8). */
  public ProcessState addProcess(long key, PipLabel pip, Token primary) {
    return slots.add(new ProcessState(key, pip, DefaultSecurity.process(primary)), primary);
  }

  /** Replaces the primary token; the process descriptor follows when the user does (tokens §10.5). */
  public void replacePrimary(ProcessState process, Token primary) {
    slots.replacePrimary(process, primary);
  }

  /** Keeps the primary token whatever the process's Linux credentials become. */
  public void bind(ProcessState process) {
    slots.bind(process);
  }

  /** Puts a token into a thread's impersonation slot, or empties it, and drops what was there. */
  public void impersonate(ProcessState process, int tid, @Nullable Token token) {
    slots.impersonate(process, tid, token);
  }

  /** Drops the impersonation of every thread of the process. */
  public void revertAll(ProcessState process) {
    slots.revertAll(process);
  }

  /** Ends a process: its impersonations, its primary token, its place in the table. */
  public void removeProcess(ProcessState process) {
    slots.remove(process);
  }

  /** From here on changes can be undone, and their events are not told before it is known that they will not be. */
  public void begin() {
    undo.begin();
  }

  /** Tells that a process has changed. */
  public void changed(ProcessState process) {
    changes.changed(process);
  }

  /** How the embedder's part of a change is undone, should it be. */
  public void whenRolledBack(Runnable inverse) {
    undo.add(inverse);
  }

  /** What the embedder does once a change is there for good; at once where that is now. */
  public void whenCommitted(Runnable act) {
    undo.afterwards(act);
  }

  /** What was done since {@link #begin} stays. */
  public void commit() {
    undo.commit();
  }

  /** What was done since {@link #begin} is undone; only the ids that it took are gone. */
  public void rollBack() {
    undo.rollBack();
  }

  /** Ids are handed out below these only, until more may be. */
  public void allowIdsBelow(long tokenIds, long sessionIds) {
    tokens.allowBelow(tokenIds);
    sessions.allowBelow(sessionIds);
  }

  /** Puts back what an earlier monitor held. */
  public Restoration restoration() {
    return new Restoration(tokens, sessions, slots, lifetimes);
  }

  private LogonSession builtInSession(long id, SessionBlueprint fields) {
    return sessions.publish(id, fields, DefaultSecurity.session(fields.user(), fields.user()), false);
  }
}
