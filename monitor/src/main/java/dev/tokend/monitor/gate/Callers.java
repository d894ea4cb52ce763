package dev.tokend.monitor.gate;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Token;

/**
 * The caller's tokens where an operation's own table has no row for a caller without one: a decision that would have to
 * be made without a token is a denial (tokens §1).
 */
public final class Callers {
  private Callers() {}

  /**
   * The caller's primary token.
   *
   * @throws Refusal EACCES if the caller has none
   */
  public static Token primary(Operation operation, Caller caller) throws Refusal {
    Token primary = caller.primary();
    if (primary == null) {
      throw none(operation);
    }
    return primary;
  }

  /**
   * The caller's effective token.
   *
   * @throws Refusal EACCES if the caller has none
   */
  public static Token effective(Operation operation, Caller caller) throws Refusal {
    Token effective = caller.effective();
    if (effective == null) {
      throw none(operation);
    }
    return effective;
  }

  private static Refusal none(Operation operation) {
    return Rule.at(operation, "tokens §1", Errno.EACCES, "caller", "the caller has no token").refuse();
  }
}
