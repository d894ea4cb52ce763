package dev.tokend.surface.protocol;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random values of the messages that change something. */
final class RandomRequests {
  private RandomRequests() {}

  private static Bytes bytes(SplittableRandom random) {
    return Bytes.of(Generator.bytes(random, 50));
  }

  static AdjustRequest adjustRequest(SplittableRandom random) {
    List<AdjustRequest.Entry> entries = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      entries.add(new AdjustRequest.Entry(random.nextInt(), random.nextInt()));
    }
    return new AdjustRequest(random.nextInt(), entries);
  }

  static GroupStatesReply groupStates(SplittableRandom random) {
    List<Long> words = new ArrayList<>();
    for (int i = 0; i < GroupStatesReply.WORDS; i++) {
      words.add(random.nextLong());
    }
    return new GroupStatesReply(words);
  }

  static AdjustDefaultRequest adjustDefault(SplittableRandom random) {
    Bytes dacl = random.nextBoolean() ? bytes(random) : null;
    int length = dacl == null && random.nextInt(4) == 0 ? random.nextInt() : 0;
    return new AdjustDefaultRequest(dacl, length, random.nextInt(1 << 16), random.nextInt(1 << 16));
  }

  static RestrictRequest restrict(SplittableRandom random) {
    if (random.nextBoolean()) {
      return new RestrictRequest(
          random.nextLong(), random.nextInt(), random.nextInt(), random.nextInt(), bytes(random));
    }
    List<Integer> indices = new ArrayList<>();
    List<Sid> sids = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      indices.add(random.nextInt());
      sids.add(RandomMessages.sid(random));
    }
    return RestrictRequest.of(random.nextLong(), indices, sids, random.nextBoolean());
  }

  static RunRequest run(SplittableRandom random) {
    return new RunRequest(random.nextBoolean() ? random.nextInt() : null, restrict(random));
  }

  static PrivilegeCheckRequest privilegeCheck(SplittableRandom random) {
    List<Integer> privileges = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      privileges.add(random.nextInt());
    }
    return new PrivilegeCheckRequest(random.nextInt(), privileges);
  }

  static ImpersonationReply impersonation(SplittableRandom random) {
    ImpersonationLevel[] levels = ImpersonationLevel.values();
    return new ImpersonationReply(
        levels[random.nextInt(levels.length)],
        levels[random.nextInt(levels.length)],
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean());
  }

  static SetSecurityRequest setSecurity(SplittableRandom random) {
    return new SetSecurityRequest(random.nextInt(), random.nextInt(), bytes(random));
  }

  static PinName pinName(SplittableRandom random) {
    return new PinName("p" + RandomMessages.text(random, 20).replace("\n", ""));
  }

  static PinRequest pinRequest(SplittableRandom random) {
    return new PinRequest(random.nextInt(), pinName(random));
  }

  static PinRequest.Open openPin(SplittableRandom random) {
    return new PinRequest.Open(random.nextInt(), pinRequest(random));
  }

  static PinsReply pins(SplittableRandom random) {
    List<PinsReply.Pin> pins = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      pins.add(
          new PinsReply.Pin(
              random.nextInt(), random.nextLong(), random.nextLong(), random.nextLong(), pinName(random)));
    }
    return new PinsReply(pins);
  }

  static SessionsReply sessions(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append("session_id=").append(random.nextInt(1 << 20)).append('\n');
    }
    return new SessionsReply(random.nextLong(), text.toString());
  }
}
