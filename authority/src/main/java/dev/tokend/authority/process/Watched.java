package dev.tokend.authority.process;

import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.loop.EventLoop;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.process.BootClock;
import dev.tokend.linux.process.PidFd;
import org.jspecify.annotations.Nullable;

/** A process that was seen and has not ended, as Linux knows it. */
final class Watched {
  private final int pid;
  private final PidFd pidfd;
  private LinuxIdentity identity;
  private long lastUnbound;
  private boolean leftToken;
  private boolean kacsProgram;
  private boolean keepsImpersonation;
  private long since = System.nanoTime();
  private EventLoop.@Nullable Registration registration;

  /**
   * @param pidfd owned from here on
   */
  Watched(int pid, PidFd pidfd, LinuxIdentity identity) {
    this.pid = pid;
    this.pidfd = pidfd;
    this.identity = identity;
  }

  /** Calls {@code ended} once, when the process has ended. */
  void start(EventLoop loop, Runnable ended) throws ErrnoException {
    registration = loop.add(pidfd.number(), Events.IN, events -> ended.run());
  }

  long inode() {
    return pidfd.inode();
  }

  int pid() {
    return pid;
  }

  boolean isAlive() throws ErrnoException {
    return pidfd.isAlive();
  }

  /** Who it was when it was looked at last. */
  LinuxIdentity identity() {
    return identity;
  }

  /** Since when it has been that whenever it was looked at, {@link System#nanoTime()}. */
  long since() {
    return since;
  }

  /** Yields whether it was another. */
  boolean isNow(LinuxIdentity now) {
    if (identity.equals(now)) {
      return false;
    }
    identity = now;
    since = System.nanoTime();
    return true;
  }

  /** When it was last seen without a token of its own, in clock ticks since boot; 0 if it never was. */
  long lastUnbound() {
    return lastUnbound;
  }

  void isUnbound() throws ErrnoException {
    lastUnbound = BootClock.ticks();
  }

  /** What is known of it, to be kept. */
  LinuxProcess linux() {
    LinuxProcess.Marks marks = new LinuxProcess.Marks(leftToken, kacsProgram, keepsImpersonation);
    return new LinuxProcess(pidfd.inode(), pid, identity, lastUnbound, marks);
  }

  /** As it was when it was kept. */
  void was(LinuxProcess process) {
    lastUnbound = process.lastUnbound();
    leftToken = process.marks().leftToken();
    kacsProgram = process.marks().kacsProgram();
    keepsImpersonation = process.marks().keepsImpersonation();
  }

  /** Whether it became another user and left a token behind: it then has none of its ancestors' either. */
  boolean hasLeftToken() {
    return leftToken;
  }

  void leavesToken() {
    leftToken = true;
  }

  /** Whether it, or an ancestor that it inherits from, has called the KACS interface itself. */
  boolean isKacsProgram() {
    return kacsProgram;
  }

  void callsKacs() {
    kacsProgram = true;
  }

  /** Whether what its leading thread acts as stays when it becomes another program. */
  boolean keepsImpersonation() {
    return keepsImpersonation;
  }

  void keepsImpersonation(boolean keeps) {
    keepsImpersonation = keeps;
  }

  /** Watches no more. */
  void letGo() {
    if (registration != null) {
      registration.end();
    }
    pidfd.close();
  }
}
