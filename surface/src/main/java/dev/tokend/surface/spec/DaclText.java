package dev.tokend.surface.spec;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sddl.AclSection;
import dev.tokend.kacs.sddl.InexpressibleException;
import dev.tokend.kacs.sddl.Sddl;
import org.jspecify.annotations.Nullable;

/**
 * A default DACL: SDDL such as {@code D:(A;;GA;;;SY)}, the bytes of the ACL in hex, or null for none. Hex is printed
 * where SDDL would not give back the same bytes.
 */
final class DaclText {
  /**
   * How much longer than the ACL its SDDL may be, to be printed as such. Ordinary text is shorter than the ACL; without
   * a bound the text of a valid spec could be larger than a text may be.
   */
  private static final int MAX_EXPANSION = 4;

  private DaclText() {}

  static @Nullable Acl read(JsonValue value) throws SpecTextException {
    if (value instanceof JsonValue.Nothing) {
      return null;
    }
    String text = value.text("SDDL such as \"D:(A;;GA;;;SY)\", the bytes of an ACL in hex, or null");
    try {
      if (text.indexOf(':') < 0) {
        return Acl.parse(HexText.parse(text, value.place()).toByteArray());
      }
      Acl dacl = Sddl.parseAcl(text, AclSection.DACL);
      // SDDL says masks that no binary ACL may have (security-descriptors §10.4).
      Acl.parse(dacl.toByteArray());
      return dacl;
    } catch (MalformedException e) {
      throw value.place().fail(e.structure() + ": " + e.reason() + " (position " + e.offset() + ")");
    }
  }

  static String print(@Nullable Acl dacl) {
    if (dacl == null) {
      return "null";
    }
    String sddl = sddl(dacl);
    return JsonLines.quote(sddl == null ? HexText.print(Bytes.of(dacl.toByteArray())) : sddl);
  }

  private static @Nullable String sddl(Acl dacl) {
    try {
      String sddl = Sddl.printAcl(dacl, AclSection.DACL);
      boolean same = sddl.length() <= MAX_EXPANSION * dacl.size() && Sddl.parseAcl(sddl, AclSection.DACL).equals(dacl);
      return same ? sddl : null;
    } catch (InexpressibleException | MalformedException e) {
      return null;
    }
  }
}
