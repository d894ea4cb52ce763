package dev.tokend.monitor.state;

import dev.tokend.monitor.port.ChangeSink;
import org.jspecify.annotations.Nullable;

/**
 * What ends when (tokens §1 and §4): a token with its last reference; a session with its last token, or when nothing is
 * left of it but an elevation pair that its own slots hold, unless the embedder holds it.
 */
final class Lifetimes {
  private final TokenTable tokens;
  private final SessionTable sessions;
  private final Undo undo;
  private final ChangeSink changes;

  Lifetimes(TokenTable tokens, SessionTable sessions, Undo undo, ChangeSink changes) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.undo = undo;
    this.changes = changes;
  }

  /**
   * Adds a holder.
   *
   * @throws IllegalStateException if the token has ended: what was named was let go before
   */
  void retain(Token token, HolderKind kind) {
    if (tokens.find(token.id()) != token) {
      throw new IllegalStateException(token + " has ended");
    }
    token.counts().add(kind);
    undo.add(() -> token.counts().remove(kind));
  }

  void release(Token token, HolderKind kind) {
    token.counts().remove(kind);
    undo.add(() -> token.counts().add(kind));
    LogonSession session = token.session();
    if (token.references() == 0) {
      tokens.remove(token);
    }
    endIfUnheld(session);
  }

  void retain(LogonSession session) {
    session.embedderHolds();
    undo.add(session::embedderLetsGo);
  }

  void release(LogonSession session) {
    session.embedderLetsGo();
    undo.add(session::embedderHolds);
    endIfUnheld(session);
  }

  /** Gives the slots of the session to {@code pair}; the tokens of a previous one lose that reference. */
  void link(LogonSession session, LinkedPair pair) {
    retain(pair.elevated(), HolderKind.PAIR_SLOT);
    retain(pair.filtered(), HolderKind.PAIR_SLOT);
    LinkedPair previous = session.pair();
    setPair(session, pair);
    releasePair(previous);
  }

  void destroy(LogonSession session) {
    sessions.remove(session);
    undo.emit(session.destroyed());
    LinkedPair pair = session.pair();
    setPair(session, null);
    releasePair(pair);
  }

  private void setPair(LogonSession session, @Nullable LinkedPair pair) {
    LinkedPair previous = session.pair();
    session.setPair(pair);
    undo.add(() -> session.setPair(previous));
    changes.changed(session);
  }

  void endIfUnheld(LogonSession session) {
    if (sessions.isPublished(session) && (session.isEmpty() || session.holdsOnlyItsPair())) {
      destroy(session);
    }
  }

  private void releasePair(@Nullable LinkedPair pair) {
    if (pair != null) {
      release(pair.elevated(), HolderKind.PAIR_SLOT);
      release(pair.filtered(), HolderKind.PAIR_SLOT);
    }
  }
}
