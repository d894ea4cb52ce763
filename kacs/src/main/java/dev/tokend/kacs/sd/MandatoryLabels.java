package dev.tokend.kacs.sd;

import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/** Finding the mandatory labels of a SACL (KACS v0.22 §10.3). */
public final class MandatoryLabels {
  private static final int LABEL_AUTHORITY = 16;

  private MandatoryLabels() {}

  /** Whether the entry is a mandatory label, of whatever shape. */
  public static boolean isLabel(Ace ace) {
    return ace.typeCode() == AceType.SYSTEM_MANDATORY_LABEL.value();
  }

  /** The label that counts: the first that is not inherit-only; null if there is none. Its SID may have any shape. */
  public static @Nullable MaskedAce effective(@Nullable Acl sacl) {
    if (sacl == null) {
      return null;
    }
    for (Ace ace : sacl.aces()) {
      if (isLabel(ace) && !ace.isInheritOnly() && ace instanceof MaskedAce label) {
        return label;
      }
    }
    return null;
  }

  /** Whether the SID is {@code S-1-16-n} with exactly one sub-authority. */
  public static boolean isLevel(Sid sid) {
    return sid.authority() == LABEL_AUTHORITY && sid.subAuthorityCount() == 1;
  }

  /**
   * The highest level of any label, inherit-only ones included since children get them: 0 to 2^32-1, or -1 if there is
   * no label.
   *
   * @throws DescriptorException if the SID of a label is not a level
   */
  public static long highest(@Nullable Acl sacl) throws DescriptorException {
    long highest = -1;
    if (sacl != null) {
      for (Ace ace : sacl.aces()) {
        if (isLabel(ace) && ace instanceof MaskedAce label) {
          if (!isLevel(label.sid())) {
            throw new DescriptorException(DescriptorException.Reason.LABEL_SHAPE);
          }
          highest = Math.max(highest, Integer.toUnsignedLong(label.sid().rid()));
        }
      }
    }
    return highest;
  }
}
