package dev.tokend.monitor.operation.query;

import dev.tokend.kacs.catalog.AuditPolicyFlag;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.monitor.event.PrivilegeUsed;
import dev.tokend.monitor.gate.AccessGate;
import dev.tokend.monitor.gate.Callers;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;
import java.util.List;

/**
 * Asks whether the effective token holds every one of a list of privileges (tokens §19). It is no access check: tokens
 * of dead sessions and at Identification may ask too.
 */
public final class PrivilegeCheck {
  /** Flag: every one is required, which is so without it too. */
  public static final int ALL_REQUIRED = 0x1;

  private static final Rule FLAGS =
      Rule.row(Operation.PRIVILEGE_CHECK, "1", Errno.EINVAL, "flags", "an unknown flag is set");
  private static final Rule IDS =
      Rule.row(
          Operation.PRIVILEGE_CHECK,
          "2",
          Errno.EINVAL,
          "privilege numbers",
          "no privilege is named, or one with a number above 63");
  private static final Rule HELD =
      Rule.row(
          Operation.PRIVILEGE_CHECK,
          "3",
          Errno.EPERM,
          "privileges",
          "a privilege is not present and enabled in the effective token");

  private final MonitorState state;

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param privileges bit numbers, unsigned; naming one twice does no harm
   * @param flags 0 or {@link #ALL_REQUIRED}
   */
  public record Request(Caller caller, List<Integer> privileges, int flags) {
    /** Copies the list. */
    public Request {
      privileges = List.copyOf(privileges);
    }
  }

  /** The operation over {@code state}. */
  public PrivilegeCheck(MonitorState state) {
    this.state = state;
  }

  /**
   * Succeeds if all are held, and marks all of them used in one step.
   *
   * @throws Refusal EINVAL for flags or numbers; EPERM if one is not held
   */
  public void execute(Request request) throws Refusal {
    if ((request.flags() & ~ALL_REQUIRED) != 0) {
      throw FLAGS.refuse();
    }
    long asked = mask(request.privileges());
    Token effective = Callers.effective(Operation.PRIVILEGE_CHECK, request.caller());
    long missing = asked & ~(effective.privileges().present() & effective.privileges().enabled());
    if (missing != 0) {
      emit(request.caller(), effective, missing, AuditPolicyFlag.PRIVILEGE_USE_FAILURE, false);
      Privilege first = Privilege.byBit(Long.numberOfTrailingZeros(missing));
      throw first == null ? HELD.refuse() : HELD.refuse(first);
    }
    emit(request.caller(), effective, asked, AuditPolicyFlag.PRIVILEGE_USE_SUCCESS, true);
    state.markUsed(effective, asked);
  }

  private static long mask(List<Integer> privileges) throws Refusal {
    long mask = 0;
    for (int bit : privileges) {
      if (Integer.compareUnsigned(bit, Long.SIZE) >= 0) {
        throw IDS.refuse();
      }
      mask |= 1L << bit;
    }
    if (mask == 0) {
      throw IDS.refuse();
    }
    return mask;
  }

  /** One record for each privilege in {@code mask}, if the token's audit policy wants any. */
  private void emit(Caller caller, Token effective, long mask, AuditPolicyFlag wanted, boolean success) {
    if ((effective.identity().policies().audit() & wanted.value()) == 0) {
      return;
    }
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if ((mask & 1L << bit) != 0) {
        state.emit(
            new PrivilegeUsed(AccessGate.eventSubject(caller, effective), null, bit, 0, 0, success));
      }
    }
  }
}
