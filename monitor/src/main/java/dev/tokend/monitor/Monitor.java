package dev.tokend.monitor;

import dev.tokend.kacs.access.PipLabel;
import dev.tokend.monitor.port.AuditSink;
import dev.tokend.monitor.port.ChangeSink;
import dev.tokend.monitor.port.Clock;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.HolderKind;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.ProcessTable;
import dev.tokend.monitor.state.Restoration;
import dev.tokend.monitor.state.SessionBlueprint;
import dev.tokend.monitor.state.SessionTable;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.monitor.state.TokenTable;

/**
 * The reference monitor as its embedder uses it: the {@linkplain Operations operations}, which decide and may refuse,
 * and here the embedder's own acts, by which it tells what exists and has ended. Those decide nothing.
 *
 * <p>Not safe for several threads: one thread at a time uses a monitor.
 */
public final class Monitor extends Operations {
  /** A fresh monitor, which knows the built-in sessions and tokens only. */
  public Monitor(Clock clock, AuditSink audit) {
    this(clock, audit, IdSeeds.FRESH);
  }

  /** A monitor whose ids go on from an earlier one's. */
  public Monitor(Clock clock, AuditSink audit, IdSeeds seeds) {
    this(clock, audit, ChangeSink.NONE, seeds);
  }

  /** A monitor that tells what changes, so that it can be {@linkplain #restoration put back} later. */
  public Monitor(Clock clock, AuditSink audit, ChangeSink changes, IdSeeds seeds) {
    super(new MonitorState(clock, audit, changes, seeds));
  }

  /** Puts back what an earlier monitor held; before anything else is done with this one. */
  public Restoration restoration() {
    return state.restoration();
  }

  /**
   * From here on changes can be undone, until they are {@linkplain #commit committed} or {@linkplain #rollBack rolled
   * back}. Their events are held back until then.
   *
   * @throws IllegalStateException if they can already
   */
  public void begin() {
    state.begin();
  }

  /** How the embedder's own part of a change is undone, should it be {@linkplain #rollBack rolled back}. */
  public void whenRolledBack(Runnable inverse) {
    state.whenRolledBack(inverse);
  }

  /** What the embedder does once a change is there for good; at once where that is now. */
  public void whenCommitted(Runnable act) {
    state.whenCommitted(act);
  }

  /**
   * Tells of a change in what the embedder knows of a process, as the monitor does of its own.
   *
   * @see dev.tokend.monitor.port.ChangeSink
   */
  public void changed(ProcessState process) {
    state.changed(process);
  }

  /** What was done since {@link #begin} stays, and is told to the audit trail. */
  public void commit() {
    state.commit();
  }

  /** What was done since {@link #begin} is undone and was never told; only the ids that it took are gone. */
  public void rollBack() {
    state.rollBack();
  }

  /**
   * Ids are handed out below these only, until more may be: those that are on record as used, where a record is kept.
   *
   * @param tokens the first token id that is not handed out, unsigned
   * @param sessions the first session id that is not handed out
   */
  public void allowIdsBelow(long tokens, long sessions) {
    state.allowIdsBelow(tokens, sessions);
  }

  /** Every token that exists. */
  public TokenTable tokens() {
    return state.tokens();
  }

  /** Every published logon session. */
  public SessionTable sessions() {
    return state.sessions();
  }

  /** Every known process. */
  public ProcessTable processes() {
    return state.processes();
  }

  /** The built-in SYSTEM token (tokens §5). */
  public Token system() {
    return state.system();
  }

  /** The built-in Anonymous token (tokens §5). */
  public Token anonymous() {
    return state.anonymous();
  }

  /**
   * Opens a logon session for the embedder itself; its user SID is its group.
   *
   * @throws Refusal ERANGE if there is no session id left
   */
  public LogonSession openSession(SessionBlueprint blueprint) throws Refusal {
    return state.publish(Operation.DERIVE, blueprint, blueprint.user());
  }

  /** Keeps a session for the embedder even while it has no token. */
  public void holdSession(LogonSession session) {
    state.hold(session);
  }

  /** Takes one {@link #holdSession} back; the session ends if nothing else keeps it. */
  public void letGoOfSession(LogonSession session) {
    state.letGo(session);
  }

  /**
   * Gives an unsigned process the token that follows from its Linux credentials.
   *
   * @see #deriveProcess(long, PipLabel, TokenBlueprint)
   */
  public ProcessState deriveProcess(long key, TokenBlueprint blueprint) throws Refusal {
    return deriveProcess(key, PipLabel.NONE, blueprint);
  }

  /**
   * Gives a process the token that follows from its Linux credentials: a new process gets its first one and the default
   * descriptor, a known one another in place of the last, and another descriptor if the user changed.
   *
   * @param key what the embedder calls the process
   * @param pip its integrity protection, which a known process keeps
   * @param blueprint a Primary token of a published session
   * @throws Refusal ERANGE if there is no token id left
   * @throws IllegalStateException if the process is {@linkplain ProcessState#isBound() bound}
   */
  public ProcessState deriveProcess(long key, PipLabel pip, TokenBlueprint blueprint) throws Refusal {
    ProcessState process = state.processes().find(key);
    if (process != null && process.isBound()) {
      throw new IllegalStateException(process + " is bound to its token");
    }
    Token token = state.mint(Operation.DERIVE, blueprint);
    if (process == null) {
      return state.addProcess(key, pip, token);
    }
    state.replacePrimary(process, token);
    return process;
  }

  /** The process has ended: its tokens lose their holders. Nothing happens if it is not known. */
  public void endProcess(long key) {
    ProcessState process = state.processes().find(key);
    if (process != null) {
      state.removeProcess(process);
    }
  }

  /** The thread has ended: its impersonation too. Nothing happens if its process is not known. */
  public void endThread(long key, int tid) {
    ProcessState process = state.processes().find(key);
    if (process != null) {
      state.impersonate(process, tid, null);
    }
  }

  /**
   * Captures an identity that the system vouches for on a socket whose client registered none.
   *
   * @param blueprint an Impersonation token of a published session
   * @throws Refusal ERANGE if there is no token id left
   */
  public HeldToken capture(TokenBlueprint blueprint) throws Refusal {
    return state.hold(state.mint(Operation.CAPTURE_PEER, blueprint), HolderKind.CAPTURED_PEER);
  }

  /** Keeps a token under a name of the embedder's choice, whoever else lets go of it. */
  public HeldToken keep(Token token) {
    return state.hold(token, HolderKind.KEPT);
  }

  /**
   * Mints a token and keeps it under a name of the embedder's choice: one that outlived an earlier monitor.
   *
   * @throws Refusal ERANGE if there is no token id left
   */
  public HeldToken keep(TokenBlueprint blueprint) throws Refusal {
    return state.hold(state.mint(Operation.DERIVE, blueprint), HolderKind.KEPT);
  }

  /** Ends a capture or a keeping; again does nothing. */
  public void letGo(HeldToken held) {
    state.letGo(held);
  }

  /** Closes a handle; again does nothing. */
  public void close(Handle handle) {
    state.close(handle);
  }
}
