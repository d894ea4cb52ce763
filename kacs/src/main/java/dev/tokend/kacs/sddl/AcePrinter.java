package dev.tokend.kacs.sddl;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.condition.Condition;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.ConditionalAce;
import dev.tokend.kacs.sd.Guid;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sd.ObjectScopedAce;
import dev.tokend.kacs.sd.ResourceAttributeAce;
import org.jspecify.annotations.Nullable;

/** Prints one ACE (security-descriptors §10.7). Basic entries are printed on the way to every default DACL: no indy. */
final class AcePrinter {
  private static final String PART = "ACE";

  private AcePrinter() {}

  static void print(StringBuilder out, Ace ace, SddlStyle style) throws InexpressibleException {
    String code = ace instanceof MaskedAce masked ? AceTypeCode.of(masked.type()) : null;
    if (!(ace instanceof MaskedAce masked) || code == null) {
      throw new InexpressibleException(PART, "an entry of type 0x" + Integer.toHexString(ace.typeCode()));
    }
    AceType type = masked.type();
    out.append('(').append(code).append(';');
    flags(out, ace.flags());
    out.append(';');
    RightsText.print(out, type, masked.mask());
    out.append(';');
    if (ace instanceof ObjectScopedAce object) {
      guid(out, object.objectType());
      out.append(';');
      guid(out, object.inheritedObjectType());
    } else {
      out.append(';');
    }
    out.append(';').append(SidText.print(masked.sid()));
    if (ace instanceof ConditionalAce conditional) {
      out.append(';');
      condition(out, conditional, style);
    } else if (ace instanceof ResourceAttributeAce attribute) {
      out.append(';');
      ResourceAttributeText.print(out, attribute.claim());
    }
    out.append(')');
  }

  private static void flags(StringBuilder out, int flags) {
    for (int i = 0; i < TwoLetterCodes.FLAGS.length(); i += 2) {
      String code = TwoLetterCodes.FLAGS.substring(i, i + 2);
      if ((flags & TwoLetterCodes.flag(code)) != 0) {
        out.append(code);
      }
    }
  }

  private static void guid(StringBuilder out, @Nullable Guid guid) {
    if (guid != null) {
      out.append(guid);
    }
  }

  private static void condition(StringBuilder out, ConditionalAce ace, SddlStyle style) throws InexpressibleException {
    Condition condition;
    try {
      condition = Condition.decode(ace.applicationData());
    } catch (MalformedException e) {
      throw new InexpressibleException(PART, "application data that is no condition: " + e.getMessage());
    }
    ConditionPrinter.print(out, condition, style);
  }
}
