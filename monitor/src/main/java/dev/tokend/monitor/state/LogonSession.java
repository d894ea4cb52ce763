package dev.tokend.monitor.state;

import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.monitor.event.SessionCreated;
import dev.tokend.monitor.event.SessionDestroyed;
import dev.tokend.monitor.event.SessionInvalidated;
import org.jspecify.annotations.Nullable;

/** A logon session: where a set of tokens comes from, and the one switch that turns them all off (tokens §4). */
public final class LogonSession {
  private final long id;
  private final SessionBlueprint blueprint;
  private final Sid logonSid;
  private final SecurityDescriptor descriptor;
  private final boolean requested;
  private boolean dead;
  private boolean hadToken;
  private int liveTokens;
  private int embedderReferences;
  private @Nullable LinkedPair pair;

  LogonSession(long id, SessionBlueprint blueprint, SecurityDescriptor descriptor, boolean requested) {
    this.id = id;
    this.blueprint = blueprint;
    this.logonSid = Sid.logon(id);
    this.descriptor = descriptor;
    this.requested = requested;
  }

  /** The session's id, which its tokens carry as auth_id. */
  public long id() {
    return id;
  }

  /** How the user logged on. */
  public LogonType logonType() {
    return blueprint.logonType();
  }

  /** Who logged on; not necessarily the user of the session's tokens. */
  public Sid user() {
    return blueprint.user();
  }

  /** What authenticated the user; may be empty. */
  public String authPackage() {
    return blueprint.authPackage();
  }

  /** Unix seconds. */
  public long createdAt() {
    return blueprint.createdAt();
  }

  /** S-1-5-5-{id &gt;&gt; 32}-{id &amp; 0xFFFFFFFF}. */
  public Sid logonSid() {
    return logonSid;
  }

  /** The session's own descriptor; stored, read by nothing. */
  public SecurityDescriptor descriptor() {
    return descriptor;
  }

  /** Whether the session was invalidated: every access check with one of its tokens as subject fails. */
  public boolean isDead() {
    return dead;
  }

  /** Whether a caller asked for the session (tokens §20), so that nothing can open it again as it was. */
  public boolean isRequested() {
    return requested;
  }

  /** Whether the session ever had a token: one that had ends with its last one (tokens §4). */
  public boolean hadToken() {
    return hadToken;
  }

  /** What opened it. */
  public SessionBlueprint blueprint() {
    return blueprint;
  }

  /** How many token objects belong to the session. */
  public int liveTokens() {
    return liveTokens;
  }

  /** Whether nothing keeps the session: no live token and no reference of the embedder's (tokens §4). */
  public boolean isEmpty() {
    return liveTokens == 0 && embedderReferences == 0;
  }

  /** Whether the embedder keeps the session even while it has no token. */
  public boolean isKept() {
    return embedderReferences > 0;
  }

  /** The elevation pair, if one is linked. */
  public @Nullable LinkedPair pair() {
    return pair;
  }

  /** The event that tells of its publication. */
  SessionCreated created() {
    return new SessionCreated(id, user(), logonType(), authPackage(), createdAt());
  }

  /** The event that tells of its end. */
  SessionDestroyed destroyed() {
    return new SessionDestroyed(id, user(), logonType(), authPackage(), createdAt());
  }

  /** The event that tells of its invalidation. */
  SessionInvalidated invalidated() {
    return new SessionInvalidated(id, user(), logonType(), authPackage(), createdAt());
  }

  void setDead(boolean isDead) {
    dead = isDead;
  }

  /** Yields whether it is the first one ever. */
  boolean tokenCame() {
    liveTokens++;
    boolean first = !hadToken;
    hadToken = true;
    return first;
  }

  void tokenWent() {
    liveTokens--;
  }

  /** A coming that did not last. */
  void tokenNeverCame(boolean wasFirst) {
    liveTokens--;
    hadToken = !wasFirst;
  }

  /** The going that did not last. */
  void tokenNeverWent() {
    liveTokens++;
  }

  void embedderHolds() {
    embedderReferences++;
  }

  void embedderLetsGo() {
    if (embedderReferences == 0) {
      throw new IllegalStateException("the embedder does not hold " + this);
    }
    embedderReferences--;
  }

  void setPair(@Nullable LinkedPair newPair) {
    pair = newPair;
  }

  /** Whether nothing but the pair is left, and the pair is held by nothing but its slots (tokens §4, lifetime). */
  boolean holdsOnlyItsPair() {
    return pair != null
        && embedderReferences == 0
        && liveTokens == 2
        && isHeldByItsSlotOnly(pair.elevated())
        && isHeldByItsSlotOnly(pair.filtered());
  }

  private static boolean isHeldByItsSlotOnly(Token token) {
    return token.references() == 1 && token.references(HolderKind.PAIR_SLOT) == 1;
  }

  @Override
  public String toString() {
    return "session " + Long.toUnsignedString(id);
  }
}
