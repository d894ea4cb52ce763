package dev.tokend.surface.protocol;

import dev.tokend.kacs.catalog.LogonType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random logon sessions and what belongs to them. */
final class RandomSessions {
  private RandomSessions() {}

  static SessionTableReply table(SplittableRandom random) {
    List<SessionSummary> sessions = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      sessions.add(summary(random));
    }
    return new SessionTableReply(random.nextLong(), sessions);
  }

  static SessionReply session(SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      return new SessionReply(false, summary(random), List.of(), List.of(), List.of());
    }
    SessionSummary session = summary(random);
    List<SessionToken> tokens = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tokens.add(token(random));
    }
    List<SessionReply.Member> processes = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      processes.add(
          new SessionReply.Member(random.nextInt(), random.nextLong(), random.nextBoolean(), random.nextInt()));
    }
    List<PinsReply.Pin> pins = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      pins.add(
          new PinsReply.Pin(
              random.nextInt(), random.nextLong(), session.id(), random.nextLong(), RandomRequests.pinName(random)));
    }
    return new SessionReply(true, session, tokens, processes, pins);
  }

  private static SessionSummary summary(SplittableRandom random) {
    LogonType[] types = LogonType.values();
    return new SessionSummary(
        random.nextLong(),
        types[random.nextInt(types.length)],
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextLong(),
        random.nextBoolean() ? new SessionSummary.Pair(random.nextLong(), random.nextLong()) : null,
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        RandomMessages.text(random, 12),
        RandomMessages.sid(random));
  }

  private static SessionToken token(SplittableRandom random) {
    return new SessionToken(
        random.nextLong(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        random.nextInt(),
        new SessionToken.Holders(
            random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt()),
        RandomMessages.sid(random));
  }
}
