package dev.tokend.authority.store;

import dev.tokend.authority.derive.SessionKey;
import dev.tokend.authority.process.LinuxProcess;
import dev.tokend.linux.ErrnoException;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.surface.protocol.PinName;
import org.jspecify.annotations.Nullable;

/** What the authority has beside the monitor, as far as it is kept: asked for when it is written, given when read. */
public interface Holdings {
  /** What Linux says of a process, or null if it is not known any more. */
  @Nullable LinuxProcess process(long key);

  /** When a thread that acts as another was started, {@link dev.tokend.authority.process.ThreadLives#birth}. */
  long birth(long process, int tid);

  /** What is kept under a name, or null. */
  Entry.@Nullable OfPin pin(int owner, PinName name);

  /** What a handle stands for that is left to the next authority, or null if it is not. */
  Entry.@Nullable OfHandle handle(long cookie);

  /** The Linux session of a derived logon session, or null. */
  @Nullable SessionKey derivedFor(LogonSession session);

  /** The uid that asked for a session, unsigned, or null where nobody did. */
  @Nullable Integer requestedBy(LogonSession session);

  /**
   * Knows a process again.
   *
   * @return false if it has ended
   * @throws ErrnoException if that cannot be told, or it cannot be watched
   */
  boolean know(LinuxProcess process) throws ErrnoException;

  /**
   * Knows a thread of such a process again.
   *
   * @return false if it has ended
   */
  boolean know(LinuxProcess process, Entry.Acting acting);

  /** Takes a pin back. */
  void pinned(Entry.OfPin pin, HeldToken held);

  /** Whether our end of a handle was handed over. */
  boolean isHandedOver(Entry.OfHandle entry);

  /** Takes a handle back. */
  void handle(Entry.OfHandle entry, Handle handle);

  /** Takes a derived session back. */
  void derived(SessionKey key, LogonSession session);

  /** Takes a session back that a uid asked for. */
  void requested(LogonSession session, int uid);
}
