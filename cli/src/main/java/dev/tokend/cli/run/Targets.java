package dev.tokend.cli.run;

import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.surface.protocol.PinName;
import dev.tokend.surface.protocol.Target;

/** The target flags as a target, and a target in words. */
public final class Targets {
  private Targets() {}

  /** What the flags choose; without one the effective token of the command itself. */
  public static Target of(Invocation invocation) {
    if (invocation.has(Flags.REAL)) {
      return new Target.Real();
    }
    if (invocation.has(Flags.PEER)) {
      return new Target.Peer(invocation.number(Flags.PEER));
    }
    if (invocation.has(Flags.FD)) {
      return new Target.Handle(invocation.number(Flags.FD));
    }
    String pin = invocation.value(Flags.PIN);
    if (pin != null) {
      return new Target.Pin(new PinName(pin));
    }
    if (!invocation.has(Flags.PID)) {
      return new Target.Self();
    }
    int pid = invocation.number(Flags.PID);
    return invocation.has(Flags.TID)
        ? new Target.Thread(pid, invocation.number(Flags.TID))
        : new Target.Process(pid);
  }

  /** What was tried, for an error: {@code cannot read the token of process 4821}. */
  static String attempt(Target target) {
    return "cannot read " + described(target);
  }

  /** The target in words: {@code the token of process 4821}. */
  public static String described(Target target) {
    return switch (target) {
      case Target.Self self -> "your own token";
      case Target.Real real -> "your own primary token";
      case Target.Process process -> "the token of process " + process.pid();
      case Target.Thread thread -> "the token of thread " + thread.tid() + " of process " + thread.pid();
      case Target.Peer peer -> "the identity of the peer on socket " + peer.fd();
      case Target.Handle handle -> "the token of handle " + handle.fd();
      case Target.Pin pin -> "the token pinned as \"" + pin.name().text() + "\"";
    };
  }
}
