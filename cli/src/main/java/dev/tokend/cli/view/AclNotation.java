package dev.tokend.cli.view;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.condition.Condition;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.ConditionalAce;
import dev.tokend.kacs.sddl.AclSection;
import dev.tokend.kacs.sddl.ConditionText;
import dev.tokend.kacs.sddl.InexpressibleException;
import dev.tokend.kacs.sddl.Sddl;
import org.jspecify.annotations.Nullable;

/**
 * An ACL or a condition in SDDL.
 *
 * @param text the canonical text; null where SDDL has no words for it
 * @param obstacle what it has no words for; empty where there is a text
 */
public record AclNotation(@Nullable String text, String obstacle) {

  /** The section of a DACL: {@code D:(A;;GA;;;SY)}. */
  public static AclNotation ofDacl(Acl dacl) {
    return of(dacl, AclSection.DACL);
  }

  /** A section of a descriptor. */
  public static AclNotation of(Acl acl, AclSection section) {
    try {
      return new AclNotation(Sddl.printAcl(acl, section), "");
    } catch (InexpressibleException e) {
      return new AclNotation(null, e.part() + ": " + e.reason());
    }
  }

  /** The condition of an entry with its parentheses; null for application data that is none or has no text. */
  public static @Nullable String condition(ConditionalAce ace) {
    try {
      return ConditionText.print(Condition.decode(ace.applicationData()));
    } catch (MalformedException | InexpressibleException e) {
      return null;
    }
  }
}
