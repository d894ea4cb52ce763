package dev.tokend.monitor.gate;

import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.BasicAce;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mandatory label in a SACL: its first label ACE that is not inherit-only (tokens §7 step 6a). */
public final class Labels {
  private static final long LABEL_AUTHORITY = 16;

  private Labels() {}

  /** The effective label ACE, or null. */
  public static @Nullable BasicAce effective(@Nullable Acl sacl) {
    if (sacl != null) {
      for (Ace ace : sacl.aces()) {
        if (isEffectiveLabel(ace)) {
          return (BasicAce) ace;
        }
      }
    }
    return null;
  }

  /** Whether {@code sid} is that of a label: S-1-16-X. */
  public static boolean isLabelSid(Sid sid) {
    return sid.authority() == LABEL_AUTHORITY && sid.subAuthorityCount() == 1;
  }

  /**
   * {@code sacl} with {@code label} in the place of its effective labels, or without any; every other ACE stays.
   *
   * @return null when nothing is left
   */
  public static @Nullable Acl replace(@Nullable Acl sacl, @Nullable BasicAce label) {
    if (sacl == null) {
      return label == null ? null : Acl.of(label);
    }
    List<Ace> aces = new ArrayList<>(sacl.aces().size() + 1);
    if (label != null) {
      aces.add(label);
    }
    for (Ace ace : sacl.aces()) {
      if (!isEffectiveLabel(ace)) {
        aces.add(ace);
      }
    }
    return aces.isEmpty() ? null : sacl.withAces(aces);
  }

  /** Whether {@code ace} is a label, inherit-only or not. */
  public static boolean isLabel(Ace ace) {
    return ace instanceof BasicAce basic && basic.type() == AceType.SYSTEM_MANDATORY_LABEL;
  }

  private static boolean isEffectiveLabel(Ace ace) {
    return isLabel(ace) && !ace.isInheritOnly();
  }
}
