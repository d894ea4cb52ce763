package dev.tokend.monitor.refusal;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;

/**
 * One row of a check table: the operation it guards, the errno it fails with, and its reason in words.
 *
 * <p>Rules are constants of the operation that checks them, so that each refusal can be traced to exactly one of them.
 *
 * @param operation what was being done
 * @param errno what the caller gets
 * @param check the section and row, and a few words: "tokens §9.2 row 6 (process access)"
 * @param reason why this row refuses, as a sentence without a full stop
 */
public record Rule(Operation operation, Errno errno, String check, String reason) {
  /**
   * A row of the operation's own table.
   *
   * @param row the number as the table prints it: "6", "5a", or "2a" for the first of two conditions of row 2
   * @param words what the row looks at
   */
  public static Rule row(Operation operation, String row, Errno errno, String words, String reason) {
    return at(operation, operation.section() + " row " + row, errno, words, reason);
  }

  /**
   * A rule outside the operation's own table.
   *
   * @param place section, with the row where there is one: "tokens §17.1 row 2"
   * @param words what the rule looks at
   */
  public static Rule at(Operation operation, String place, Errno errno, String words, String reason) {
    return new Rule(operation, errno, place + " (" + words + ")", reason);
  }

  /** The same row, where it refuses for another reason than the usual one. */
  public Rule because(String otherReason) {
    return new Rule(operation, errno, check, otherReason);
  }

  /** The refusal that this rule gives. */
  public Refusal refuse() {
    return new Refusal(this, null, null);
  }

  /** The refusal that this rule gives when a missing privilege is the cause. */
  public Refusal refuse(Privilege missing) {
    return new Refusal(this, new Need.PrivilegeNeeded(missing), null);
  }

  /** The refusal that this rule gives when {@code need} is missing. */
  public Refusal refuse(Need need) {
    return new Refusal(this, need, null);
  }
}
