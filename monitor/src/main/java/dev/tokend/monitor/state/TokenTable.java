package dev.tokend.monitor.state;

import dev.tokend.monitor.port.ChangeSink;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every token that exists, and the counter of their ids (tokens §2). */
public final class TokenTable {
  private static final long SYSTEM_TOKEN_ID = 0;

  private final Map<Long, Token> live = new LinkedHashMap<>();
  private final IdCounter ids;
  private final TokenData data = new TokenData();
  private final Undo undo;
  private final ChangeSink changes;

  TokenTable(long firstId, Undo undo, ChangeSink changes) {
    this.ids = new IdCounter(firstId, -1L);
    this.undo = undo;
    this.changes = changes;
  }

  /** The id that the next token gets, unsigned. */
  public long nextId() {
    return ids.next();
  }

  /** The token with this id, or null if it does not exist or has ended. */
  public @Nullable Token find(long id) {
    return live.get(id);
  }

  /** Every token that exists, in the order of creation. */
  public Collection<Token> live() {
    return Collections.unmodifiableCollection(live.values());
  }

  boolean isExhausted() {
    return ids.isExhausted();
  }

  Token add(LogonSession session, TokenBlueprint blueprint) {
    return add(ids.take(), session, blueprint);
  }

  Token addSystem(LogonSession session, TokenBlueprint blueprint) {
    return add(SYSTEM_TOKEN_ID, session, blueprint);
  }

  /** The first one that counts: it has the first id, also where an earlier monitor has counted on since. */
  Token addAnonymous(LogonSession session, TokenBlueprint blueprint, boolean goesOn) {
    long first = IdSeeds.FIRST_DYNAMIC;
    return add(goesOn && ids.next() != first ? first : ids.take(), session, blueprint);
  }

  /** A token that an earlier monitor held, as it was: with its id and modified_id. */
  Token addAgain(long id, long modifiedId, LogonSession session, TokenBlueprint blueprint) {
    Token token = add(id, session, blueprint);
    token.restore(blueprint.state(), modifiedId);
    return token;
  }

  /** Puts a built-in token back to how it was. */
  void setAgain(Token token, TokenState state, long modifiedId) {
    data.add(
        token.user(),
        TokenData.size(token.identity(), state) - TokenData.size(token.identity(), token.state()));
    token.restore(state, modifiedId);
  }

  /** Ids are handed out below this one only, unsigned, until more may be. */
  void allowBelow(long limit) {
    ids.allowBelow(limit);
  }

  void remove(Token token) {
    takeOut(token);
    token.session().tokenWent();
    undo.add(
        () -> {
          putIn(token);
          token.session().tokenNeverWent();
        });
  }

  private void takeOut(Token token) {
    live.remove(token.id());
    data.went(token.user());
    data.add(token.user(), -TokenData.size(token.identity(), token.state()));
  }

  private void putIn(Token token) {
    live.put(token.id(), token);
    data.came(token.user());
    data.add(token.user(), TokenData.size(token.identity(), token.state()));
  }

  /** What the tokens hold. */
  TokenData data() {
    return data;
  }

  /** Replaces the adjustable fields of a token: one successful adjustment (tokens §2, modified_id). */
  void adjust(Token token, TokenState newState) {
    TokenState before = token.state();
    long modifiedBefore = token.modifiedId();
    long more = TokenData.size(token.identity(), newState) - TokenData.size(token.identity(), before);
    data.add(token.user(), more);
    token.adjust(newState);
    undo.add(
        () -> {
          data.add(token.user(), -more);
          token.restore(before, modifiedBefore);
        });
    changes.changed(token);
  }

  /** Replaces fields that hold no data: no adjustment. Nothing happens where they are the same. */
  void replace(Token token, TokenState newState) {
    TokenState before = token.state();
    if (!before.equals(newState)) {
      token.replace(newState);
      undo.add(() -> token.restore(before, token.modifiedId()));
      changes.changed(token);
    }
  }

  private Token add(long id, LogonSession session, TokenBlueprint blueprint) {
    Token token = new Token(id, session, blueprint);
    putIn(token);
    boolean first = session.tokenCame();
    undo.add(
        () -> {
          takeOut(token);
          session.tokenNeverCame(first);
        });
    if (first) {
      changes.changed(session);
    }
    return token;
  }
}
