package dev.tokend.monitor.gate;

import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Handle;

/** What a handle must be for an operation on it (tokens §6.1). */
public final class HandleGate {
  private HandleGate() {}

  /**
   * Passes if the handle carries the right that the operation needs and is of a kind that may be asked this.
   *
   * @param rule the operation's first row
   * @throws Refusal {@code rule}, with the right
   * @throws IllegalStateException if the handle is closed
   */
  public static void require(Rule rule, Handle handle) throws Refusal {
    int right = rule.operation().handleRight();
    requireOpen(handle);
    if (handle.kind() == Handle.Kind.INSPECTION || !handle.has(right)) {
      throw refusal(rule, right, handle);
    }
  }

  /**
   * Passes if the handle carries the right, whatever its kind: only a query is asked of inspection handles too.
   *
   * @throws Refusal {@code rule}, with the right
   * @throws IllegalStateException if the handle is closed
   */
  public static void requireToQuery(Rule rule, Handle handle) throws Refusal {
    int right = rule.operation().handleRight();
    requireOpen(handle);
    if (!handle.has(right)) {
      throw refusal(rule, right, handle);
    }
  }

  private static Refusal refusal(Rule rule, int right, Handle handle) {
    return new Refusal(rule, right == 0 ? null : new Need.TokenRights(right), handle.token().user());
  }

  /**
   * Passes if the handle still holds its reference.
   *
   * @throws IllegalStateException if the handle is closed
   */
  public static void requireOpen(Handle handle) {
    if (!handle.isOpen()) {
      throw new IllegalStateException("the handle is closed");
    }
  }
}
