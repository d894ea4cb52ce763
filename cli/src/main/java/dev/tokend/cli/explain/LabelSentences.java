package dev.tokend.cli.explain;

import dev.tokend.kacs.access.Cause;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.sd.LabelPolicy;
import java.util.ArrayList;
import java.util.List;

/** What labels refuse, as sentences. */
final class LabelSentences {
  private LabelSentences() {}

  /** {@code Medium}; a level between the named ones as a number. */
  static String level(int number) {
    IntegrityLevel level = IntegrityLevel.byValue(number);
    return level == null ? Integer.toUnsignedString(number) : level.label();
  }

  static String mandatory(Cause.ByMandatoryLabel label, int subject, String rights) {
    String object = label.explicit()
        ? "The object's integrity level is " + level(label.level())
        : "An object without a mandatory label counts as " + level(label.level());
    return object + ", the token's is " + level(subject) + ": " + forbidden(label.policy()) + ". Refused: " + rights
        + '.';
  }

  private static String forbidden(int policy) {
    List<String> forbidden = new ArrayList<>();
    if ((policy & LabelPolicy.NO_READ_UP) != 0) {
      forbidden.add("read");
    }
    if ((policy & LabelPolicy.NO_WRITE_UP) != 0) {
      forbidden.add("write");
    }
    if ((policy & LabelPolicy.NO_EXECUTE_UP) != 0) {
      forbidden.add("execute");
    }
    return forbidden.isEmpty()
        ? "from below one may at most read and execute"
        : "from below one may not " + String.join(" or ", forbidden);
  }

  static String trust(Cause.ByTrustLabel label, String rights) {
    return "The object's trust label wants a calling process of protection type "
        + Integer.toUnsignedString(label.required().type()) + " and trust level "
        + Integer.toUnsignedString(label.required().trust()) + " or more. Refused: " + rights + '.';
  }
}
