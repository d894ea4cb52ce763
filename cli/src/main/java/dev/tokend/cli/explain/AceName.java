package dev.tokend.cli.explain;

import dev.tokend.cli.view.AceWords;
import dev.tokend.kacs.access.AccessRequest;
import dev.tokend.kacs.access.CentralPolicy;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sddl.AclSection;
import dev.tokend.kacs.sddl.InexpressibleException;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/** Entries of ACLs as they are written. */
public final class AceName {
  private AceName() {}

  /** The entry in SDDL, {@code (A;;FR;;;WD)}; or its kind, where SDDL has no words for it. */
  public static String text(Ace ace) {
    try {
      return Sddl.printAcl(Acl.of(ace), AclSection.DACL).substring(2);
    } catch (InexpressibleException e) {
      return "an entry of the kind " + AceWords.type(ace);
    }
  }

  /** The entry with that index; null if there is none. */
  public static @Nullable Ace at(@Nullable Acl acl, int index) {
    return acl == null || index >= acl.aces().size() ? null : acl.aces().get(index);
  }

  /** The DACL of a rule of a central policy; the recovery rule's where the policy is not known. */
  public static @Nullable Acl ruleDacl(AccessRequest request, Sid policy, int rule) {
    CentralPolicy known = request.policies().policy(policy);
    CentralPolicy applied = known == null ? CentralPolicy.RECOVERY : known;
    return rule < applied.rules().size() ? applied.rules().get(rule).dacl().acl() : null;
  }
}
