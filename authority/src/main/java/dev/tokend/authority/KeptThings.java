package dev.tokend.authority;

import dev.tokend.authority.derive.DerivedTokens;
import dev.tokend.authority.derive.SessionKey;
import dev.tokend.authority.process.LinuxProcess;
import dev.tokend.authority.process.Processes;
import dev.tokend.authority.process.ThreadLives;
import dev.tokend.authority.serve.LeftHandles;
import dev.tokend.authority.serve.Pins;
import dev.tokend.authority.serve.RequestedSessions;
import dev.tokend.authority.store.Entry;
import dev.tokend.authority.store.Holdings;
import dev.tokend.linux.ErrnoException;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.surface.protocol.PinName;
import org.jspecify.annotations.Nullable;

/** The pieces of the authority that have something to be kept. */
record KeptThings(
    Processes processes,
    ThreadLives threads,
    Pins pins,
    LeftHandles handles,
    DerivedTokens derivedTokens,
    RequestedSessions requestedSessions)
    implements Holdings {

  @Override
  public @Nullable LinuxProcess process(long key) {
    return processes.linux(key);
  }

  @Override
  public long birth(long process, int tid) {
    return threads.birth(process, tid);
  }

  @Override
  public Entry.@Nullable OfPin pin(int owner, PinName name) {
    return pins.find(owner, name);
  }

  @Override
  public Entry.@Nullable OfHandle handle(long cookie) {
    return handles.find(cookie);
  }

  @Override
  public boolean isHandedOver(Entry.OfHandle entry) {
    return handles.isHandedOver(entry);
  }

  @Override
  public void handle(Entry.OfHandle entry, Handle handle) {
    handles.restore(entry, handle);
  }

  @Override
  public @Nullable SessionKey derivedFor(LogonSession session) {
    return derivedTokens.sessionKey(session);
  }

  @Override
  public @Nullable Integer requestedBy(LogonSession session) {
    return requestedSessions.whoAskedFor(session.id());
  }

  @Override
  public boolean know(LinuxProcess process) throws ErrnoException {
    return processes.survivors().know(process);
  }

  @Override
  public boolean know(LinuxProcess process, Entry.Acting acting) {
    return threads.know(process.inode(), process.pid(), acting.thread(), acting.birth());
  }

  @Override
  public void pinned(Entry.OfPin pin, HeldToken held) {
    pins.restore(pin, held);
  }

  @Override
  public void derived(SessionKey key, LogonSession session) {
    derivedTokens.restore(key, session);
  }

  @Override
  public void requested(LogonSession session, int uid) {
    requestedSessions.restore(session.id(), uid);
  }
}
