package dev.tokend.monitor.gate;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.monitor.event.TokenCreated;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenIdentity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit record of a new token (tokens §21, token-create). */
public final class Creations {
  private Creations() {}

  /** The record of {@code token}, minted from a spec. */
  public static TokenCreated minted(Token token) {
    return record(TokenCreated.Mode.MINT, token, null);
  }

  /** The record of {@code token}, a copy of {@code source}. */
  public static TokenCreated duplicated(Token token, Token source) {
    return record(TokenCreated.Mode.DUPLICATE, token, source);
  }

  /** The record of {@code token}, made from {@code source} by a filter. */
  public static TokenCreated filtered(Token token, Token source) {
    return record(TokenCreated.Mode.FILTER, token, source);
  }

  private static TokenCreated record(TokenCreated.Mode mode, Token token, @Nullable Token source) {
    TokenIdentity identity = token.identity();
    return new TokenCreated(
        mode,
        token.id(),
        source == null ? null : source.id(),
        identity.user(),
        identity.restriction().userDenyOnly(),
        identity.groups().sids(),
        sids(identity.restriction().sids()),
        identity.restriction().writeRestricted(),
        token.privileges().present(),
        token.privileges().enabled(),
        identity.integrityLevel(),
        token.type(),
        token.level(),
        token.session().id(),
        identity.confinement().sid(),
        token.state().interactivityScope(),
        identity.projection().uid(),
        identity.projection().gid());
  }

  private static List<Sid> sids(List<SidAndAttributes> entries) {
    List<Sid> sids = new ArrayList<>(entries.size());
    for (SidAndAttributes entry : entries) {
      sids.add(entry.sid());
    }
    return sids;
  }
}
