package dev.tokend.monitor.state;

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
  private final Sharing sharing = new Sharing();

  TokenTable(long firstId) {
    this.ids = new IdCounter(firstId, -1L);
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

  void remove(Token token) {
    live.remove(token.id());
    data.add(token.user(), -TokenData.size(token.identity(), token.state()));
  }

  /** What tokens have alike. */
  Sharing sharing() {
    return sharing;
  }

  /** What the tokens hold. */
  TokenData data() {
    return data;
  }

  /** Replaces the adjustable fields of a token: one successful adjustment (tokens §2, modified_id). */
  void adjust(Token token, TokenState newState) {
    long before = TokenData.size(token.identity(), token.state());
    data.add(token.user(), TokenData.size(token.identity(), newState) - before);
    token.adjust(newState);
  }

  private Token add(long id, LogonSession session, TokenBlueprint blueprint) {
    Token token = new Token(id, session, sharing.shared(blueprint));
    live.put(id, token);
    data.add(token.user(), TokenData.size(token.identity(), token.state()));
    session.tokenCame();
    return token;
  }
}
