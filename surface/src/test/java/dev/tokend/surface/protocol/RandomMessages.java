package dev.tokend.surface.protocol;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.surface.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random values of every message. */
final class RandomMessages {
  private static final String[] LETTERS = {"a", "Z", "7", " ", "\n", "\\", "\u00e9", "\u20ac", "\ud83d\ude00"};

  private RandomMessages() {}

  static Sid sid(SplittableRandom random) {
    long authority = random.nextBoolean() ? random.nextInt(30) : random.nextLong(Sid.MAX_AUTHORITY + 1);
    return Sid.of(authority, random.ints(random.nextInt(16)).toArray());
  }

  static String text(SplittableRandom random, int mostLetters) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(mostLetters + 1); i > 0; i--) {
      text.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return text.toString();
  }

  static InspectRequest inspectRequest(SplittableRandom random) {
    Target target =
        switch (random.nextInt(6)) {
          case 0 -> new Target.Self();
          case 1 -> new Target.Real();
          case 2 -> new Target.Process(random.nextInt());
          case 3 -> new Target.Thread(random.nextInt(), random.nextInt());
          case 4 -> new Target.Peer(-1);
          default -> new Target.Handle(-1);
        };
    int classes = random.nextInt() & InspectRequest.ALL_CLASSES;
    return new InspectRequest(target, random.nextInt(), classes, random.nextBoolean());
  }

  static Inspection inspection(SplittableRandom random) {
    byte[][] payloads = new byte[25][];
    for (int number = 1; number < payloads.length; number++) {
      payloads[number] = random.nextBoolean() ? Generator.bytes(random, 40) : null;
    }
    return new Inspection(random.nextInt(), payloads, random.nextBoolean() ? facts(random) : null);
  }

  static TokenFacts facts(SplittableRandom random) {
    List<SidAndAttributes> devices = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      devices.add(new SidAndAttributes(sid(random), random.nextInt()));
    }
    LogonType[] types = LogonType.values();
    return new TokenFacts(
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextLong(),
        devices,
        new TokenFacts.SessionFacts(
            random.nextLong(),
            random.nextBoolean(),
            types[random.nextInt(types.length)],
            text(random, 20),
            random.nextLong(),
            sid(random)));
  }

  static NamesRequest namesRequest(SplittableRandom random) {
    List<Sid> sids = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      sids.add(sid(random));
    }
    return new NamesRequest(sids);
  }

  static NamesReply namesReply(SplittableRandom random, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = text(random, 30);
      names.add(name.isEmpty() ? null : name);
    }
    return new NamesReply(names);
  }

  static AuthorityStatus status(SplittableRandom random) {
    return new AuthorityStatus(
        random.nextInt(),
        random.nextInt(),
        random.nextBoolean(),
        random.nextLong(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        text(random, 12),
        new AuditStatus(text(random, 20), random.nextBoolean() ? null : "x" + text(random, 9), random.nextLong()));
  }

  static EventsReply events(SplittableRandom random) {
    List<String> lines = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      lines.add(text(random, 40));
    }
    return new EventsReply(random.nextLong(), random.nextLong(), lines);
  }

  static Sized sized(SplittableRandom random) {
    byte[] bytes = Generator.bytes(random, 60);
    return new Sized(bytes.length == 0 ? random.nextInt(1 << 20) : bytes.length, bytes);
  }

  static Failure failure(SplittableRandom random) {
    Errno[] errnos = Errno.values();
    Privilege[] privileges = Privilege.values();
    Need need =
        switch (random.nextInt(4)) {
          case 0 -> null;
          case 1 -> new Need.TokenRights(random.nextInt());
          case 2 -> new Need.ProcessRights(random.nextInt());
          default -> new Need.PrivilegeNeeded(privileges[random.nextInt(privileges.length)]);
        };
    return new Failure(
        errnos[random.nextInt(errnos.length)],
        text(random, 20),
        text(random, 30),
        text(random, 60),
        need,
        random.nextBoolean() ? sid(random) : null,
        random.nextInt());
  }

  static byte[] header(SplittableRandom random) {
    FrameHeader.Kind[] kinds = FrameHeader.Kind.values();
    FrameHeader.Kind kind = kinds[random.nextInt(kinds.length)];
    byte[] payload = Generator.bytes(random, 40);
    return FrameHeader.frame(kind, random.nextInt(1 << 16), random.nextInt(), random.nextInt(), payload);
  }
}
