package dev.tokend.cli.view;

import dev.tokend.kacs.catalog.AccessRights;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.catalog.Right;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.MaskedAce;
import java.util.ArrayList;
import java.util.List;

/** The words for the parts of an entry of an ACL. */
public final class AceWords {
  private AceWords() {}

  /** What kind of entry it is, as lower-case words with hyphens: {@code allow}, {@code deny-callback}. */
  public static String type(Ace ace) {
    AceType type = AceType.byValue(ace.typeCode());
    if (type == null) {
      return "type-" + ace.typeCode();
    }
    return switch (type) {
      case ACCESS_ALLOWED -> "allow";
      case ACCESS_DENIED -> "deny";
      case ACCESS_ALLOWED_OBJECT -> "allow-object";
      case ACCESS_DENIED_OBJECT -> "deny-object";
      case ACCESS_ALLOWED_CALLBACK -> "allow-callback";
      case ACCESS_DENIED_CALLBACK -> "deny-callback";
      case ACCESS_ALLOWED_CALLBACK_OBJECT -> "allow-callback-object";
      case ACCESS_DENIED_CALLBACK_OBJECT -> "deny-callback-object";
      case ACCESS_ALLOWED_COMPOUND -> "allow-compound";
      default -> FlagNames.word(type).replace("system-", "");
    };
  }

  /** What the mask of an entry holds: access rights, or the policy of a mandatory label. */
  public static List<String> rights(MaskedAce ace) {
    if (ace.type() != AceType.SYSTEM_MANDATORY_LABEL) {
      return FlagNames.rights(ace.mask());
    }
    List<String> names = new ArrayList<>();
    int left = ace.mask();
    for (Right policy : AccessRights.mandatoryLabel()) {
      if ((left & policy.mask()) != 0) {
        names.add(policy.name());
        left &= ~policy.mask();
      }
    }
    if (left != 0) {
      names.add("0x" + Integer.toHexString(left));
    }
    return names;
  }
}
