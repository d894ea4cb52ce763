package dev.tokend.kacs.access.naive;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random ACEs and ACLs. */
final class RandomAces {
  static final int[] LEVELS = {0, 4096, 8192, 8448, 12288, 16384, -1};

  private final RandomWorld world;
  private final RandomGenerator random;

  RandomAces(RandomWorld world, RandomGenerator random) {
    this.world = world;
    this.random = random;
  }

  List<NaiveAce> dacl() {
    List<NaiveAce> aces = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      aces.add(ace(world.chance(20) ? random.nextInt(0x18) : daclType()));
    }
    return aces;
  }

  private int daclType() {
    int[] types = world.tree
        ? new int[] {0x00, 0x01, 0x05, 0x05, 0x05, 0x06, 0x0B, 0x0C}
        : new int[] {0x00, 0x00, 0x00, 0x01, 0x05, 0x06, 0x09, 0x09, 0x0A, 0x0B, 0x0C};
    return types[random.nextInt(types.length)];
  }

  List<NaiveAce> sacl() {
    int[] types = world.free
        ? new int[] {0x02, 0x03, 0x07, 0x08, 0x0D, 0x0E, 0x0F, 0x10, 0x12, 0x12, 0x13, 0x13}
        : new int[] {0x02, 0x07, 0x0D, 0x0F, 0x11, 0x11, 0x11, 0x12, 0x12, 0x13, 0x14, 0x14};
    List<NaiveAce> aces = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      aces.add(ace(world.chance(20) ? random.nextInt(0x18) : types[random.nextInt(types.length)]));
    }
    return aces;
  }

  NaiveAce ace(int type) {
    int flags = (world.chance(10) ? 0x08 : 0) | (world.chance(4) ? random.nextInt(8) : 0) | random.nextInt(4) << 6
        | (world.chance(8) ? 0x10 : 0);
    boolean object = type >= 0x05 && type <= 0x08 || type == 0x0B || type == 0x0C || type == 0x0F || type == 0x10;
    if (type == 0x04 || type > 0x14) {
      byte[] body = new byte[4 * random.nextInt(4)];
      random.nextBytes(body);
      return new NaiveAce(type, flags, 0, "", null, null, null, null, body);
    }
    return new NaiveAce(
        type,
        flags,
        type == 0x11 ? random.nextInt(8) | (world.chance(10) ? NaiveMasks.RESERVED : 0) : world.mask(),
        switch (type) {
          case 0x11 -> world.chance(100)
              ? "S-1-16-1-2"
              : "S-1-16-" + (LEVELS[random.nextInt(6)] + (world.chance(9) ? 1 : 0));
          case 0x12 -> "S-1-1-0";
          case 0x13 -> "S-1-17-" + random.nextInt(4);
          case 0x14 -> world.chance(100)
              ? "S-1-19-512"
              : "S-1-19-" + 512 * random.nextInt(3) + "-" + 1024 * random.nextInt(4);
          default -> world.sid();
        },
        object && !world.chance(4) ? world.guids.get(random.nextInt(world.guids.size())) : null,
        object && world.chance(4) ? world.guids.get(random.nextInt(world.guids.size())) : null,
        type >= 0x09 && type <= 0x10 ? world.condition() : null,
        type == 0x12 ? world.claim() : null,
        null);
  }
}
