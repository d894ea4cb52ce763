package dev.tokend.monitor.operation.adjust;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.BasicAce;
import dev.tokend.kacs.sd.ResourceAttributeAce;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.monitor.gate.Labels;
import dev.tokend.monitor.gate.SecurityParts;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.GroupList;
import dev.tokend.monitor.state.Token;
import java.util.List;
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
    if (SecurityParts.has(parts, SecurityParts.OWNER)) {
      relied |= requireOwner(effective, input.owner());
    }
    if (SecurityParts.has(parts, SecurityParts.SACL)) {
      relied |= requireAttributes(effective, before.sacl(), input.sacl());
      relied |= requireLabels(effective, input.sacl());
    }
    if (SecurityParts.has(parts, SecurityParts.LABEL)) {
      requireOneLabel(input.sacl());
      relied |= requireLabels(effective, input.sacl());
    }
    return relied;
  }

  private static long requireOwner(Token effective, @Nullable Sid owner) throws Refusal {
    if (owner == null) {
      throw OWNER.refuse();
    }
    if (owner.equals(effective.user()) || isOwnerGroup(effective.identity().groups(), owner)) {
      return 0;
    }
    return rely(effective, Privilege.SE_RESTORE, OWNER_CHOICE);
  }

  private static boolean isOwnerGroup(GroupList groups, Sid owner) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.has(i, GroupAttributes.OWNER) && groups.sid(i).equals(owner)) {
        return true;
      }
    }
    return false;
  }

  private static long requireAttributes(Token effective, @Nullable Acl before, @Nullable Acl after) throws Refusal {
    if (before == null) {
      return 0;
    }
    List<Ace> kept = after == null ? List.of() : after.aces();
    for (Ace ace : before.aces()) {
      if (ace instanceof ResourceAttributeAce attribute
          && attribute.claim().isMandatory()
          && !kept.contains(attribute)) {
        return rely(effective, Privilege.SE_TCB, ATTRIBUTES);
      }
    }
    return 0;
  }

  private static void requireOneLabel(@Nullable Acl sacl) throws Refusal {
    if (sacl != null && (sacl.aces().size() != 1 || Labels.effective(sacl) == null)) {
      throw LABEL_SHAPE.refuse();
    }
  }

  private static long requireLabels(Token effective, @Nullable Acl sacl) throws Refusal {
    long relied = 0;
    for (Ace ace : sacl == null ? List.<Ace>of() : sacl.aces()) {
      if (ace instanceof BasicAce label && Labels.isLabel(label)) {
        relied |= requireLevel(effective, label);
      }
    }
    return relied;
  }

  private static long requireLevel(Token effective, BasicAce label) throws Refusal {
    if (!Labels.isLabelSid(label.sid())) {
      throw LABEL_SHAPE.refuse();
    }
    if (Integer.compareUnsigned(label.sid().rid(), effective.identity().integrityLevel()) <= 0) {
      return 0;
    }
    return rely(effective, Privilege.SE_RELABEL, LABEL_LEVEL);
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
