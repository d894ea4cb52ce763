package dev.tokend.monitor.refusal;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sid.Sid;
import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An operation was refused and nothing has changed, except that an access check may have emitted audit events and
 * marked privileges used (tokens §7 steps 14 and 15).
 *
 * <p>No stack trace is filled in: a refusal is a result, not a defect.
 */
public sealed class Refusal extends Exception permits BufferTooSmall {
  @Serial private static final long serialVersionUID = 1L;

  private final Rule rule;
  private final @Nullable Need need;
  private final @Nullable Sid targetUser;

  /**
   * @param rule the row that decided
   * @param need what was missing, where one thing can be named
   * @param targetUser the user of the token that the caller tried to reach, where there is one
   */
  public Refusal(Rule rule, @Nullable Need need, @Nullable Sid targetUser) {
    super(rule.operation().label() + ": " + rule.reason(), null, false, false);
    this.rule = Objects.requireNonNull(rule);
    this.need = need;
    this.targetUser = targetUser;
  }

  /** The row that decided. */
  public final Rule rule() {
    return rule;
  }

  /** The Linux errno of the failure. */
  public final Errno errno() {
    return rule.errno();
  }

  /** What was being done. */
  public final Operation operation() {
    return rule.operation();
  }

  /** The section and row that decided, and a few words: "tokens §9.2 row 6 (process access)". */
  public final String check() {
    return rule.check();
  }

  /** Why, as a sentence without a full stop. */
  public final String reason() {
    return rule.reason();
  }

  /** What was missing, where one thing can be named. */
  public final @Nullable Need need() {
    return need;
  }

  /** The user of the token that the caller tried to reach, where there is one. */
  public final @Nullable Sid targetUser() {
    return targetUser;
  }
}
