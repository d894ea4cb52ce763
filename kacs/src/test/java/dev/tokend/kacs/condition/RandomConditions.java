package dev.tokend.kacs.condition;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimFlags;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.condition.IntegerLiteral.Base;
import dev.tokend.kacs.condition.IntegerLiteral.Sign;
import dev.tokend.kacs.sid.RandomSids;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random trees, programs and claims whose names and values often meet. */
public final class RandomConditions {
  private static final String[] NAMES = {"a", "B", "clearance", "title", "İ", "σ", "x.y/z:1_"};
  private static final String[] STRINGS = {"", "a", "A", "ab", "AB", "Ł", "š", "z", "\u0100", "ÿ", "1"};
  private static final String[] SIDS = {"S-1-1-0", "S-1-5-32-545", "S-1-5-32-544", "S-1-3-4"};

  private static final ClaimType[] TYPES = {
    ClaimType.INT64, ClaimType.UINT64, ClaimType.STRING, ClaimType.SID, ClaimType.BOOLEAN, ClaimType.OCTET
  };
  private static final int[] FLAGS = {
    0, 0, 0, ClaimFlags.VALUE_CASE_SENSITIVE, ClaimFlags.VALUE_CASE_SENSITIVE, ClaimFlags.USE_FOR_DENY_ONLY,
    ClaimFlags.DISABLED, ClaimFlags.NON_INHERITABLE | ClaimFlags.MANDATORY
  };
  private static final int[] OPCODES = {
    0x80, 0x82, 0x86, 0x87, 0x88, 0x89, 0x8D, 0x90, 0xA0, 0xA1, 0xA2, 0xF9, 0x10, 0x50, 0x51, 0x01, 0x00
  };

  private RandomConditions() {}

  /** A tree whose text form exists: names and strings as text can hold them. */
  public static Condition tree(SplittableRandom random, int depth) {
    switch (depth == 0 ? random.nextInt(4) + 4 : random.nextInt(8)) {
      case 0:
      case 1:
        return new Condition.And(trees(random, depth));
      case 2:
        return new Condition.Or(trees(random, depth));
      case 3:
        return new Condition.Not(tree(random, depth - 1));
      case 4:
        return attribute(random);
      case 5:
        ExistenceOperator[] existence = ExistenceOperator.values();
        return new Condition.Existence(existence[random.nextInt(existence.length)], attribute(random));
      case 6:
        MembershipOperator[] membership = MembershipOperator.values();
        return new Condition.Membership(membership[random.nextInt(membership.length)], sids(random));
      default:
        RelationalOperator[] relational = RelationalOperator.values();
        return new Condition.Comparison(
            relational[random.nextInt(relational.length)], operand(random), operand(random));
    }
  }

  private static List<Condition> trees(SplittableRandom random, int depth) {
    List<Condition> terms = new ArrayList<>();
    for (int i = random.nextInt(2, 5); i > 0; i--) {
      terms.add(tree(random, random.nextInt(depth)));
    }
    return terms;
  }

  static AttributeReference attribute(SplittableRandom random) {
    AttributeNamespace[] namespaces = AttributeNamespace.values();
    return new AttributeReference(namespaces[random.nextInt(namespaces.length)], name(random));
  }

  private static String name(SplittableRandom random) {
    if (random.nextInt(4) > 0) {
      return NAMES[random.nextInt(NAMES.length)];
    }
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      int codePoint = random.nextBoolean() ? random.nextInt(1, 0x80) : random.nextInt(1, 0x11000);
      name.appendCodePoint(codePoint >= 0xD800 && codePoint <= 0xDFFF ? 'x' : codePoint);
    }
    return name.toString();
  }

  private static Operand operand(SplittableRandom random) {
    return random.nextBoolean() ? attribute(random) : literal(random, 2);
  }

  private static Literal literal(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> integer(random);
      case 1 -> new Literal.Text(STRINGS[random.nextInt(STRINGS.length)]);
      case 2 -> new Literal.Octets(octets(random));
      case 3 -> new Literal.SidValue(sid(random));
      default -> {
        List<Literal> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          elements.add(literal(random, depth - 1));
        }
        yield new CompositeLiteral(elements);
      }
    };
  }

  private static IntegerLiteral integer(SplittableRandom random) {
    Sign sign = Sign.values()[random.nextInt(3)];
    Base base = Base.values()[random.nextInt(3)];
    long magnitude =
        switch (random.nextInt(6)) {
          case 0 -> sign == Sign.MINUS ? Long.MIN_VALUE : Long.MAX_VALUE;
          case 1 -> random.nextLong() >>> 1;
          case 2 -> 1L << random.nextInt(63);
          default -> random.nextInt(4);
        };
    return new IntegerLiteral(sign, magnitude, base);
  }

  private static Literal sids(SplittableRandom random) {
    if (random.nextBoolean()) {
      return new Literal.SidValue(sid(random));
    }
    List<Literal> elements = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      elements.add(new Literal.SidValue(sid(random)));
    }
    return new CompositeLiteral(elements);
  }

  private static Sid sid(SplittableRandom random) {
    return random.nextInt(8) == 0 ? RandomSids.sid(random) : Sid.of(SIDS[random.nextInt(SIDS.length)]);
  }

  private static Bytes octets(SplittableRandom random) {
    byte letter = (byte) (0x41 + 0x20 * random.nextInt(2));
    return random.nextBoolean() ? Bytes.of(letter) : Bytes.of(Generator.bytes(random, 4));
  }

  /** Claims of the names and values that the trees use, with duplicates, flags and empty ones. */
  static List<Claim> claims(SplittableRandom random) {
    List<Claim> claims = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      ClaimType type = TYPES[random.nextInt(TYPES.length)];
      List<ClaimValue> values = new ArrayList<>();
      for (int n = Math.max(0, random.nextInt(-1, 4)); n > 0; n--) {
        values.add(value(random, type));
      }
      int flags = FLAGS[random.nextInt(FLAGS.length)];
      claims.add(new Claim(NAMES[random.nextInt(NAMES.length)], type, flags, values));
    }
    return claims;
  }

  private static ClaimValue value(SplittableRandom random, ClaimType type) {
    return switch (type) {
      case INT64 -> new ClaimValue.Int64(integer(random).value());
      case UINT64 -> new ClaimValue.UInt64(random.nextBoolean() ? Long.MIN_VALUE : random.nextInt(4));
      case STRING -> new ClaimValue.Text(STRINGS[random.nextInt(STRINGS.length)]);
      case SID -> new ClaimValue.SidValue(sid(random));
      case BOOLEAN -> new ClaimValue.Bool(random.nextInt(3));
      case OCTET -> new ClaimValue.Octets(octets(random));
      case FQBN -> throw new AssertionError(type);
    };
  }

  /** Bytecode of random tokens in an order that is mostly wrong, or of a tree, or of a tree with damage. */
  static byte[] program(SplittableRandom random) {
    byte[] tree = tree(random, random.nextInt(5)).encode().toByteArray();
    return switch (random.nextInt(4)) {
      case 0 -> Generator.mutate(random, tree);
      case 1 -> swapOpcodes(random, tree);
      default -> tree;
    };
  }

  private static byte[] swapOpcodes(SplittableRandom random, byte[] program) {
    byte[] changed = program.clone();
    int last = changed.length - 1;
    if (random.nextBoolean()) {
      changed[last] = (byte) OPCODES[random.nextInt(OPCODES.length)];
    } else {
      changed[random.nextInt(4, changed.length)] = (byte) OPCODES[random.nextInt(OPCODES.length)];
    }
    return changed;
  }
}
