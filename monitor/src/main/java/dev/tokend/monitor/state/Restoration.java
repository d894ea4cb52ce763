package dev.tokend.monitor.state;

import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.sd.SecurityDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts back what an earlier monitor held: sessions first, then tokens, then what holds them, and in the end what nothing
 * holds any more ends. What contradicts itself is refused as a whole; the monitor is of no use then.
 */
public final class Restoration {
  private final TokenTable tokens;
  private final SessionTable sessions;
  private final ProcessSlots slots;
  private final Lifetimes lifetimes;
  private final List<Token> restored = new ArrayList<>();

  /**
   * How a session was.
   *
   * @param requested whether a caller asked for it
   * @param dead whether it was invalidated
   * @param hadToken whether it ever had a token
   */
  public record SessionFlags(boolean requested, boolean dead, boolean hadToken) {}

  Restoration(TokenTable tokens, SessionTable sessions, ProcessSlots slots, Lifetimes lifetimes) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.slots = slots;
    this.lifetimes = lifetimes;
  }

  /**
   * A session. Of a built-in one only whether it is dead is taken.
   *
   * @throws IllegalArgumentException if there is another one with that id
   */
  public LogonSession session(long id, SessionBlueprint blueprint, SecurityDescriptor descriptor, SessionFlags flags) {
    LogonSession session = sessions.find(id);
    if (session == null) {
      session = sessions.publish(id, blueprint, descriptor, flags.requested());
    } else if (id >= IdSeeds.FIRST_DYNAMIC) {
      throw new IllegalArgumentException("two sessions " + id);
    }
    session.setDead(flags.dead());
    if (flags.hadToken()) {
      session.tokenCame();
      session.tokenWent();
    }
    return session;
  }

  /**
   * A token as it was. Of a built-in one the adjustable fields are taken.
   *
   * @throws IllegalArgumentException if there is another one with that id, or its session is not published
   */
  public Token token(long id, long modifiedId, TokenBlueprint blueprint) {
    LogonSession session = sessions.find(blueprint.authId());
    Token there = tokens.find(id);
    if (there != null && there.references(HolderKind.BUILT_IN) > 0) {
      tokens.setAgain(there, blueprint.state(), modifiedId);
      return there;
    }
    if (there != null || session == null) {
      throw new IllegalArgumentException(there != null ? "two tokens " + id : "token " + id + " has no session");
    }
    Token token = tokens.addAgain(id, modifiedId, session, blueprint);
    restored.add(token);
    return token;
  }

  /** The token with this id, or null. */
  public @Nullable Token find(long id) {
    return tokens.find(id);
  }

  /**
   * The elevation pair of a session, whose tokens have their roles already.
   *
   * @throws IllegalArgumentException if the two are the same, or one is not of the session
   */
  public void pair(long sessionId, Token elevated, Token filtered) {
    LogonSession session = sessions.find(sessionId);
    if (session == null || elevated == filtered || elevated.session() != session || filtered.session() != session) {
      throw new IllegalArgumentException("no pair of session " + sessionId);
    }
    lifetimes.link(session, new LinkedPair(elevated, filtered));
  }

  /** A process that still lives, with its primary token. */
  public ProcessState process(long key, PipLabel pip, StoredDescriptor descriptor, Token primary) {
    return slots.add(new ProcessState(key, pip, descriptor), primary);
  }

  /** Such a process was bound to its token. */
  public void bound(ProcessState process) {
    slots.bind(process);
  }

  /** A thread of such a process acted as another, and still lives. */
  public void impersonates(ProcessState process, int tid, Token token) {
    slots.impersonate(process, tid, token);
  }

  /** A token that the embedder keeps. */
  public HeldToken keep(Token token) {
    lifetimes.retain(token, HolderKind.KEPT);
    return new HeldToken(token, HolderKind.KEPT);
  }

  /** Ends what nothing holds: tokens, sessions that had some, and those of which nothing but the pair is left. */
  public void finish() {
    for (Token token : restored) {
      if (token.references() == 0) {
        // With a holder that comes and goes, it ends as any token does.
        lifetimes.retain(token, HolderKind.HANDLE);
        lifetimes.release(token, HolderKind.HANDLE);
      }
    }
    for (LogonSession session : List.copyOf(sessions.published())) {
      if (session.hadToken()) {
        lifetimes.endIfUnheld(session);
      }
    }
  }
}
