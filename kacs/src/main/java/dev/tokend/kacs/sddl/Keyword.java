package dev.tokend.kacs.sddl;

import dev.tokend.kacs.condition.ExistenceOperator;
import dev.tokend.kacs.condition.MembershipOperator;
import dev.tokend.kacs.condition.RelationalOperator;
import dev.tokend.kacs.condition.Token;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of the condition grammar, in any ASCII case (conditions §2.1). */
final class Keyword {
  private static final int LONGEST = MembershipOperator.NOT_DEVICE_MEMBER_OF_ANY.symbol().length();

  private Keyword() {}

  /** The operator whose word comes next and ends there, or null; nothing is passed over. */
  static @Nullable Token peek(TextCursor in) {
    int length = 0;
    while (length <= LONGEST && AttributeNameText.isPlain(in.peek(length))) {
      length++;
    }
    return length == 0 || length > LONGEST ? null : of(in.between(in.position(), in.position() + length));
  }

  /** The operator of that word, or null. */
  static @Nullable Token of(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "exists" -> ExistenceOperator.EXISTS;
      case "not_exists" -> ExistenceOperator.NOT_EXISTS;
      case "contains" -> RelationalOperator.CONTAINS;
      case "not_contains" -> RelationalOperator.NOT_CONTAINS;
      case "any_of" -> RelationalOperator.ANY_OF;
      case "not_any_of" -> RelationalOperator.NOT_ANY_OF;
      case "member_of" -> MembershipOperator.MEMBER_OF;
      case "device_member_of" -> MembershipOperator.DEVICE_MEMBER_OF;
      case "member_of_any" -> MembershipOperator.MEMBER_OF_ANY;
      case "device_member_of_any" -> MembershipOperator.DEVICE_MEMBER_OF_ANY;
      case "not_member_of" -> MembershipOperator.NOT_MEMBER_OF;
      case "not_device_member_of" -> MembershipOperator.NOT_DEVICE_MEMBER_OF;
      case "not_member_of_any" -> MembershipOperator.NOT_MEMBER_OF_ANY;
      case "not_device_member_of_any" -> MembershipOperator.NOT_DEVICE_MEMBER_OF_ANY;
      default -> null;
    };
  }
}
