package dev.tokend.kacs.claim;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.sid.RandomSids;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random claims of every type. */
public final class RandomClaims {
  private RandomClaims() {}

  /** A claim of any type with a few values. */
  public static Claim claim(SplittableRandom random) {
    ClaimType[] types = ClaimType.values();
    ClaimType type;
    do {
      type = types[random.nextInt(types.length)];
    } while (!type.supported());
    List<ClaimValue> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(value(random, type));
    }
    return new Claim(text(random, 12), type, random.nextInt(), values);
  }

  /** A few claims. */
  public static List<Claim> claims(SplittableRandom random) {
    List<Claim> claims = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      claims.add(claim(random));
    }
    return claims;
  }

  /** Well-formed text of any script without NUL. */
  public static String text(SplittableRandom random, int maxCodePoints) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(maxCodePoints + 1); i > 0; i--) {
      int codePoint = random.nextInt(3) == 0 ? random.nextInt(1, 0x110000) : random.nextInt(1, 0x250);
      text.appendCodePoint(codePoint >= 0xD800 && codePoint <= 0xDFFF ? 'x' : codePoint);
    }
    return text.toString();
  }

  private static ClaimValue value(SplittableRandom random, ClaimType type) {
    return switch (type) {
      case INT64 -> new ClaimValue.Int64(random.nextLong());
      case UINT64 -> new ClaimValue.UInt64(random.nextLong());
      case BOOLEAN -> new ClaimValue.Bool(random.nextBoolean() ? random.nextInt(2) : random.nextLong());
      case STRING -> new ClaimValue.Text(text(random, 20));
      case SID -> new ClaimValue.SidValue(RandomSids.sid(random));
      case OCTET -> new ClaimValue.Octets(Bytes.of(Generator.bytes(random, 20)));
      case FQBN -> throw new AssertionError(type);
    };
  }
}
