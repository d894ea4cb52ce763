package dev.tokend.monitor.event;

import dev.tokend.kacs.sid.Sid;

/** One part of a token that an adjustment has changed, from what to what. */
public sealed interface Adjustment {
  /**
   * The privilege words; one bit for each privilege.
   *
   * @param presentBefore present before
   * @param enabledBefore enabled before
   * @param present present now
   * @param enabled enabled now
   */
  record Privileges(long presentBefore, long enabledBefore, long present, long enabled) implements Adjustment {}

  /**
   * A group.
   *
   * @param index its index in the token, from 0
   * @param sid its SID
   * @param enabled whether it is enabled now; it was the other before
   */
  record Group(int index, Sid sid, boolean enabled) implements Adjustment {}

  /**
   * The default owner of new objects.
   *
   * @param before the owner before
   * @param after the owner now
   */
  record Owner(Sid before, Sid after) implements Adjustment {}

  /**
   * The primary group.
   *
   * @param before the group before
   * @param after the group now
   */
  record PrimaryGroup(Sid before, Sid after) implements Adjustment {}

  /**
   * The DACL that new objects get.
   *
   * @param present whether there is one now
   */
  record DefaultDacl(boolean present) implements Adjustment {}

  /**
   * The interactivity scope.
   *
   * @param before the scope before, unsigned
   * @param after the scope now, unsigned
   */
  record Scope(int before, int after) implements Adjustment {}

  /** The token's own security descriptor. */
  record Security() implements Adjustment {}
}
