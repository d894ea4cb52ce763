package dev.tokend.monitor.state;

import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.catalog.ElevationType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A live process as far as its identity goes: its tokens and its own security descriptor (tokens §8 and §10). */
public final class ProcessState {
  private final long key;
  private final PipLabel pip;
  private final Map<Integer, Token> impersonations = new HashMap<>(2);
  private @Nullable Token primary;
  private StoredDescriptor descriptor;
  private boolean bound;

  ProcessState(long key, PipLabel pip, StoredDescriptor descriptor) {
    this.key = key;
    this.pip = pip;
    this.descriptor = descriptor;
  }

  /** What the embedder calls the process; never reused for another one while this one is known. */
  public long key() {
    return key;
  }

  /** The process's integrity protection; no token and no impersonation changes it. */
  public PipLabel pip() {
    return pip;
  }

  /** The primary token, or null once the process has ended. */
  public @Nullable Token primary() {
    return primary;
  }

  /** The token that the thread impersonates, or null. */
  public @Nullable Token impersonation(int tid) {
    return impersonations.get(tid);
  }

  /** The thread's impersonation token, else the primary token; null once the process has ended. */
  public @Nullable Token effective(int tid) {
    Token impersonated = impersonations.get(tid);
    return impersonated != null ? impersonated : primary;
  }

  /** The ids of the threads that impersonate; a copy. */
  public int[] impersonatingThreads() {
    int[] tids = new int[impersonations.size()];
    int i = 0;
    for (int tid : impersonations.keySet()) {
      tids[i++] = tid;
    }
    return tids;
  }

  /** Who may do what to the process. */
  public StoredDescriptor descriptor() {
    return descriptor;
  }

  /**
   * Whether the process keeps its primary token whatever its Linux credentials become: the token was installed or
   * inherited, or it was derived and has been adjusted or linked since.
   */
  public boolean isBound() {
    Token token = primary;
    return bound || (token != null && (token.isAdjusted() || token.elevation() != ElevationType.DEFAULT));
  }

  /** Whether a token was installed or inherited, whatever its token tells besides. */
  boolean bound() {
    return bound;
  }

  void setPrimary(@Nullable Token token) {
    primary = token;
  }

  @Nullable Token setImpersonation(int tid, @Nullable Token token) {
    return token == null ? impersonations.remove(tid) : impersonations.put(tid, token);
  }

  void setDescriptor(StoredDescriptor newDescriptor) {
    descriptor = newDescriptor;
  }

  void setBound(boolean isBound) {
    bound = isBound;
  }

  @Override
  public String toString() {
    return "process " + key;
  }
}
