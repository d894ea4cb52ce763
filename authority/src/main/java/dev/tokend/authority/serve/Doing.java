package dev.tokend.authority.serve;

import dev.tokend.authority.audit.ActingProcess;
import dev.tokend.authority.audit.Actor;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.TokenChange.By;
import org.jspecify.annotations.Nullable;

/**
 * A request that has changed tokens, perhaps.
 *
 * @param operation what was asked for
 * @param actor who asked, as it was then
 */
record Doing(Operation operation, Actor actor) {

  /** Null for an operation that changes no token: what has changed meanwhile came about by itself. */
  static @Nullable Doing of(Operation operation, Actor actor) {
    return switch (operation) {
      case ADJUST_PRIVILEGES, ADJUST_GROUPS, ADJUST_DEFAULT, ADJUST_SCOPE, SET_SD, LINK, IMPERSONATE, IMPERSONATE_PEER,
          REVERT, INSTALL, RUN, INVALIDATE_SESSION, DESTROY_SESSION -> new Doing(operation, actor);
      default -> null;
    };
  }

  /** Who did it, for somebody who may see so much of what others do. */
  By seenBy(TrailView view) {
    Actor.Identity identity = actor.identity();
    if (identity == null || !view.showsDoingOf(actor.uid(), identity.processKey())) {
      return new By.Untold();
    }
    ActingProcess.Names names = actor.process().names();
    return new By.Somebody(
        actor.process().pid(), orEmpty(names.name()), orEmpty(names.executablePath()), identity.userSid(),
        identity.tokenId(), identity.impersonating());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
