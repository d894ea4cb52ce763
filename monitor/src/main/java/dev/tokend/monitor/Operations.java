package dev.tokend.monitor;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.monitor.gate.ImpersonationGates;
import dev.tokend.monitor.operation.adjust.AdjustDefault;
import dev.tokend.monitor.operation.adjust.AdjustGroups;
import dev.tokend.monitor.operation.adjust.AdjustPrivileges;
import dev.tokend.monitor.operation.adjust.AdjustScope;
import dev.tokend.monitor.operation.adjust.SetSecurity;
import dev.tokend.monitor.operation.derive.CreateToken;
import dev.tokend.monitor.operation.derive.Duplicate;
import dev.tokend.monitor.operation.derive.Filter;
import dev.tokend.monitor.operation.derive.GetLinked;
import dev.tokend.monitor.operation.derive.Link;
import dev.tokend.monitor.operation.impersonate.CapturePeer;
import dev.tokend.monitor.operation.impersonate.Impersonate;
import dev.tokend.monitor.operation.impersonate.ImpersonatePeer;
import dev.tokend.monitor.operation.impersonate.Revert;
import dev.tokend.monitor.operation.impersonate.SetImpersonationLevel;
import dev.tokend.monitor.operation.open.OpenInspection;
import dev.tokend.monitor.operation.open.OpenKept;
import dev.tokend.monitor.operation.open.OpenPeer;
import dev.tokend.monitor.operation.open.OpenProcess;
import dev.tokend.monitor.operation.open.OpenSelf;
import dev.tokend.monitor.operation.open.OpenThread;
import dev.tokend.monitor.operation.process.Exec;
import dev.tokend.monitor.operation.process.Install;
import dev.tokend.monitor.operation.process.NewProcess;
import dev.tokend.monitor.operation.process.RunLowered;
import dev.tokend.monitor.operation.query.GetSecurity;
import dev.tokend.monitor.operation.query.PrivilegeCheck;
import dev.tokend.monitor.operation.query.Query;
import dev.tokend.monitor.operation.session.CreateSession;
import dev.tokend.monitor.operation.session.DestroySession;
import dev.tokend.monitor.operation.session.InvalidateSession;
import dev.tokend.monitor.operation.session.ListSessions;
import dev.tokend.monitor.operation.session.SeeSessions;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.GroupStates;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.ProcessState;
import java.util.Collection;

/**
 * What can be asked of a monitor: one method for each operation. Each decides by the checks of its operation, in their
 * documented order, and may refuse; what it needs and which errnos it gives stand with the class that does it.
 */
public abstract sealed class Operations permits Monitor {
  final MonitorState state;

  Operations(MonitorState state) {
    this.state = state;
  }

  /** Opens one's own token (tokens §9.1). */
  public Handle openSelf(OpenSelf.Request request) throws Refusal {
    return new OpenSelf(state).execute(request);
  }

  /** Opens the primary token of a process (tokens §9.2). */
  public Handle openProcess(OpenProcess.Request request) throws Refusal {
    return new OpenProcess(state).execute(request);
  }

  /** Opens the effective token of a thread (tokens §9.3). */
  public Handle openThread(OpenThread.Request request) throws Refusal {
    return new OpenThread(state).execute(request);
  }

  /** Opens the identity captured on a socket (tokens §9.4). */
  public Handle openPeer(OpenPeer.Request request) throws Refusal {
    return new OpenPeer(state).execute(request);
  }

  /** Opens a token kept under a name (beyond KACS). */
  public Handle openKept(OpenKept.Request request) throws Refusal {
    return new OpenKept(state).execute(request);
  }

  /** Opens a token to look at and for nothing else (tokens §22). */
  public Handle openInspection(OpenInspection.Request request) throws Refusal {
    return new OpenInspection(state).execute(request);
  }

  /** Reads one class of a token (tokens §24). */
  public Query.Answer query(Query.Request request) throws Refusal {
    return new Query().execute(request);
  }

  /** Reads parts of a token's own descriptor (tokens §16). */
  public SecurityDescriptor getSecurity(GetSecurity.Request request) throws Refusal {
    return new GetSecurity(state).execute(request);
  }

  /** Replaces parts of a token's own descriptor (tokens §16). */
  public void setSecurity(SetSecurity.Request request) throws Refusal {
    new SetSecurity(state).execute(request);
  }

  /** Succeeds if the effective token holds every named privilege (tokens §19). */
  public void privilegeCheck(PrivilegeCheck.Request request) throws Refusal {
    new PrivilegeCheck(state).execute(request);
  }

  /** Changes privileges; yields the enabled word before (tokens §14.1). */
  public long adjustPrivileges(AdjustPrivileges.Request request) throws Refusal {
    return new AdjustPrivileges(state).execute(request);
  }

  /** Changes groups; yields which were enabled before (tokens §14.2). */
  public GroupStates adjustGroups(AdjustGroups.Request request) throws Refusal {
    return new AdjustGroups(state).execute(request);
  }

  /** Changes what new objects get (tokens §14.3). */
  public void adjustDefault(AdjustDefault.Request request) throws Refusal {
    new AdjustDefault(state).execute(request);
  }

  /** Changes the interactivity scope (tokens §14.4). */
  public void adjustScope(AdjustScope.Request request) throws Refusal {
    new AdjustScope(state).execute(request);
  }

  /** Mints a token from a spec (tokens §11). */
  public Handle createToken(CreateToken.Request request) throws Refusal {
    return new CreateToken(state).execute(request);
  }

  /** Copies a token (tokens §12). */
  public Handle duplicate(Duplicate.Request request) throws Refusal {
    return new Duplicate(state).execute(request);
  }

  /** Copies a token with less in it (tokens §13). */
  public Handle filter(Filter.Request request) throws Refusal {
    return new Filter(state).execute(request);
  }

  /** Joins two tokens as an elevation pair (tokens §15.1). */
  public void link(Link.Request request) throws Refusal {
    new Link(state).execute(request);
  }

  /** Opens the elevation counterpart (tokens §15.2). */
  public GetLinked.Linked getLinked(GetLinked.Request request) throws Refusal {
    return new GetLinked(state).execute(request);
  }

  /** The calling thread acts as a handle's token (tokens §17.2). */
  public ImpersonationGates.Outcome impersonate(Impersonate.Request request) throws Refusal {
    return new Impersonate(state).execute(request);
  }

  /** The calling thread acts as the identity captured on a socket (tokens §17.3). */
  public ImpersonationGates.Outcome impersonatePeer(ImpersonatePeer.Request request) throws Refusal {
    return new ImpersonatePeer(state).execute(request);
  }

  /** Drops the impersonation of the calling thread, if there is one (tokens §17.4). */
  public void revert(Caller caller) {
    new Revert(state).execute(caller);
  }

  /** Checks how far the other end of a socket may go, and yields it for the embedder to note (tokens §18). */
  public ImpersonationLevel setImpersonationLevel(SetImpersonationLevel.Request request) throws Refusal {
    return new SetImpersonationLevel().execute(request);
  }

  /** Takes the snapshot of an identity that a connection carries (tokens §18). */
  public HeldToken capturePeer(CapturePeer.Request request) throws Refusal {
    return new CapturePeer(state).execute(request);
  }

  /** Makes a handle's token the primary token of the calling process (tokens §10.5). */
  public void install(Install.Request request) throws Refusal {
    new Install(state).execute(request);
  }

  /** Lowers the calling process to a restricted copy of its primary token (beyond KACS). */
  public void runLowered(RunLowered.Request request) throws Refusal {
    new RunLowered(state).execute(request);
  }

  /** Gives a forked child its copy of the parent's token (tokens §10.1). */
  public ProcessState newProcess(NewProcess.Request request) throws Refusal {
    return new NewProcess(state).execute(request);
  }

  /** Commits a new image of the calling process (tokens §10.3 and §10.4). */
  public void exec(Exec.Request request) throws Refusal {
    new Exec(state).execute(request);
  }

  /** Opens a logon session from a spec (tokens §20). */
  public LogonSession createSession(CreateSession.Request request) throws Refusal {
    return new CreateSession(state).execute(request);
  }

  /** Ends a logon session that holds nothing (tokens §20). */
  public void destroySession(DestroySession.Request request) throws Refusal {
    new DestroySession(state).execute(request);
  }

  /** Makes every access check of a session's tokens fail (tokens §20). */
  public void invalidateSession(InvalidateSession.Request request) throws Refusal {
    new InvalidateSession(state).execute(request);
  }

  /** Reads the listing of logon sessions (tokens §22). */
  public String listSessions(Caller caller) throws Refusal {
    return new ListSessions(state).execute(caller);
  }

  /** Every logon session, for whoever may read the listing (beyond KACS). */
  public Collection<LogonSession> seeSessions(Caller caller) throws Refusal {
    return new SeeSessions(state).all(caller);
  }

  /** One logon session, and whether what belongs to it may be seen (beyond KACS). */
  public SeeSessions.Seen seeSession(SeeSessions.Request request) throws Refusal {
    return new SeeSessions(state).one(request);
  }
}
