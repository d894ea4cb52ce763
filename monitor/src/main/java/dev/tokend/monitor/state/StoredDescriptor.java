package dev.tokend.monitor.state;

import dev.tokend.kacs.access.PreparedDescriptor;
import dev.tokend.kacs.sd.SecurityDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A security descriptor that guards something, with the form that access checks use beside it. Immutable as a value,
 * and shared by everything that it guards alike; the prepared form is made at the first check.
 */
public final class StoredDescriptor {
  private final SecurityDescriptor descriptor;
  private @Nullable PreparedDescriptor prepared;
  private int hash;

  private StoredDescriptor(SecurityDescriptor descriptor) {
    this.descriptor = descriptor;
  }

  /** Stores {@code descriptor}. */
  public static StoredDescriptor of(SecurityDescriptor descriptor) {
    return new StoredDescriptor(descriptor);
  }

  /** The descriptor as it was given. */
  public SecurityDescriptor descriptor() {
    return descriptor;
  }

  /** The descriptor as access checks use it. */
  public PreparedDescriptor prepared() {
    PreparedDescriptor current = prepared;
    if (current == null) {
      current = PreparedDescriptor.of(descriptor);
      prepared = current;
    }
    return current;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoredDescriptor that && descriptor.equals(that.descriptor);
  }

  @Override
  public int hashCode() {
    int known = hash;
    if (known == 0) {
      known = descriptor.hashCode();
      hash = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return descriptor.toString();
  }
}
