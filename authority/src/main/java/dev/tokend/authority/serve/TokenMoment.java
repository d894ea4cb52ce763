package dev.tokend.authority.serve;

import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenState;

/**
 * A token as it was at some moment. As long as it is that, it says the same to every query and decides the same: all of
 * its adjustable fields are replaced together, and of its session only the death counts (tokens §2, §24).
 *
 * @param state its adjustable fields
 * @param modifiedId of the statistics
 * @param dead whether its session was invalidated
 */
record TokenMoment(Token token, TokenState state, long modifiedId, boolean dead) {

  static TokenMoment of(Token token) {
    return new TokenMoment(token, token.state(), token.modifiedId(), token.session().isDead());
  }

  /** Whether it still is what it was. */
  // The same object, not an equal one: it was not replaced meanwhile, which costs nothing to tell.
  @SuppressWarnings("ReferenceEquality")
  boolean isNow() {
    return token.state() == state && token.modifiedId() == modifiedId && token.session().isDead() == dead;
  }
}
