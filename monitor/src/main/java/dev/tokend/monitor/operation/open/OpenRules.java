package dev.tokend.monitor.operation.open;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Rule;

/** Rows that the check tables of several open operations have in common; each operation keeps its own numbers. */
final class OpenRules {
  private OpenRules() {}

  static Rule mask(Operation operation, String row) {
    return Rule.row(
        operation, row, Errno.EINVAL, "requested mask", "the access mask is 0 or has a bit that no token has");
  }

  static Rule caller(Operation operation, String row) {
    return Rule.row(operation, row, Errno.EACCES, "caller", "the caller has no token");
  }

  static Rule process(Operation operation, String row) {
    return Rule.row(
        operation, row, Errno.EACCES, "process access", "the process does not let the caller look at its token");
  }

  static Rule access(Operation operation, String row) {
    return Rule.row(
        operation, row, Errno.EACCES, "token access", "the token's security descriptor does not grant the access");
  }
}
