package dev.tokend.kacs.access.naive;

import org.jspecify.annotations.Nullable;

/**
 * An ACE of a case.
 *
 * @param objectType the ObjectType GUID in text, of object ACEs that have one
 * @param inheritedObjectType the InheritedObjectType GUID in text
 * @param condition of callback ACEs
 * @param attribute of resource attribute ACEs
 * @param opaque the body after the header, of ACEs whose type has no layout
 */
public record NaiveAce(
    int type,
    int flags,
    int mask,
    String sid,
    @Nullable String objectType,
    @Nullable String inheritedObjectType,
    @Nullable NaiveCondition condition,
    @Nullable NaiveClaim attribute,
    byte @Nullable [] opaque) {

  /** An ACE with nothing but mask and SID. */
  public static NaiveAce plain(int type, int flags, int mask, String sid) {
    return new NaiveAce(type, flags, mask, sid, null, null, null, null, null);
  }

  boolean inheritOnly() {
    return (flags & 0x08) != 0;
  }

  boolean isObject() {
    return type >= 0x05 && type <= 0x08 || type == 0x0B || type == 0x0C || type == 0x0F || type == 0x10;
  }

  boolean isCallback() {
    return type >= 0x09 && type <= 0x10;
  }

  boolean isAllow() {
    return type == 0x00 || type == 0x05 || type == 0x09 || type == 0x0B;
  }

  boolean isDeny() {
    return type == 0x01 || type == 0x06 || type == 0x0A || type == 0x0C;
  }

  boolean isAudit() {
    return type == 0x02 || type == 0x07 || type == 0x0D || type == 0x0F;
  }

  boolean isAlarm() {
    return type == 0x03 || type == 0x08 || type == 0x0E || type == 0x10;
  }
}
