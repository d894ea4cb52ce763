package dev.tokend.kacs.access.naive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** A small world: few SIDs, GUIDs and attribute names, so that everything meets everything, and masks that overlap. */
final class RandomWorld {
  private static final String[] SIDS = {
    "S-1-5-21-1-2-3-1001", "S-1-5-21-1-2-3-1002", "S-1-5-21-1-2-3-2001", "S-1-1-0", "S-1-5-11", "S-1-5-32-544",
    "S-1-5-18", "S-1-5-12", "S-1-15-2-101", "S-1-15-3-7", "S-1-5-21-1-2-3-3001", "S-1-3-4", "S-1-5-10"
  };
  private static final String[] ATTRIBUTES = {"level", "Zone", "on"};
  private static final String[] NAMESPACES = {"User", "Device", "Resource", "Local"};

  private final RandomGenerator random;
  private final int sids;
  private final int theme;
  private final List<String> own = new ArrayList<>();

  /** Whether tokens are neither restricted, confined nor of low integrity. */
  final boolean free;

  /** Whether objects have types. */
  final boolean tree;

  /** The object types. */
  final List<String> guids = new ArrayList<>();

  RandomWorld(RandomGenerator random) {
    this.random = random;
    sids = 4 + random.nextInt(SIDS.length - 3);
    free = chance(2);
    tree = chance(3);
    theme = chance(2) ? 0 : 1 << random.nextInt(5) | 1 << random.nextInt(9) | 0x1_0000 << random.nextInt(5);
    for (int n = 0; n < 6; n++) {
      guids.add(String.format("0000000%d-1111-2222-3333-44445555666%d", n, n));
    }
  }

  /** From now on half of all SIDs are the token's own. */
  void favour(NaiveToken token) {
    own.add(token.user());
    token.groups().forEach(group -> own.add(group.sid()));
    token.restrictedSids().forEach(group -> own.add(group.sid()));
  }

  int mask() {
    if (theme != 0 && !chance(4)) {
      return chance(2) ? theme : theme & random.nextInt();
    }
    int mask = switch (random.nextInt(6)) {
      case 0 -> 1 << random.nextInt(21);
      case 1 -> random.nextInt() & 0x001F_01FF;
      case 2 -> 0x1000_0000 << random.nextInt(4);
      case 3 -> random.nextInt(0x200);
      case 4 -> 0x001F_01FF;
      default -> random.nextInt() & 0x001E_0007;
    };
    if (theme != 0 && chance(3)) {
      return 0x001F_01FF;
    }
    return mask | (chance(12) ? NaiveMasks.ASS : 0) | (chance(20) ? random.nextInt() & NaiveMasks.RESERVED : 0);
  }

  NaiveCondition condition() {
    if (chance(15)) {
      return new NaiveCondition.Broken(List.of(0x61, 0x72, 0x74, random.nextInt(256)));
    }
    return term(3);
  }

  private NaiveCondition term(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 9)) {
      case 0 -> new NaiveCondition.Exists(namespace(), attribute(), chance(3));
      case 1 -> new NaiveCondition.EqualsNumber(namespace(), attribute(), random.nextInt(-1, 3));
      case 2, 3, 4 -> new NaiveCondition.Member(chance(2), chance(2), chance(3), sidList());
      case 5, 6 -> new NaiveCondition.And(operand(depth), operand(depth));
      case 7 -> new NaiveCondition.Or(operand(depth), operand(depth));
      default -> new NaiveCondition.Not(operand(depth));
    };
  }

  private NaiveCondition operand(int depth) {
    return chance(5) ? new NaiveCondition.Attribute(namespace(), attribute()) : term(depth - 1);
  }

  private List<String> sidList() {
    List<String> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(sid());
    }
    return list;
  }

  List<NaiveClaim> claims() {
    List<NaiveClaim> claims = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      claims.add(claim());
    }
    return claims;
  }

  NaiveClaim claim() {
    int[] flags = {0, 0, 0, 0x02, 0x04, 0x10, 0x20};
    boolean number = !chance(4);
    List<Object> values = new ArrayList<>();
    for (int i = chance(4) ? random.nextInt(3) : 1; i > 0; i--) {
      values.add(number ? (Object) (long) random.nextInt(-1, 3) : chance(4) ? "" : "text");
    }
    String name = attribute();
    return new NaiveClaim(
        chance(3) ? name.toUpperCase(Locale.ROOT) : name,
        number ? "INT64" : "STRING",
        flags[random.nextInt(flags.length)],
        values);
  }

  private String namespace() {
    return NAMESPACES[random.nextInt(NAMESPACES.length)];
  }

  private String attribute() {
    return ATTRIBUTES[random.nextInt(ATTRIBUTES.length)];
  }

  String sid() {
    if (!own.isEmpty() && chance(2)) {
      return own.get(random.nextInt(own.size()));
    }
    return chance(6) ? SIDS[SIDS.length - 1 - random.nextInt(2)] : SIDS[random.nextInt(sids)];
  }

  String plainSid() {
    return chance(50) ? sid() : SIDS[random.nextInt(Math.min(sids, SIDS.length - 2))];
  }

  boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }
}
