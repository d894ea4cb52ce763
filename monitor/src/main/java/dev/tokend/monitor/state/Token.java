package dev.tokend.monitor.state;

import dev.tokend.kacs.access.Subject;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token: the whole answer to "who is this code acting as" (tokens §2). Every holder sees the same object; identity
 * never changes, the {@linkplain #state() adjustable part} is replaced as a whole by each adjustment.
 */
public final class Token {
  private final long id;
  private final LogonSession session;
  private final TokenIdentity identity;
  private final TokenType type;
  private final ImpersonationLevel level;
  private final GroupStates groupDefaults;
  private final References references = new References();
  private TokenState state;
  private long modifiedId;
  private @Nullable Subject subject;
  private boolean subjectDead;

  Token(long id, LogonSession session, TokenBlueprint blueprint) {
    this.id = id;
    this.session = session;
    this.identity = blueprint.identity();
    this.type = blueprint.type();
    this.level = blueprint.level();
    this.groupDefaults = blueprint.groupDefaults();
    this.state = blueprint.state();
    this.modifiedId = id;
  }

  /** The token's identity as an object, unsigned: unique, never reused. */
  public long id() {
    return id;
  }

  /** The logon session; its id is the token's auth_id. */
  public LogonSession session() {
    return session;
  }

  /** The fields that nothing can adjust. */
  public TokenIdentity identity() {
    return identity;
  }

  /** The principal. */
  public Sid user() {
    return identity.user();
  }

  /** Primary or Impersonation. */
  public TokenType type() {
    return type;
  }

  /** How far the holder may go with an Impersonation token; Anonymous, without meaning, on a Primary one. */
  public ImpersonationLevel level() {
    return level;
  }

  /** The ENABLED bits to which a reset of the groups returns. */
  public GroupStates groupDefaults() {
    return groupDefaults;
  }

  /** The adjustable fields as they are now. */
  public TokenState state() {
    return state;
  }

  /** The groups in token order with their attributes as they are now. */
  public List<SidAndAttributes> groups() {
    return identity.groups().with(state.enabledGroups());
  }

  /** The privilege words as they are now. */
  public PrivilegeState privileges() {
    return state.privileges();
  }

  /** Whether {@code privilege} is present and enabled. */
  public boolean holds(Privilege privilege) {
    return state.privileges().holds(privilege.mask());
  }

  /** The token's role in an elevation pair. */
  public ElevationType elevation() {
    return state.elevation();
  }

  /** The token's own security descriptor. */
  public StoredDescriptor descriptor() {
    return state.descriptor();
  }

  /** The default owner of new objects. */
  public Sid owner() {
    return sidAt(state.defaults().ownerIndex());
  }

  /** The default group of new objects. */
  public Sid primaryGroup() {
    return sidAt(state.defaults().primaryGroupIndex());
  }

  /** Starts equal to {@link #id()} and grows with each adjustment; compare two readings for equality only. */
  public long modifiedId() {
    return modifiedId;
  }

  /** Whether an adjustment has ever succeeded on this object. */
  public boolean isAdjusted() {
    return modifiedId != id;
  }

  /** Whether the token is restricted (tokens §3.4). */
  public boolean isRestricted() {
    return identity.isRestricted();
  }

  /** What an access check needs of this token as it is now; made once and kept until something in it changes. */
  public Subject subject() {
    Subject current = subject;
    if (current == null || subjectDead != session.isDead()) {
      current = Subjects.of(this);
      subject = current;
      subjectDead = session.isDead();
    }
    return current;
  }

  /** Every field value of this token as it is now: the start of each derivation. */
  public TokenBlueprint blueprint() {
    return new TokenBlueprint(session.id(), identity, type, level, groupDefaults, state);
  }

  /** How many references are held. */
  public int references() {
    return references.total();
  }

  /** How many references are held by holders of one kind. */
  public int references(HolderKind kind) {
    return references.count(kind);
  }

  References counts() {
    return references;
  }

  /** Back to how it was before a change that did not last. */
  void restore(TokenState earlierState, long earlierModifiedId) {
    replace(earlierState);
    modifiedId = earlierModifiedId;
  }

  /** One successful adjustment (tokens §2, modified_id). */
  void adjust(TokenState newState) {
    modifiedId++;
    replace(newState);
  }

  /** A change that is no adjustment: privileges used, elevation. */
  void replace(TokenState newState) {
    boolean sameSubject =
        newState.enabledGroups().equals(state.enabledGroups())
            && newState.privileges().present() == state.privileges().present()
            && newState.privileges().enabled() == state.privileges().enabled();
    if (!sameSubject) {
      subject = null;
    }
    state = newState;
  }

  private Sid sidAt(int index) {
    return index == 0 ? identity.user() : identity.groups().sid(index - 1);
  }

  @Override
  public String toString() {
    return "token " + Long.toUnsignedString(id) + " of " + user();
  }
}
