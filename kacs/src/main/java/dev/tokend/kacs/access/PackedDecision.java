package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.Privilege;
import org.jspecify.annotations.Nullable;

/**
 * A decision in one {@code long}, for callers that check often and must not allocate: what {@link AccessCheck#granted}
 * returns, and the accessors for it.
 *
 * <p>Layout: bits 0 to 31 the granted mask, 32 allowed, 33 a trust label withheld something, 34 there is more to
 * report, 35 to 37 the {@link AccessError} (0 none), 38 to 42 the privileges used.
 */
public final class PackedDecision {
  private static final long ALLOWED = 1L << 32;
  private static final long TRUST_LABEL = 1L << 33;
  private static final long MORE = 1L << 34;
  private static final int ERROR_SHIFT = 35;
  private static final int USED_SHIFT = 38;

  private PackedDecision() {}

  /** The packed form of a decision of a request that the gate let through. */
  static long of(AccessDecision decision) {
    boolean more = decision.continuousAudit() != 0 || !decision.audits().isEmpty()
        || !decision.privilegeUses().isEmpty() || !decision.diagnostics().isEmpty();
    return of(decision.granted(), decision.deniedBy(), decision.privilegesUsed(), more);
  }

  static long refused(AccessError error) {
    return (long) error.code() << ERROR_SHIFT;
  }

  static long of(int granted, DeniedBy deniedBy, long privilegesUsed, boolean more) {
    return Integer.toUnsignedLong(granted)
        | (deniedBy == DeniedBy.NOTHING ? ALLOWED : 0)
        | (deniedBy == DeniedBy.TRUST_LABEL ? TRUST_LABEL : 0)
        | (more ? MORE : 0)
        | (privilegesUsed == 0 ? 0 : packPrivileges(privilegesUsed));
  }

  /** Whether every right asked for is granted. */
  public static boolean allowed(long decision) {
    return (decision & ALLOWED) != 0;
  }

  /** The rights found, which may be more than those asked for. */
  public static int granted(long decision) {
    return (int) decision;
  }

  /** What ended the check early; null if nothing did. */
  public static @Nullable AccessError error(long decision) {
    return AccessError.ofCode((int) (decision >>> ERROR_SHIFT) & 7);
  }

  /** What refused the request. */
  public static DeniedBy deniedBy(long decision) {
    if (allowed(decision)) {
      return DeniedBy.NOTHING;
    }
    if (error(decision) != null) {
      return DeniedBy.ERROR;
    }
    return (decision & TRUST_LABEL) != 0 ? DeniedBy.TRUST_LABEL : DeniedBy.ACCESS_RULES;
  }

  /** The privileges to mark as used, bit <i>n</i> for privilege number <i>n</i>. */
  public static long privilegesUsed(long decision) {
    long used = 0;
    for (int index = 0; index < PrivilegeUseAccounting.ORDER.size(); index++) {
      if ((decision & 1L << (USED_SHIFT + index)) != 0) {
        used |= PrivilegeUseAccounting.ORDER.get(index).mask();
      }
    }
    return used;
  }

  /** Whether the record form of the check may have more to tell: audit events, alarms, privilege events, policies. */
  public static boolean hasMore(long decision) {
    return (decision & MORE) != 0;
  }

  private static long packPrivileges(long mask) {
    long packed = 0;
    for (int index = 0; index < PrivilegeUseAccounting.ORDER.size(); index++) {
      Privilege privilege = PrivilegeUseAccounting.ORDER.get(index);
      packed |= (mask & privilege.mask()) != 0 ? 1L << (USED_SHIFT + index) : 0;
    }
    return packed;
  }
}
