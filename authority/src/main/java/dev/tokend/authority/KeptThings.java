package dev.tokend.authority;

import dev.tokend.authority.derive.DerivedTokens;
import dev.tokend.authority.derive.SessionKey;
import dev.tokend.authority.process.LinuxProcess;
import dev.tokend.authority.process.Processes;
import dev.tokend.authority.process.ThreadLives;
import dev.tokend.authority.serve.Pins;
import dev.tokend.authority.store.Entry;
import dev.tokend.authority.store.Holdings;
import dev.tokend.linux.ErrnoException;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.surface.protocol.PinName;
import org.jspecify.annotations.Nullable;

/** The pieces of the authority that have something to be kept. */
record KeptThings(Processes processes, ThreadLives threads, Pins pins, DerivedTokens derivedTokens)
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
  public @Nullable SessionKey derivedFor(LogonSession session) {
    return derivedTokens.sessionKey(session);
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
}
