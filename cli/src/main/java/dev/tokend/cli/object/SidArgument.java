package dev.tokend.cli.object;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.WellKnownSids;
import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/** A SID as somebody types it: {@code S-1-...}, the label of a well-known one, or an SDDL alias. */
public final class SidArgument {
  private SidArgument() {}

  /**
   * Reads a SID; null for what is no SID and no name of a well-known one.
   *
   * @throws MalformedException if it begins like a SID and is none
   */
  public static @Nullable Sid parse(String text) throws MalformedException {
    if (isNumeric(text)) {
      return Sid.parse(text);
    }
    Sid sid = WellKnownSids.byLabel(text);
    return sid != null ? sid : WellKnownSids.byAlias(text);
  }

  /** Whether the text means to be {@code S-1-...}. */
  public static boolean isNumeric(String text) {
    return text.length() >= 2 && (text.charAt(0) == 'S' || text.charAt(0) == 's') && text.charAt(1) == '-';
  }
}
