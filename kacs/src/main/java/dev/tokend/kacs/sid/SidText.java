package dev.tokend.kacs.sid;

import dev.tokend.kacs.MalformedException;
import java.util.Arrays;

/**
 * The text form of a SID, {@code S-1-A-s1-...-sn} (formats §2).
 *
 * <p>Printed: {@code S} in upper case; the authority in decimal below 2^32 and as {@code 0x} with exactly 12 lower-case
 * hex digits from there on; sub-authorities in decimal without leading zeros. Parsed: {@code S} in either case; the
 * revision exactly {@code 1}; the authority as any number of decimal digits or as {@code 0x} and 1 to 12 hex digits, at
 * most 2^48-1; each sub-authority as any number of decimal digits, at most 2^32-1; no empty part, sign or space.
 */
final class SidText {
  private final String text;
  private int at;

  private SidText(String text) {
    this.text = text;
  }

  static Sid parse(String text) throws MalformedException {
    return new SidText(text).parse();
  }

  static String print(Sid sid) {
    StringBuilder out = new StringBuilder(32).append("S-1-");
    long authority = sid.authority();
    if (authority <= 0xFFFF_FFFFL) {
      out.append(authority);
    } else {
      out.append("0x");
      for (int shift = 44; shift >= 0; shift -= 4) {
        out.append(Character.forDigit((int) (authority >>> shift) & 0xF, 16));
      }
    }
    for (int i = 0; i < sid.subAuthorityCount(); i++) {
      out.append('-').append(sid.subAuthority(i) & 0xFFFF_FFFFL);
    }
    return out.toString();
  }

  private Sid parse() throws MalformedException {
    if (!text.startsWith("S-1-") && !text.startsWith("s-1-")) {
      throw fail(0, "does not begin with S-1-");
    }
    at = 4;
    long authority = startsHex() ? hexAuthority() : decimal(Sid.MAX_AUTHORITY, "authority");
    int[] subAuthorities = new int[Sid.MAX_SUB_AUTHORITIES];
    int count = 0;
    while (at < text.length()) {
      if (text.charAt(at) != '-') {
        throw fail(at, "'" + text.charAt(at) + "' where '-' or the end is expected");
      }
      if (count == Sid.MAX_SUB_AUTHORITIES) {
        throw fail(at, "more than 15 sub-authorities");
      }
      at++;
      subAuthorities[count++] = (int) decimal(0xFFFF_FFFFL, "sub-authority");
    }
    return Sid.of(authority, Arrays.copyOf(subAuthorities, count));
  }

  private boolean startsHex() {
    return text.startsWith("0x", at) || text.startsWith("0X", at);
  }

  private long hexAuthority() throws MalformedException {
    at += 2;
    int start = at;
    long value = 0;
    while (at < text.length() && hexDigit(text.charAt(at)) >= 0) {
      if (at - start == 12) {
        throw fail(start, "authority has more than 12 hex digits");
      }
      value = value << 4 | hexDigit(text.charAt(at));
      at++;
    }
    if (at == start) {
      throw fail(at, "hex digit expected");
    }
    return value;
  }

  private long decimal(long max, String part) throws MalformedException {
    int start = at;
    long value = 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      value = value * 10 + (text.charAt(at) - '0');
      if (value > max) {
        throw fail(start, part + " is larger than " + max);
      }
      at++;
    }
    if (at == start) {
      throw fail(at, "digit of " + (part.startsWith("a") ? "an " : "a ") + part + " expected");
    }
    return value;
  }

  /** ASCII only: Character.digit would take the digits of every script. */
  private static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static MalformedException fail(int offset, String reason) {
    return new MalformedException("SID", offset, reason);
  }
}
