package dev.tokend.kacs.catalog;

import dev.tokend.kacs.sid.Sid;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The names of SIDs that are the same everywhere ([MS-DTYP] 2.4.2.4, KACS v0.22 §2).
 *
 * <p>An exact row of the table wins over a pattern, and of two patterns the one with fewer placeholders.
 */
public final class WellKnownSids {
  private static final int NT_AUTHORITY = 5;
  private static final int NON_UNIQUE = 21;

  private WellKnownSids() {}

  /**
   * The name, such as {@code BUILTIN\Administrators} or {@code Unix User\1000}; null for a SID without one.
   *
   * <p>A placeholder in the label becomes the sub-authority it stands for, or, where the label speaks of a name that
   * the numbers were computed from, all of those numbers.
   */
  public static @Nullable String label(Sid sid) {
    String text = sid.toString();
    String label = WellKnownSidTable.label(text);
    if (label == null && isOfDomain(sid)) {
      label = WellKnownSidTable.domainLabel(sid.rid());
    }
    if (label != null) {
      return label;
    }
    String[] patterns = patterns(sid);
    int row = matchingRow(patterns, text);
    return row < 0 ? null : fill(patterns[row + 1], patterns[row], text);
  }

  /** What the SID is, in one sentence without a full stop; null for one that the table does not know. */
  public static @Nullable String description(Sid sid) {
    String text = sid.toString();
    String description = WellKnownSidTable.description(text);
    if (description == null && isOfDomain(sid)) {
      description = WellKnownSidTable.domainDescription(sid.rid());
    }
    if (description != null) {
      return description;
    }
    String[] patterns = patterns(sid);
    int row = matchingRow(patterns, text);
    return row < 0 ? null : patterns[row + 2];
  }

  /**
   * The SID with exactly this label, in any case; null if none has it. The part after a backslash is enough where only
   * one label ends with it: {@code Administrators}. Patterns are not searched.
   */
  public static @Nullable Sid byLabel(String label) {
    String lowerCase = label.toLowerCase(Locale.ROOT);
    String text = WellKnownSidTable.sidByLabel(lowerCase);
    if (text == null) {
      text = WellKnownSidTable.sidByLastPart(lowerCase);
    }
    return text == null ? null : Sid.of(text);
  }

  /** The fixed SID of an SDDL alias of two letters, in any case; null for domain-relative and unknown ones. */
  public static @Nullable Sid byAlias(String alias) {
    String text = WellKnownSidTable.sidByAlias(alias.toUpperCase(Locale.ROOT));
    return text == null ? null : Sid.of(text);
  }

  /** The SDDL alias of a fixed SID; null if it has none. */
  public static @Nullable String alias(Sid sid) {
    return WellKnownSidTable.alias(sid.toString());
  }

  /** Whether the SID is {@code S-1-5-21-a-b-c-rid}. */
  private static boolean isOfDomain(Sid sid) {
    return sid.authority() == NT_AUTHORITY && sid.subAuthorityCount() == 5 && sid.subAuthority(0) == NON_UNIQUE;
  }

  private static String[] patterns(Sid sid) {
    return WellKnownSidTable.patterns(sid.authority() + "/" + sid.subAuthorityCount());
  }

  /** The index of the first pattern that matches, in triples of pattern, label and description; -1 if none does. */
  private static int matchingRow(String[] patterns, String text) {
    for (int row = 0; row < patterns.length; row += 3) {
      if (matches(patterns[row], text)) {
        return row;
      }
    }
    return -1;
  }

  private static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    while (p < pattern.length() && t < text.length()) {
      if (pattern.charAt(p) == '{') {
        p = pattern.indexOf('}', p) + 1;
        t = endOfPart(text, t);
      } else if (pattern.charAt(p++) != text.charAt(t++)) {
        return false;
      }
    }
    return p == pattern.length() && t == text.length();
  }

  private static String fill(String label, String pattern, String text) {
    int open = label.indexOf('{');
    if (open < 0) {
      return label;
    }
    int close = label.indexOf('}', open) + 1;
    String placeholder = label.substring(open, close);
    int at = pattern.indexOf(placeholder);
    int first = at < 0 ? pattern.indexOf('{') : at;
    // Everything before the first placeholder is the same in pattern and text; a label's own placeholder is that first.
    String value = at < 0 ? text.substring(first) : text.substring(first, endOfPart(text, first));
    return label.substring(0, open) + value + label.substring(close);
  }

  private static int endOfPart(String text, int from) {
    int end = text.indexOf('-', from);
    return end < 0 ? text.length() : end;
  }
}
