package dev.tokend.kacs.sddl;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sd.SecurityDescriptorBuilder;
import dev.tokend.kacs.sid.Sid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Security Descriptor Definition Language ([MS-DTYP] 2.5.1, security-descriptors §10).
 *
 * <p>The empty text is a descriptor with nothing in it; without {@code D:} there is no DACL, which grants everything,
 * while {@code D:} alone is an empty one, which grants nothing. The policy of a mandatory label is translated by
 * meaning: {@code NW} is NO_WRITE_UP, bit 0x2 in KACS. What a descriptor holds beyond its parts has no text and is not
 * printed: the control bits OD, GD, DD, SD, DT, SS and RM, the second header byte, the revision and the reserved fields
 * of an ACL, unused bytes, and the padding of conditions.
 */
public final class Sddl {
  private Sddl() {}

  /**
   * Parses a descriptor, with the fixed SID aliases.
   *
   * @throws MalformedException with structure "SDDL" and the index of the character that does not fit
   */
  public static SecurityDescriptor parse(String text) throws MalformedException {
    return parse(text, SddlOptions.DEFAULT);
  }

  /**
   * Parses a descriptor.
   *
   * @throws MalformedException with structure "SDDL" and the index of the character that does not fit
   */
  public static SecurityDescriptor parse(String text, SddlOptions options) throws MalformedException {
    TextCursor in = new TextCursor(text);
    Sections sections = new Sections(in, options);
    in.skipWhiteSpace();
    while (in.peek() != TextCursor.END) {
      sections.read();
      in.skipWhiteSpace();
    }
    SecurityDescriptorBuilder builder = sections.builder();
    if (builder.size() > SecurityDescriptor.MAX_SIZE) {
      throw in.failAt(in.position(), "the descriptor has " + builder.size() + " bytes, at most 65535 are allowed");
    }
    return builder.build();
  }

  /**
   * Parses one ACL, such as {@code D:(A;;GA;;;BA)}, which must have the section's letter and no ACL flags.
   *
   * @throws MalformedException with structure "SDDL" and the index of the character that does not fit; also for ACL
   *     flags and {@code NO_ACCESS_CONTROL}, which say something about a descriptor and not about an ACL
   */
  public static Acl parseAcl(String text, AclSection section, SddlOptions options) throws MalformedException {
    TextCursor in = new TextCursor(text);
    in.skipWhiteSpace();
    int start = in.position();
    if (!in.take(section.letter() + ":")) {
      throw in.expected(section.letter() + ":");
    }
    AclText.Parsed parsed = AclText.read(in, options, section);
    if (parsed.control() != 0) {
      throw in.failAt(start + 2, "a lone ACL has no ACL flags");
    }
    if (parsed.acl() == null) {
      throw in.failAt(start + 2, "a lone ACL cannot be absent");
    }
    in.skipWhiteSpace();
    if (in.peek() != TextCursor.END) {
      throw in.expected("an ACE or the end of the ACL");
    }
    return parsed.acl();
  }

  /** As {@link #parseAcl(String, AclSection, SddlOptions)}, with the fixed SID aliases. */
  public static Acl parseAcl(String text, AclSection section) throws MalformedException {
    return parseAcl(text, section, SddlOptions.DEFAULT);
  }

  /**
   * The canonical text.
   *
   * @throws InexpressibleException for opaque entries, application data that is not a condition, and strings that text
   *     cannot quote (security-descriptors §10.7)
   */
  public static String print(SecurityDescriptor descriptor) throws InexpressibleException {
    return print(descriptor, SddlStyle.CANONICAL);
  }

  /**
   * The text in a style.
   *
   * @throws InexpressibleException as {@link #print(SecurityDescriptor)}
   */
  public static String print(SecurityDescriptor descriptor, SddlStyle style) throws InexpressibleException {
    StringBuilder out = new StringBuilder(128);
    printSid(out, 'O', descriptor.owner());
    printSid(out, 'G', descriptor.group());
    printSection(out, descriptor.dacl(), descriptor.control(), AclSection.DACL, style);
    printSection(out, descriptor.sacl(), descriptor.control(), AclSection.SACL, style);
    return out.toString();
  }

  /**
   * The canonical text of one ACL, such as {@code D:(A;;GA;;;BA)}.
   *
   * @throws InexpressibleException as {@link #print(SecurityDescriptor)}
   */
  public static String printAcl(Acl acl, AclSection section) throws InexpressibleException {
    StringBuilder out = new StringBuilder(64);
    printSection(out, acl, 0, section, SddlStyle.CANONICAL);
    return out.toString();
  }

  private static void printSid(StringBuilder out, char letter, @Nullable Sid sid) {
    if (sid != null) {
      out.append(letter).append(':').append(SidText.print(sid));
    }
  }

  private static void printSection(
      StringBuilder out, @Nullable Acl acl, int control, AclSection section, SddlStyle style)
      throws InexpressibleException {
    if (acl == null && (control & section.flagBits()) == 0) {
      return;
    }
    out.append(section.letter()).append(':');
    AclText.printFlags(out, control, section);
    if (acl == null) {
      out.append(AclText.NO_ACCESS_CONTROL);
      return;
    }
    List<Ace> aces = acl.aces();
    for (int i = 0; i < aces.size(); i++) {
      try {
        AcePrinter.print(out, aces.get(i), style);
      } catch (InexpressibleException e) {
        throw new InexpressibleException("ACE " + i + " of the " + section, e.reason());
      }
    }
  }
}
