package dev.tokend.kacs.access.naive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Random cases in a small world: few SIDs, GUIDs and attribute names, so that everything meets everything, and masks that
 * overlap.
 */
public final class RandomCases {
  private static final String[] SIDS = {
    "S-1-5-21-1-2-3-1001", "S-1-5-21-1-2-3-1002", "S-1-5-21-1-2-3-2001", "S-1-1-0", "S-1-5-11", "S-1-5-32-544",
    "S-1-5-18", "S-1-5-12", "S-1-15-2-101", "S-1-15-3-7", "S-1-5-21-1-2-3-3001", "S-1-3-4", "S-1-5-10"
  };
  private static final String[] ATTRIBUTES = {"level", "Zone", "on"};
  private static final String[] NAMESPACES = {"User", "Device", "Resource", "Local"};
  private static final String[] PRIVILEGES = {
    "SeSecurityPrivilege", "SeBackupPrivilege", "SeRestorePrivilege", "SeTakeOwnershipPrivilege", "SeRelabelPrivilege",
    "SeChangeNotifyPrivilege", "SeDebugPrivilege"
  };
  private static final int[][] MAPPINGS = {
    {0x00120089, 0x00120116, 0x001200A0, 0x001F01FF},
    {0x00020019, 0x00020006, 0x00000000, 0x000F003F},
    {0x00020008, 0x000400E0, 0x00000004, 0x000F01FF},
    {0x00020410, 0x00040220, 0x00001801, 0x000E1E73},
    {0x00000001, 0x00000002, 0x00000004, 0x00000007},
    {0x00080001, 0x00020006, 0x0000000C, 0x011F00FF}
  };
  private static final int[] LEVELS = {0, 4096, 8192, 8448, 12288, 16384, -1};

  private final RandomGenerator random;
  private final int sids;
  private final int theme;
  private final boolean free;
  private final boolean tree;
  private final List<String> own = new ArrayList<>();
  private final List<String> guids = new ArrayList<>();

  private RandomCases(RandomGenerator random) {
    this.random = random;
    sids = 4 + random.nextInt(SIDS.length - 3);
    free = chance(2);
    tree = chance(3);
    theme = chance(2) ? 0 : 1 << random.nextInt(5) | 1 << random.nextInt(9) | 0x1_0000 << random.nextInt(5);
    for (int n = 0; n < 6; n++) {
      guids.add(String.format("0000000%d-1111-2222-3333-44445555666%d", n, n));
    }
  }

  /** The case of this random source. */
  public static NaiveCase next(RandomGenerator random) {
    return new RandomCases(random).next();
  }

  /** An ACE of a deny type for a world of this random source. */
  public static NaiveAce denyAce(RandomGenerator random) {
    RandomCases world = new RandomCases(random);
    int[] types = {0x01, 0x06, 0x0A, 0x0C};
    return world.ace(types[random.nextInt(types.length)]);
  }

  private NaiveCase next() {
    int[] mapping = MAPPINGS[random.nextInt(MAPPINGS.length)];
    List<NaiveCase.Node> types = tree ? tree() : null;
    NaiveToken token = token();
    own.add(token.user());
    token.groups().forEach(group -> own.add(group.sid()));
    token.restrictedSids().forEach(group -> own.add(group.sid()));
    return new NaiveCase(
        token,
        pip(),
        pip(),
        chance(100) ? null : descriptor(),
        desired(),
        mapping,
        chance(2) ? 0 : random.nextInt(4),
        chance(2) ? null : sid(),
        types,
        chance(types == null ? 1000 : 3),
        chance(3) ? claims() : List.of(),
        policies());
  }

  private NaiveToken token() {
    boolean confined = !free && chance(3);
    boolean denyOnly = !free && chance(4);
    return new NaiveToken(
        plainSid(),
        denyOnly,
        groups(6),
        chance(3) ? groups(3) : List.of(),
        !free && chance(3) ? groups(4) : List.of(),
        !free && chance(3) ? groups(4) : List.of(),
        denyOnly ? chance(2) : chance(100),
        confined ? plainSid() : null,
        chance(3) ? groups(3) : List.of(),
        confined && chance(6),
        free ? 8192 : LEVELS[random.nextInt(LEVELS.length)],
        random.nextInt(4),
        chance(2) ? 0 : random.nextInt(16),
        privileges(),
        chance(4),
        random.nextInt(4),
        chance(200),
        chance(3) ? claims() : List.of(),
        chance(5) ? claims() : List.of());
  }

  private Set<String> privileges() {
    Set<String> privileges = new HashSet<>();
    if (chance(2)) {
      for (String privilege : PRIVILEGES) {
        if (chance(3)) {
          privileges.add(privilege);
        }
      }
    }
    return privileges;
  }

  private List<NaiveToken.Group> groups(int max) {
    List<NaiveToken.Group> groups = new ArrayList<>();
    for (int i = random.nextInt(max + 1); i > 0; i--) {
      int attributes = chance(3) ? random.nextInt(32) : 7;
      groups.add(new NaiveToken.Group(sid(), attributes));
    }
    return groups;
  }

  private NaiveCase.Descriptor descriptor() {
    return new NaiveCase.Descriptor(
        chance(100) ? null : plainSid(),
        chance(3) ? null : plainSid(),
        chance(12) ? null : dacl(),
        chance(2) ? null : sacl());
  }

  private List<NaiveAce> dacl() {
    List<NaiveAce> aces = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      aces.add(ace(chance(20) ? random.nextInt(0x18) : daclType()));
    }
    return aces;
  }

  private int daclType() {
    int[] types = tree
        ? new int[] {0x00, 0x01, 0x05, 0x05, 0x05, 0x06, 0x0B, 0x0C}
        : new int[] {0x00, 0x00, 0x00, 0x01, 0x05, 0x06, 0x09, 0x09, 0x0A, 0x0B, 0x0C};
    return types[random.nextInt(types.length)];
  }

  private List<NaiveAce> sacl() {
    int[] types = free
        ? new int[] {0x02, 0x03, 0x07, 0x08, 0x0D, 0x0E, 0x0F, 0x10, 0x12, 0x12, 0x13, 0x13}
        : new int[] {0x02, 0x07, 0x0D, 0x0F, 0x11, 0x11, 0x11, 0x12, 0x12, 0x13, 0x14, 0x14};
    List<NaiveAce> aces = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      aces.add(ace(chance(20) ? random.nextInt(0x18) : types[random.nextInt(types.length)]));
    }
    return aces;
  }

  private NaiveAce ace(int type) {
    int flags = (chance(10) ? 0x08 : 0) | (chance(4) ? random.nextInt(8) : 0) | random.nextInt(4) << 6
        | (chance(8) ? 0x10 : 0);
    boolean object = type >= 0x05 && type <= 0x08 || type == 0x0B || type == 0x0C || type == 0x0F || type == 0x10;
    if (type == 0x04 || type > 0x14) {
      byte[] body = new byte[4 * random.nextInt(4)];
      random.nextBytes(body);
      return new NaiveAce(type, flags, 0, "", null, null, null, null, body);
    }
    return new NaiveAce(
        type,
        flags,
        type == 0x11 ? random.nextInt(8) | (chance(10) ? NaiveCheck.RESERVED : 0) : mask(),
        switch (type) {
          case 0x11 -> chance(100) ? "S-1-16-1-2" : "S-1-16-" + (LEVELS[random.nextInt(6)] + (chance(9) ? 1 : 0));
          case 0x12 -> "S-1-1-0";
          case 0x13 -> "S-1-17-" + random.nextInt(4);
          case 0x14 -> chance(100) ? "S-1-19-512" : "S-1-19-" + 512 * random.nextInt(3) + "-" + 1024 * random.nextInt(4);
          default -> sid();
        },
        object && !chance(4) ? guids.get(random.nextInt(guids.size())) : null,
        object && chance(4) ? guids.get(random.nextInt(guids.size())) : null,
        type >= 0x09 && type <= 0x10 ? condition() : null,
        type == 0x12 ? claim() : null,
        null);
  }

  private int mask() {
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
    return mask | (chance(12) ? NaiveCheck.ASS : 0) | (chance(20) ? random.nextInt() & NaiveCheck.RESERVED : 0);
  }

  private int desired() {
    int desired = switch (random.nextInt(8)) {
      case 0 -> NaiveCheck.MAXIMUM_ALLOWED;
      case 1 -> NaiveCheck.MAXIMUM_ALLOWED | mask();
      case 2 -> 0;
      case 3 -> NaiveCheck.WRITE_OWNER | (chance(2) ? mask() : 0);
      default -> mask();
    };
    return chance(50) ? desired : desired & ~NaiveCheck.RESERVED;
  }

  private List<NaiveCase.Node> tree() {
    List<NaiveCase.Node> nodes = new ArrayList<>();
    List<String> left = new ArrayList<>(guids);
    int level = chance(60) ? 1 : 0;
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      String guid = chance(100) ? guids.get(0) : left.remove(random.nextInt(left.size()));
      nodes.add(new NaiveCase.Node(level, guid));
      level = chance(100) ? random.nextInt(5) : 1 + random.nextInt(level + 1);
    }
    return nodes;
  }

  private Map<String, List<NaiveCase.Rule>> policies() {
    Map<String, List<NaiveCase.Rule>> policies = new HashMap<>();
    for (int policy = 0; policy < 3; policy++) {
      List<NaiveCase.Rule> rules = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        rules.add(new NaiveCase.Rule(
            chance(2) ? null : condition(),
            dacl(),
            chance(3) ? sacl() : null,
            chance(3) ? dacl() : null,
            chance(4) ? sacl() : null));
      }
      policies.put("S-1-17-" + policy, rules);
    }
    return policies;
  }

  private NaiveCondition condition() {
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

  private List<NaiveClaim> claims() {
    List<NaiveClaim> claims = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      claims.add(claim());
    }
    return claims;
  }

  private NaiveClaim claim() {
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

  private int pip() {
    return chance(20) ? -1 : 512 * random.nextInt(4);
  }

  private String namespace() {
    return NAMESPACES[random.nextInt(NAMESPACES.length)];
  }

  private String attribute() {
    return ATTRIBUTES[random.nextInt(ATTRIBUTES.length)];
  }

  private String sid() {
    if (!own.isEmpty() && chance(2)) {
      return own.get(random.nextInt(own.size()));
    }
    return chance(6) ? SIDS[SIDS.length - 1 - random.nextInt(2)] : SIDS[random.nextInt(sids)];
  }

  private String plainSid() {
    return chance(50) ? sid() : SIDS[random.nextInt(Math.min(sids, SIDS.length - 2))];
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }
}
