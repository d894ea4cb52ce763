package dev.tokend.kacs.access;

/** Whether a conditional ACE of the DACL applies. */
final class ConditionGate {
  private ConditionGate() {}

  /** An UNKNOWN condition: an allow ACE is skipped, a deny ACE applies (conditions §4). */
  static boolean applies(boolean allow) {
    return !allow;
  }
}
