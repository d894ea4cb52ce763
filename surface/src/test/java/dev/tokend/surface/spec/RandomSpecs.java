package dev.tokend.surface.spec;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sddl.AclSection;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.LogonSessionSpec;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.kacs.token.TokenSpecBuilder;
import dev.tokend.surface.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Random specs that keep every rule. */
final class RandomSpecs {
  private static final List<Sid> NAMED = List.of(
      WellKnown.EVERYONE, WellKnown.SYSTEM, WellKnown.ADMINISTRATORS, WellKnown.USERS, Sid.of("S-1-5"),
      Sid.of("S-1-5-5-0-999"), Sid.of("S-1-5-21-1-2-3-512"), Sid.of("S-1-22-1-1000"), Sid.of("S-1-16-4096"));

  private static final List<String> DACLS = List.of(
      "D:", "D:(A;;GA;;;SY)(A;;GR;;;WD)", "D:(D;OICI;0x10345678;;;BA)", "D:(XA;;GA;;;WD;(@User.clearance > 2))",
      "D:(XA;;GA;;;WD;(@User.x == \"a\\b\" && Member_of {SID(BA), SID(S-1-5-21-1-2-3-512)}))",
      "D:(OA;;GA;bf967aba-0de6-11d0-a285-00aa003049e2;;AU)");

  private RandomSpecs() {}

  static TokenSpec token(SplittableRandom random) throws MalformedException {
    List<SidAndAttributes> groups = groups(random, 5);
    int owner = random.nextInt(groups.size() + 1);
    if (owner > 0) {
      SidAndAttributes group = groups.get(owner - 1);
      groups.set(owner - 1, group.withAttributes(group.attributes() | GroupAttributes.OWNER));
    }
    long present = random.nextLong() & random.nextLong();
    boolean userDenyOnly = random.nextBoolean();
    Sid user = sid(random);
    Sid confinement = random.nextBoolean() ? null : sid(random);
    int uid = random.nextInt();
    IntegrityLevel[] levels = IntegrityLevel.values();
    TokenSpecBuilder builder = TokenSpec.builder(user, number(random))
        .integrityLevel(random.nextBoolean() ? levels[random.nextInt(levels.length)].value() : random.nextInt())
        .policies(random.nextInt(4), random.nextInt(16))
        .privileges(present, present & random.nextLong())
        .origin(number(random))
        .interactivityScope(random.nextInt())
        .expiration(number(random))
        .source(source(random))
        .groups(groups)
        .defaults(owner, random.nextInt(groups.size() + 1))
        .defaultDacl(acl(random))
        .userClaims(claims(random))
        .device(new TokenSpec.Device(groups(random, 2), groups(random, 2), claims(random)))
        .restriction(new TokenSpec.Restriction(groups(random, 2), userDenyOnly && random.nextBoolean(), userDenyOnly))
        .confinement(new TokenSpec.Confinement(
            confinement, groups(random, 2), random.nextBoolean(), confinement != null && random.nextBoolean()))
        .projection(new TokenSpec.Projection(
            uid == 0 ? 1 : uid, random.nextInt(), random.ints(random.nextInt(40)).boxed().toList()));
    if (random.nextBoolean()) {
      builder.impersonation(ImpersonationLevel.values()[random.nextInt(4)]);
    }
    return builder.build();
  }

  static LogonSessionSpec session(SplittableRandom random) {
    LogonType[] types = LogonType.values();
    LogonType type;
    do {
      type = types[random.nextInt(types.length)];
    } while (!type.validInKacs());
    return new LogonSessionSpec(type, text(random, 30), sid(random));
  }

  static Sid sid(SplittableRandom random) {
    if (random.nextInt(3) == 0) {
      return NAMED.get(random.nextInt(NAMED.size()));
    }
    long authority = random.nextBoolean() ? random.nextInt(30) : random.nextLong(Sid.MAX_AUTHORITY + 1);
    return Sid.of(authority, random.ints(random.nextInt(16)).toArray());
  }

  private static List<SidAndAttributes> groups(SplittableRandom random, int max) {
    List<SidAndAttributes> groups = new ArrayList<>();
    for (int i = random.nextInt(max + 1); i > 0; i--) {
      groups.add(new SidAndAttributes(sid(random), random.nextBoolean() ? random.nextInt(0x80) : random.nextInt()));
    }
    return groups;
  }

  private static long number(SplittableRandom random) {
    return random.nextBoolean() ? random.nextInt(4) : random.nextLong();
  }

  private static TokenSource source(SplittableRandom random) {
    byte[] name = new byte[TokenSource.NAME_SIZE];
    for (int i = random.nextInt(name.length + 1) - 1; i >= 0; i--) {
      name[i] = random.nextBoolean() ? (byte) "a\\x0\"z".charAt(random.nextInt(6)) : (byte) random.nextInt();
    }
    return new TokenSource(Bytes.of(name), number(random));
  }

  /** No ACL, one that SDDL says exactly, or any bytes that are one. */
  static @Nullable Acl acl(SplittableRandom random) throws MalformedException {
    int kind = random.nextInt(3);
    if (kind == 0) {
      return null;
    }
    if (kind == 1) {
      return Sddl.parseAcl(DACLS.get(random.nextInt(DACLS.size())), AclSection.DACL);
    }
    ByteWriter aces = new ByteWriter();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      if (random.nextBoolean()) {
        Sid sid = sid(random);
        int mask = random.nextInt() & ~AccessMask.MAXIMUM_ALLOWED;
        aces.u8(random.nextInt(3)).u8(random.nextInt(256)).u16(8 + sid.size()).i32(mask);
        sid.writeTo(aces);
      } else {
        byte[] body = new byte[4 * random.nextInt(6)];
        random.nextBytes(body);
        aces.u8(0x40 + random.nextInt(100)).u8(random.nextInt(256)).u16(4 + body.length).bytes(body);
      }
    }
    ByteWriter acl = new ByteWriter();
    acl.u8(random.nextInt(256)).u8(random.nextInt(2)).u16(8 + aces.size()).u16(count).u16(random.nextInt(2));
    return Acl.parse(acl.bytes(aces.toByteArray()).toByteArray());
  }

  private static List<Claim> claims(SplittableRandom random) {
    ClaimType[] types = ClaimType.values();
    List<Claim> claims = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      ClaimType type = types[random.nextInt(types.length)];
      if (type.supported()) {
        List<ClaimValue> values = new ArrayList<>();
        for (int j = random.nextInt(4); j > 0; j--) {
          values.add(value(random, type));
        }
        claims.add(new Claim(text(random, 12), type, random.nextBoolean() ? 0 : random.nextInt(), values));
      }
    }
    return claims;
  }

  private static ClaimValue value(SplittableRandom random, ClaimType type) {
    return switch (type) {
      case INT64 -> new ClaimValue.Int64(random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextLong());
      case UINT64 -> new ClaimValue.UInt64(random.nextInt(4) == 0 ? -1 : random.nextLong());
      case BOOLEAN -> new ClaimValue.Bool(random.nextBoolean() ? random.nextInt(3) : random.nextLong());
      case STRING -> new ClaimValue.Text(text(random, 20));
      case SID -> new ClaimValue.SidValue(sid(random));
      case OCTET -> new ClaimValue.Octets(Bytes.of(Generator.bytes(random, 20)));
      case FQBN -> throw new AssertionError(type);
    };
  }

  /** Well-formed text of any script without NUL. */
  private static String text(SplittableRandom random, int maxCodePoints) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(maxCodePoints + 1); i > 0; i--) {
      int codePoint = switch (random.nextInt(4)) {
        case 0 -> random.nextInt(1, 0x110000);
        case 1 -> "\"\\/{}[]*,:\n\r\t\u2028\u202e\ufeff".codePointAt(random.nextInt(16));
        default -> random.nextInt(1, 0x250);
      };
      text.appendCodePoint(codePoint >= 0xD800 && codePoint <= 0xDFFF ? 'x' : codePoint);
    }
    return text.toString();
  }
}
