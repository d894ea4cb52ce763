package dev.tokend.cli.object;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.WellKnownSids;
import dev.tokend.kacs.sid.Sid;

/** A SID as somebody types it: {@code S-1-...}, the label of a well-known one, or an SDDL alias. */
public final class SidArgument {
  private SidArgument() {}

  /**
   * Reads a SID.
   *
   * @throws MalformedException if it is none
   */
  public static Sid parse(String text) throws MalformedException {
    if (isNumeric(text)) {
      return Sid.parse(text);
    }
    Sid sid = WellKnownSids.byLabel(text);
    sid = sid != null ? sid : WellKnownSids.byAlias(text);
    if (sid == null) {
      throw new MalformedException("SID", 0, "\"" + text + "\" is no SID and no name of a well-known one");
    }
    return sid;
  }

  /** Whether the text means to be {@code S-1-...}. */
  public static boolean isNumeric(String text) {
    return text.length() >= 2 && (text.charAt(0) == 'S' || text.charAt(0) == 's') && text.charAt(1) == '-';
  }
}
