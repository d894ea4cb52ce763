package dev.tokend.kacs.sd;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reading and setting parts of a descriptor (security-descriptors §9, tokens §16). Who may is decided by
 * the caller, who asks here what the change would be.
 */
public final class DescriptorParts {
  private DescriptorParts() {}

  /**
   * A descriptor of these parts alone, with the control bits that belong to them. For {@link SecurityInformation#LABEL}
   * it has a SACL of just the label that counts, or none.
   *
   * @param parts bits of {@link SecurityInformation}
   */
  public static SecurityDescriptor select(SecurityDescriptor descriptor, int parts) {
    SecurityDescriptorBuilder subset =
        SecurityDescriptor.builder().control(descriptor.control() & SecurityInformation.controlBits(parts));
    if ((parts & SecurityInformation.OWNER) != 0) {
      subset.owner(descriptor.owner());
    }
    if ((parts & SecurityInformation.GROUP) != 0) {
      subset.group(descriptor.group());
    }
    if ((parts & SecurityInformation.DACL) != 0) {
      subset.dacl(descriptor.dacl());
    }
    if ((parts & SecurityInformation.SACL) != 0) {
      subset.sacl(descriptor.sacl());
    }
    if ((parts & SecurityInformation.LABEL) != 0) {
      MaskedAce label = MandatoryLabels.effective(descriptor.sacl());
      subset.sacl(label == null ? null : Acl.of(label));
    }
    return subset.build();
  }

  /**
   * The descriptor with these parts, and the control bits that belong to them, taken from another one; everything else
   * stays. A part that the other one lacks is removed: without a DACL everything is granted.
   *
   * @param parts bits of {@link SecurityInformation}
   * @throws DescriptorException if the result would have no owner or be too large, or the input is not the shape of a
   *     label
   */
  public static SecurityDescriptor replace(SecurityDescriptor current, SecurityDescriptor input, int parts)
      throws DescriptorException {
    int bits = SecurityInformation.controlBits(parts);
    SecurityDescriptorBuilder result =
        current.toBuilder().control((current.control() & ~bits) | (input.control() & bits));
    if ((parts & SecurityInformation.OWNER) != 0) {
      result.owner(input.owner());
    }
    if ((parts & SecurityInformation.GROUP) != 0) {
      result.group(input.group());
    }
    if ((parts & SecurityInformation.DACL) != 0) {
      result.dacl(input.dacl());
    }
    if ((parts & SecurityInformation.SACL) != 0) {
      result.sacl(input.sacl());
    }
    if ((parts & SecurityInformation.LABEL) != 0) {
      result.sacl(withLabel(current.sacl(), label(input.sacl())));
    }
    boolean ownerless = ((parts & SecurityInformation.OWNER) != 0 ? input : current).owner() == null;
    if (ownerless) {
      throw new DescriptorException(DescriptorException.Reason.NO_OWNER);
    }
    return build(result);
  }

  /**
   * Whether replacing the SACL would remove or change a resource attribute with MANDATORY: each must reappear byte for
   * byte, as often as it was there (security-descriptors §9).
   */
  public static boolean dropsMandatoryAttribute(@Nullable Acl current, @Nullable Acl input) {
    if (current == null) {
      return false;
    }
    List<Ace> left = input == null ? new ArrayList<>() : new ArrayList<>(input.aces());
    for (Ace ace : current.aces()) {
      if (ace instanceof ResourceAttributeAce attribute && attribute.claim().isMandatory() && !left.remove(ace)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether someone may make {@code newOwner} the owner, who has WRITE_OWNER already (security-descriptors §6.3): it is
   * the user, or a group with SE_GROUP_OWNER whether on or off.
   */
  public static boolean mayBecomeOwner(Sid newOwner, Sid user, List<SidAndAttributes> groups) {
    if (newOwner.equals(user)) {
      return true;
    }
    for (SidAndAttributes group : groups) {
      if (group.isOwner() && group.sid().equals(newOwner)) {
        return true;
      }
    }
    return false;
  }

  static SecurityDescriptor build(SecurityDescriptorBuilder builder) throws DescriptorException {
    if (builder.size() > SecurityDescriptor.MAX_SIZE) {
      throw new DescriptorException(DescriptorException.Reason.TOO_LARGE);
    }
    return builder.build();
  }

  /** The label of an input that sets just that; null where it asks for removal. */
  private static @Nullable Ace label(@Nullable Acl input) throws DescriptorException {
    if (input == null) {
      return null;
    }
    MaskedAce label = MandatoryLabels.effective(input);
    if (label == null || input.aces().size() != 1 || !MandatoryLabels.isLevel(label.sid())) {
      throw new DescriptorException(DescriptorException.Reason.LABEL_SHAPE);
    }
    return label;
  }

  /**
   * The SACL with its effective labels replaced by one, in the place of the first or at the end; inherit-only labels
   * belong to children and stay. A SACL that becomes empty goes.
   */
  private static @Nullable Acl withLabel(@Nullable Acl current, @Nullable Ace label) throws DescriptorException {
    if (current == null) {
      return label == null ? null : Acl.of(label);
    }
    List<Ace> aces = new ArrayList<>(current.aces().size() + 1);
    Ace pending = label;
    for (Ace ace : current.aces()) {
      if (!MandatoryLabels.isLabel(ace) || ace.isInheritOnly()) {
        aces.add(ace);
      } else if (pending != null) {
        aces.add(pending);
        pending = null;
      }
    }
    if (pending != null) {
      aces.add(pending);
    }
    if (Acl.sizeOf(aces) > Acl.MAX_SIZE) {
      throw new DescriptorException(DescriptorException.Reason.TOO_LARGE);
    }
    return aces.isEmpty() ? null : current.withAces(aces);
  }
}
