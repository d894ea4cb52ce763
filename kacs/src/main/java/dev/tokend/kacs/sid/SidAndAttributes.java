package dev.tokend.kacs.sid;

/**
 * A SID of a token with its attribute bits (KACS v0.22 §2.1).
 *
 * @param sid the group
 * @param attributes bits of {@link GroupAttributes}; unknown ones are kept
 */
public record SidAndAttributes(Sid sid, int attributes) {
  /** Whether the group is on. */
  public boolean isEnabled() {
    return has(GroupAttributes.ENABLED);
  }

  /** Whether the group matches deny entries only. */
  public boolean isDenyOnly() {
    return has(GroupAttributes.USE_FOR_DENY_ONLY);
  }

  /** Whether the group cannot be turned off. */
  public boolean isMandatory() {
    return has(GroupAttributes.MANDATORY);
  }

  /** Whether the group was on when the token was made. */
  public boolean isEnabledByDefault() {
    return has(GroupAttributes.ENABLED_BY_DEFAULT);
  }

  /** Whether the group may be chosen as owner of new objects. */
  public boolean isOwner() {
    return has(GroupAttributes.OWNER);
  }

  /** Whether this is a logon SID: both bits of {@link GroupAttributes#LOGON_ID} are set. */
  public boolean isLogonId() {
    return has(GroupAttributes.LOGON_ID);
  }

  /** Whether an allow entry may match: on, and not for deny only (KACS v0.22 §2.1). */
  public boolean matchesAllow() {
    return isEnabled() && !isDenyOnly();
  }

  /** Whether a deny entry may match: on, or for deny only (KACS v0.22 §2.1). */
  public boolean matchesDeny() {
    return isEnabled() || isDenyOnly();
  }

  /** The same SID with other attributes. */
  public SidAndAttributes withAttributes(int newAttributes) {
    return new SidAndAttributes(sid, newAttributes);
  }

  private boolean has(int bits) {
    return (attributes & bits) == bits;
  }
}
