package dev.tokend.authority.serve;

import dev.tokend.authority.derive.AuthoritySecurity;
import dev.tokend.authority.derive.DerivedTokens;
import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.derive.Lowered;
import dev.tokend.authority.process.IdentityReader;
import dev.tokend.authority.process.IdentityReading;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.surface.protocol.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Who may end the authority. The next one knows what this one bound from a file that is its user's, and sees no process that
 * is started before it is there. So nobody may whom a token holds back: it could come back with more.
 */
public final class StopGate {

  private final DerivedTokens derivedTokens;
  private final IdentityReader reader;
  private final int uid;

  /**
   * The gate of the authority that this process is.
   *
   * @param uid its effective uid, unsigned
   */
  public StopGate(DerivedTokens derivedTokens, IdentityReader reader, int uid) {
    this.derivedTokens = derivedTokens;
    this.reader = reader;
    this.uid = uid;
  }

  /** Passes for its own user and root, with whole tokens to which the authority's descriptor grants it. */
  void require(Caller caller, LinuxIdentity identity) throws FailedException, NotYetException, Refusal {
    if (!identity.initialUserNamespace() || (identity.uid() != uid && identity.uid() != 0)) {
      throw refused("owner of the authority", "only its own user and root may stop it");
    }
    TokenBlueprint derived = known(derivedTokens.blueprint(identity));
    AuthoritySecurity security = new AuthoritySecurity(known(derivedTokens.blueprint(own())));
    require(caller.primary(), derived, security);
    if (caller.effective() != caller.primary()) {
      require(caller.effective(), derived, security);
    }
  }

  private LinuxIdentity own() throws FailedException {
    if (reader.read(ProcessIds.pid(), null) instanceof IdentityReading.Told told) {
      return told.identity();
    }
    throw refused("descriptor of the authority", "its own entry in /proc cannot be read; a signal ends it");
  }

  private static TokenBlueprint known(@Nullable TokenBlueprint blueprint) throws NotYetException {
    if (blueprint == null) {
      throw new NotYetException();
    }
    return blueprint;
  }

  private static void require(@Nullable Token token, TokenBlueprint derived, AuthoritySecurity security)
      throws FailedException {
    if (token == null) {
      throw refused("caller", "the caller has no token");
    }
    String reason = Lowered.reason(token, derived);
    if (reason != null) {
      throw refused(
          "lowered caller", reason + ", and the next authority would not know of it; stop it from an ordinary shell");
    }
    if (!security.mayStop(token)) {
      throw refused("descriptor of the authority", "it grants the right to stop to its own user and SYSTEM alone");
    }
  }

  private static FailedException refused(String check, String reason) {
    return FailedException.of(Errno.EPERM, Operation.STOP.word(), check, reason);
  }
}
