package dev.tokend.surface.spec;

import dev.tokend.kacs.catalog.AuditPolicyFlag;
import dev.tokend.kacs.catalog.ClaimFlag;
import dev.tokend.kacs.catalog.GroupAttribute;
import dev.tokend.kacs.catalog.MandatoryPolicyFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A mask of 32 bits in words: a list of words, or {@code "0x..."} alone. A word in the list may be {@code 0x...} too,
 * and is printed so for the bits that have no word.
 */
final class FlagWords {
  /** The attributes of a group (formats §3). */
  static final FlagWords GROUP_ATTRIBUTES = groupAttributes();

  /** The flags of a claim (formats §4.4). */
  static final FlagWords CLAIM_FLAGS = claimFlags();

  /** The mandatory policy (formats §4.4). */
  static final FlagWords MANDATORY_POLICY = mandatoryPolicy();

  /** The audit policy (formats §4.4). */
  static final FlagWords AUDIT_POLICY = auditPolicy();

  private final String what;
  private final List<String> words = new ArrayList<>();
  private final List<Integer> masks = new ArrayList<>();

  private FlagWords(String what) {
    this.what = what;
  }

  /** The words of a mask, in the order of the bits; what has no word comes last as {@code 0x...}. */
  List<String> print(int mask) {
    List<String> found = new ArrayList<>();
    int left = mask;
    for (int i = 0; i < words.size(); i++) {
      int bits = masks.get(i);
      if ((left & bits) == bits) {
        found.add(words.get(i));
        left &= ~bits;
      }
    }
    if (left != 0) {
      found.add("0x" + Integer.toHexString(left));
    }
    return found;
  }

  int read(JsonValue value) throws SpecTextException {
    if (value instanceof JsonValue.Text text && Numbers.isHex(text.value())) {
      return (int) Numbers.mask(value, text.value(), Integer.SIZE);
    }
    int mask = 0;
    for (JsonValue item : value.items("a list of words, or \"0x...\"")) {
      mask |= word(item);
    }
    return mask;
  }

  private int word(JsonValue item) throws SpecTextException {
    String word = item.text("a word, or \"0x...\"");
    if (Numbers.isHex(word)) {
      return (int) Numbers.mask(item, word, Integer.SIZE);
    }
    int found = words.indexOf(word.toLowerCase(Locale.ROOT));
    if (found < 0) {
      throw item.place().unknown(what, word, words);
    }
    return masks.get(found);
  }

  private void add(String word, int mask) {
    words.add(word);
    masks.add(mask);
  }

  private static FlagWords groupAttributes() {
    FlagWords flags = new FlagWords("group attribute");
    for (GroupAttribute attribute : GroupAttribute.values()) {
      String word = attribute == GroupAttribute.USE_FOR_DENY_ONLY ? "deny-only" : Words.of(attribute);
      flags.add(word, attribute.value());
    }
    return flags;
  }

  private static FlagWords claimFlags() {
    FlagWords flags = new FlagWords("claim flag");
    for (ClaimFlag flag : ClaimFlag.values()) {
      flags.add(
          switch (flag) {
            case VALUE_CASE_SENSITIVE -> "case-sensitive";
            case USE_FOR_DENY_ONLY -> "deny-only";
            case NON_INHERITABLE, DISABLED_BY_DEFAULT, DISABLED, MANDATORY -> Words.of(flag);
          },
          flag.value());
    }
    return flags;
  }

  private static FlagWords mandatoryPolicy() {
    FlagWords flags = new FlagWords("mandatory policy");
    for (MandatoryPolicyFlag flag : MandatoryPolicyFlag.values()) {
      flags.add(Words.of(flag), flag.value());
    }
    return flags;
  }

  private static FlagWords auditPolicy() {
    FlagWords flags = new FlagWords("audit policy");
    for (AuditPolicyFlag flag : AuditPolicyFlag.values()) {
      flags.add(Words.of(flag), flag.value());
    }
    return flags;
  }
}
