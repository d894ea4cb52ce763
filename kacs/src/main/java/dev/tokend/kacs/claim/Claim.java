package dev.tokend.kacs.claim;

import dev.tokend.kacs.catalog.ClaimType;
import java.util.List;

/**
 * A named attribute with zero or more values of one type (KACS v0.22 §3.9, formats §6). Without values it reads as
 * absent.
 *
 * @param name at most 255 UTF-16 units, well-formed and without NUL; compared as {@link AttributeName} says
 * @param type a type that KACS supports, even when there are no values
 * @param flags bits of {@link ClaimFlags}; others are kept
 * @param values at most 1024, all of {@code type}
 */
public record Claim(String name, ClaimType type, int flags, List<ClaimValue> values) {
  /** The longest name in UTF-16 units, the NUL that ends it not counted. */
  public static final int MAX_NAME_UNITS = 255;

  /** The largest number of values. */
  public static final int MAX_VALUES = 1024;

  /** Refuses what the format cannot hold. */
  public Claim {
    values = List.copyOf(values);
    if (name.length() > MAX_NAME_UNITS || Utf16.firstFault(name) >= 0) {
      throw new IllegalArgumentException("not a claim name: " + name);
    }
    if (!type.supported()) {
      throw new IllegalArgumentException("claim type is not supported: " + type.label());
    }
    if (values.size() > MAX_VALUES) {
      throw new IllegalArgumentException("claim " + name + " has " + values.size() + " values, more than 1024");
    }
    for (ClaimValue value : values) {
      if (value.type() != type) {
        throw new IllegalArgumentException("claim " + name + " is " + type.label() + ", has " + value);
      }
    }
  }

  /** Whether new objects do not inherit it as a resource attribute. */
  public boolean isNonInheritable() {
    return has(ClaimFlags.NON_INHERITABLE);
  }

  /** Whether string and octet comparisons with it are exact. */
  public boolean isCaseSensitive() {
    return has(ClaimFlags.VALUE_CASE_SENSITIVE);
  }

  /** Whether conditions of allow entries do not see it. */
  public boolean isDenyOnly() {
    return has(ClaimFlags.USE_FOR_DENY_ONLY);
  }

  /** Whether no condition sees it. */
  public boolean isDisabled() {
    return has(ClaimFlags.DISABLED);
  }

  /** Whether it is protected from unprivileged change. */
  public boolean isMandatory() {
    return has(ClaimFlags.MANDATORY);
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
