package dev.tokend.kacs.access.naive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Random cases: one for each seed. */
public final class RandomCases {
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

  private final RandomGenerator random;
  private final RandomWorld world;
  private final RandomAces aces;

  private RandomCases(RandomGenerator random) {
    this.random = random;
    world = new RandomWorld(random);
    aces = new RandomAces(world, random);
  }

  /** The case of this random source. */
  public static NaiveCase next(RandomGenerator random) {
    return new RandomCases(random).next();
  }

  /** An ACE of a deny type for a world of this random source. */
  public static NaiveAce denyAce(RandomGenerator random) {
    RandomCases cases = new RandomCases(random);
    int[] types = {0x01, 0x06, 0x0A, 0x0C};
    return cases.aces.ace(types[random.nextInt(types.length)]);
  }

  private NaiveCase next() {
    int[] mapping = MAPPINGS[random.nextInt(MAPPINGS.length)];
    List<NaiveCase.Node> types = world.tree ? tree() : null;
    NaiveToken token = token();
    world.favour(token);
    return new NaiveCase(
        token,
        pip(),
        pip(),
        world.chance(100) ? null : descriptor(),
        desired(),
        mapping,
        world.chance(2) ? 0 : random.nextInt(4),
        world.chance(2) ? null : world.sid(),
        types,
        world.chance(types == null ? 1000 : 3),
        world.chance(3) ? world.claims() : List.of(),
        policies());
  }

  private NaiveToken token() {
    boolean confined = !world.free && world.chance(3);
    boolean denyOnly = !world.free && world.chance(4);
    return new NaiveToken(
        world.plainSid(),
        denyOnly,
        groups(6),
        world.chance(3) ? groups(3) : List.of(),
        !world.free && world.chance(3) ? groups(4) : List.of(),
        !world.free && world.chance(3) ? groups(4) : List.of(),
        denyOnly ? world.chance(2) : world.chance(100),
        confined ? world.plainSid() : null,
        world.chance(3) ? groups(3) : List.of(),
        confined && world.chance(6),
        world.free ? 8192 : RandomAces.LEVELS[random.nextInt(RandomAces.LEVELS.length)],
        random.nextInt(4),
        world.chance(2) ? 0 : random.nextInt(16),
        privileges(),
        world.chance(4),
        random.nextInt(4),
        world.chance(200),
        world.chance(3) ? world.claims() : List.of(),
        world.chance(5) ? world.claims() : List.of());
  }

  private Set<String> privileges() {
    Set<String> privileges = new HashSet<>();
    if (world.chance(2)) {
      for (String privilege : PRIVILEGES) {
        if (world.chance(3)) {
          privileges.add(privilege);
        }
      }
    }
    return privileges;
  }

  private List<NaiveToken.Group> groups(int max) {
    List<NaiveToken.Group> groups = new ArrayList<>();
    for (int i = random.nextInt(max + 1); i > 0; i--) {
      int attributes = world.chance(3) ? random.nextInt(32) : 7;
      groups.add(new NaiveToken.Group(world.sid(), attributes));
    }
    return groups;
  }

  private NaiveCase.Descriptor descriptor() {
    return new NaiveCase.Descriptor(
        world.chance(100) ? null : world.plainSid(),
        world.chance(3) ? null : world.plainSid(),
        world.chance(12) ? null : aces.dacl(),
        world.chance(2) ? null : aces.sacl());
  }

  private int desired() {
    int desired = switch (random.nextInt(8)) {
      case 0 -> NaiveMasks.MAXIMUM_ALLOWED;
      case 1 -> NaiveMasks.MAXIMUM_ALLOWED | world.mask();
      case 2 -> 0;
      case 3 -> NaiveMasks.WRITE_OWNER | (world.chance(2) ? world.mask() : 0);
      default -> world.mask();
    };
    return world.chance(50) ? desired : desired & ~NaiveMasks.RESERVED;
  }

  private List<NaiveCase.Node> tree() {
    List<NaiveCase.Node> nodes = new ArrayList<>();
    List<String> left = new ArrayList<>(world.guids);
    int level = world.chance(60) ? 1 : 0;
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      String guid = world.chance(100) ? world.guids.get(0) : left.remove(random.nextInt(left.size()));
      nodes.add(new NaiveCase.Node(level, guid));
      level = world.chance(100) ? random.nextInt(5) : 1 + random.nextInt(level + 1);
    }
    return nodes;
  }

  private Map<String, List<NaiveCase.Rule>> policies() {
    Map<String, List<NaiveCase.Rule>> policies = new HashMap<>();
    for (int policy = 0; policy < 3; policy++) {
      List<NaiveCase.Rule> rules = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        rules.add(new NaiveCase.Rule(
            world.chance(2) ? null : world.condition(),
            aces.dacl(),
            world.chance(3) ? aces.sacl() : null,
            world.chance(3) ? aces.dacl() : null,
            world.chance(4) ? aces.sacl() : null));
      }
      policies.put("S-1-17-" + policy, rules);
    }
    return policies;
  }

  private int pip() {
    return world.chance(20) ? -1 : 512 * random.nextInt(4);
  }
}
