package dev.tokend.cli.view;

import dev.tokend.kacs.catalog.AccessRights;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.catalog.Right;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.ConditionalAce;
import dev.tokend.kacs.sd.Guid;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sd.ObjectScopedAce;
import dev.tokend.kacs.sd.OpaqueAce;
import dev.tokend.kacs.sd.ResourceAttributeAce;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    return ace.type() == AceType.SYSTEM_MANDATORY_LABEL ? labelPolicy(ace.mask()) : FlagNames.rights(ace.mask());
  }

  /** The same for a known type of object, whose own rights have names; null for any. */
  public static List<String> rights(MaskedAce ace, @Nullable ObjectType type) {
    return type == null || ace.type() == AceType.SYSTEM_MANDATORY_LABEL
        ? rights(ace)
        : AccessRights.names(type, ace.mask());
  }

  /** The policy bits of a mandatory label. */
  public static List<String> labelPolicy(int mask) {
    List<String> names = new ArrayList<>();
    int left = mask;
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

  /** What an entry is limited to: a type of object or child, a condition; or the bytes of one that nobody knows. */
  public static List<String> limits(Ace ace) {
    List<String> limits = new ArrayList<>();
    if (ace instanceof ObjectScopedAce scoped) {
      Guid objectType = scoped.objectType();
      if (objectType != null) {
        limits.add("object type " + objectType);
      }
      Guid inheritedObjectType = scoped.inheritedObjectType();
      if (inheritedObjectType != null) {
        limits.add("children of type " + inheritedObjectType);
      }
    }
    if (ace instanceof ConditionalAce conditional) {
      String condition = AclNotation.condition(conditional);
      limits.add(condition == null ? "unreadable condition #" + conditional.applicationData() : "if " + condition);
    }
    if (ace instanceof ResourceAttributeAce attribute) {
      limits.add("attribute " + attribute.claim().name());
    }
    if (ace instanceof OpaqueAce opaque) {
      limits.add("bytes #" + opaque.body());
    }
    return limits;
  }
}
