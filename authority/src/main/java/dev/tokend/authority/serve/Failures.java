package dev.tokend.authority.serve;

import dev.tokend.authority.connection.Reply;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.refusal.BufferTooSmall;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.Need;
import org.jspecify.annotations.Nullable;

/** From a refusal of the monitor to the failure that is sent. */
final class Failures {

  private Failures() {}

  /** The answer that says it. */
  static Reply reply(Failure failure) {
    return new Reply(true, failure.encode(), failure.errno() == Errno.EAGAIN, null);
  }

  static Failure of(Refusal refusal) {
    return new Failure(
        refusal.errno(),
        refusal.operation().label(),
        refusal.check(),
        refusal.reason(),
        need(refusal.need()),
        refusal.targetUser(),
        refusal instanceof BufferTooSmall small ? small.required() : 0);
  }

  private static @Nullable Need need(dev.tokend.monitor.refusal.@Nullable Need need) {
    return switch (need) {
      case null -> null;
      case dev.tokend.monitor.refusal.Need.TokenRights(int mask) -> new Need.TokenRights(mask);
      case dev.tokend.monitor.refusal.Need.ProcessRights(int mask) -> new Need.ProcessRights(mask);
      case dev.tokend.monitor.refusal.Need.PrivilegeNeeded(var privilege) -> new Need.PrivilegeNeeded(privilege);
    };
  }
}
