package dev.tokend.monitor.operation.impersonate;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.monitor.gate.Callers;
import dev.tokend.monitor.gate.Creations;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.HolderKind;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;

/**
 * What connect() leaves on the accepted end: a snapshot of the connecting thread's effective token, so that an
 * impersonated identity cascades (tokens §18).
 */
public final class CapturePeer {
  private static final Rule LEVEL =
      Rule.at(
          Operation.CAPTURE_PEER,
          "tokens §26 D23",
          Errno.EINVAL,
          "level",
          "the thread impersonates at a level below that of the socket");

  private final MonitorState state;

  /**
   * What is asked.
   *
   * @param caller the thread that connects
   * @param socketLevel how far the other end may go
   */
  public record Request(Caller caller, ImpersonationLevel socketLevel) {}

  /** The operation over {@code state}. */
  public CapturePeer(MonitorState state) {
    this.state = state;
  }

  /**
   * The captured identity; the embedder holds it for the socket and lets go of it with it. At level Anonymous it is the
   * global Anonymous token, and who connected is not recorded.
   *
   * @throws Refusal EINVAL if the thread impersonates below the socket's level; ERANGE if there is no token id left
   */
  public HeldToken execute(Request request) throws Refusal {
    Token effective = Callers.effective(Operation.CAPTURE_PEER, request.caller());
    ImpersonationLevel level = request.socketLevel();
    if (level == ImpersonationLevel.ANONYMOUS) {
      return state.hold(state.anonymous(), HolderKind.CAPTURED_PEER);
    }
    if (effective.type() == TokenType.IMPERSONATION && effective.level().value() < level.value()) {
      throw LEVEL.refuse();
    }
    Token captured =
        state.mint(
            Operation.CAPTURE_PEER,
            effective
                .blueprint()
                .as(TokenType.IMPERSONATION, level)
                .unlinked()
                .resettingToNow()
                .with(DefaultSecurity.token(effective.user(), effective.user())));
    HeldToken held = state.hold(captured, HolderKind.CAPTURED_PEER);
    state.emit(Creations.duplicated(captured, effective));
    return held;
  }
}
