package dev.tokend.kacs.sd;

import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an entry when it reaches a new object (security-descriptors §8.2): the placeholders CREATOR OWNER and
 * CREATOR GROUP become the owner and the group, and generic bits become the object's own rights. Application data, the
 * masks of labels and opaque entries stay as they are.
 */
final class AceRewriting {
  private final @Nullable Sid owner;
  private final @Nullable Sid group;
  private final IntUnaryOperator genericMapping;

  AceRewriting(@Nullable Sid owner, @Nullable Sid group, IntUnaryOperator genericMapping) {
    this.owner = owner;
    this.group = group;
    this.genericMapping = genericMapping;
  }

  Ace rewrite(Ace ace) throws DescriptorException {
    if (!(ace instanceof MaskedAce masked)) {
      return ace;
    }
    Sid sid = substitute(masked.sid());
    if (ace.size() - masked.sid().size() + sid.size() > Ace.MAX_SIZE) {
      throw new DescriptorException(DescriptorException.Reason.TOO_LARGE);
    }
    int mask = masked.type() == AceType.SYSTEM_MANDATORY_LABEL
        ? masked.mask()
        : genericMapping.applyAsInt(masked.mask());
    return masked.with(mask, sid);
  }

  private Sid substitute(Sid sid) throws DescriptorException {
    if (sid.equals(WellKnown.CREATOR_OWNER)) {
      return orFail(owner, DescriptorException.Reason.NO_OWNER);
    }
    return sid.equals(WellKnown.CREATOR_GROUP) ? orFail(group, DescriptorException.Reason.NO_GROUP) : sid;
  }

  private static Sid orFail(@Nullable Sid sid, DescriptorException.Reason reason) throws DescriptorException {
    if (sid == null) {
      throw new DescriptorException(reason);
    }
    return sid;
  }
}
