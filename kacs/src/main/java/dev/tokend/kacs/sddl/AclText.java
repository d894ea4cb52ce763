package dev.tokend.kacs.sddl;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows the letter and colon of an ACL section: flags, then entries or none at all (security-descriptors §10.1,
 * §10.2).
 */
final class AclText {
  static final String NO_ACCESS_CONTROL = "NO_ACCESS_CONTROL";

  private AclText() {}

  /**
   * A parsed section.
   *
   * @param control the control bits that its flags stand for
   * @param acl null if there is no ACL
   */
  record Parsed(int control, @Nullable Acl acl) {}

  static Parsed read(TextCursor in, SddlOptions options, AclSection section) throws MalformedException {
    int control = flags(in, section);
    return in.take(NO_ACCESS_CONTROL) ? new Parsed(control, null) : new Parsed(control, aces(in, options, section));
  }

  static void printFlags(StringBuilder out, int control, AclSection section) {
    if ((control & section.protectedBit()) != 0) {
      out.append('P');
    }
    if ((control & section.autoInheritReqBit()) != 0) {
      out.append("AR");
    }
    if ((control & section.autoInheritedBit()) != 0) {
      out.append("AI");
    }
  }

  private static int flags(TextCursor in, AclSection section) {
    int control = 0;
    while (true) {
      in.skipWhiteSpace();
      if (in.take("P")) {
        control |= section.protectedBit();
      } else if (in.take("AR")) {
        control |= section.autoInheritReqBit();
      } else if (in.take("AI")) {
        control |= section.autoInheritedBit();
      } else {
        return control;
      }
    }
  }

  private static Acl aces(TextCursor in, SddlOptions options, AclSection section) throws MalformedException {
    AceParser parser = new AceParser(in, options, section);
    List<Ace> aces = new ArrayList<>();
    int size = Acl.HEADER_SIZE;
    in.skipWhiteSpace();
    while (in.peek() == '(') {
      int start = in.position();
      Ace ace = parser.read();
      size += ace.size();
      if (size > Acl.MAX_SIZE) {
        throw in.failAt(start, "the " + section + " has more than " + Acl.MAX_SIZE + " bytes");
      }
      aces.add(ace);
      in.skipWhiteSpace();
    }
    return Acl.of(aces);
  }
}
