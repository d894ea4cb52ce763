package dev.tokend.monitor.operation.adjust;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.DescriptorException;
import dev.tokend.kacs.sd.DescriptorParts;
import dev.tokend.kacs.sd.MandatoryLabels;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sd.SecurityInformation;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Token;
import org.jspecify.annotations.Nullable;

/** What may stand in the parts of a new security descriptor: rows 5 to 7 of the set table (tokens §16). */
final class PartRules {
  private static final Rule OWNER = row("5", Errno.EINVAL, "owner", "the descriptor names no owner");
  private static final Rule OWNER_CHOICE =
      row("5a", Errno.EACCES, "owner", "the owner is neither the caller nor a group of the caller that may own");
  private static final Rule ATTRIBUTES =
      row("6", Errno.EACCES, "mandatory attributes", "a mandatory resource attribute would be lost or changed");
  private static final Rule LABEL_SHAPE =
      row("7", Errno.EINVAL, "label", "there is not exactly one valid label that takes effect");
  private static final Rule LABEL_LEVEL =
      row("7", Errno.EACCES, "label", "the label is above the caller's integrity level");

  private PartRules() {}

  /**
   * Passes if {@code effective} may put the named parts of {@code input} in the place of those of {@code before}.
   *
   * @return the privileges that it needed for it, one bit each
   * @throws Refusal the first row that fails
   */
  static long require(Token effective, SecurityDescriptor before, SecurityDescriptor input, int parts)
      throws Refusal {
    long relied = 0;
    if ((parts & SecurityInformation.OWNER) != 0) {
      relied |= requireOwner(effective, input.owner());
    }
    if ((parts & SecurityInformation.SACL) != 0) {
      relied |= requireAttributes(effective, before.sacl(), input.sacl());
      relied |= requireLabels(effective, input.sacl());
    }
    if ((parts & SecurityInformation.LABEL) != 0) {
      requireOneLabel(input.sacl());
      relied |= requireLabels(effective, input.sacl());
    }
    return relied;
  }

  private static long requireOwner(Token effective, @Nullable Sid owner) throws Refusal {
    if (owner == null) {
      throw OWNER.refuse();
    }
    if (DescriptorParts.mayBecomeOwner(owner, effective.user(), effective.groups())) {
      return 0;
    }
    return rely(effective, Privilege.SE_RESTORE, OWNER_CHOICE);
  }

  private static long requireAttributes(Token effective, @Nullable Acl before, @Nullable Acl after) throws Refusal {
    return DescriptorParts.dropsMandatoryAttribute(before, after)
        ? rely(effective, Privilege.SE_TCB, ATTRIBUTES)
        : 0;
  }

  private static void requireOneLabel(@Nullable Acl sacl) throws Refusal {
    if (sacl != null && (sacl.aces().size() != 1 || MandatoryLabels.effective(sacl) == null)) {
      throw LABEL_SHAPE.refuse();
    }
  }

  private static long requireLabels(Token effective, @Nullable Acl sacl) throws Refusal {
    long highest;
    try {
      highest = MandatoryLabels.highest(sacl);
    } catch (DescriptorException e) {
      throw LABEL_SHAPE.refuse();
    }
    return highest <= Integer.toUnsignedLong(effective.identity().integrityLevel())
        ? 0
        : rely(effective, Privilege.SE_RELABEL, LABEL_LEVEL);
  }

  private static long rely(Token effective, Privilege privilege, Rule otherwise) throws Refusal {
    if (!effective.holds(privilege)) {
      throw otherwise.refuse(privilege);
    }
    return privilege.mask();
  }

  private static Rule row(String row, Errno errno, String words, String reason) {
    return Rule.row(Operation.SET_SECURITY, row, errno, words, reason);
  }
}
