package dev.tokend.kacs.sddl;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sd.SecurityDescriptorBuilder;

/** The sections of a descriptor, each at most once and in any order (security-descriptors §10.1). */
final class Sections {
  private final TextCursor in;
  private final SddlOptions options;
  private final SecurityDescriptorBuilder builder = SecurityDescriptor.builder();
  private String seen = "";
  private int control;

  Sections(TextCursor in, SddlOptions options) {
    this.in = in;
    this.options = options;
  }

  /** Reads the section at the cursor. */
  void read() throws MalformedException {
    int start = in.position();
    String letter = letter();
    if (seen.contains(letter)) {
      throw in.failAt(start, "a second section " + letter + ":");
    }
    seen += letter;
    in.skip(2);
    in.skipWhiteSpace();
    switch (letter) {
      case "O" -> builder.owner(SidText.read(in, options.aliases()));
      case "G" -> builder.group(SidText.read(in, options.aliases()));
      case "D" -> builder.dacl(acl(AclSection.DACL).acl());
      default -> builder.sacl(acl(AclSection.SACL).acl());
    }
  }

  /** The descriptor so far. */
  SecurityDescriptorBuilder builder() {
    return builder.control(control);
  }

  private AclText.Parsed acl(AclSection section) throws MalformedException {
    AclText.Parsed parsed = AclText.read(in, options, section);
    control |= parsed.control();
    return parsed;
  }

  private String letter() throws MalformedException {
    String[] letters = {"O", "G", "D", "S"};
    for (String letter : letters) {
      if (in.lookingAt(letter + ":")) {
        return letter;
      }
    }
    throw in.expected("a section O:, G:, D: or S:, or the end");
  }
}
