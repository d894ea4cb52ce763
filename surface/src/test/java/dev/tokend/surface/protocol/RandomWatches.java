package dev.tokend.surface.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random values of the messages about watched tokens. */
final class RandomWatches {
  private RandomWatches() {}

  static WatchRequest request(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> new WatchRequest.Begin(RandomMessages.inspectRequest(random).target());
      case 1 -> new WatchRequest.Next(random.nextLong(), random.nextInt(WatchRequest.MAX_WAIT_MILLIS + 1));
      default -> new WatchRequest.End(random.nextLong());
    };
  }

  static WatchReply reply(SplittableRandom random) {
    List<TokenChange> changes = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      changes.add(change(random));
    }
    return new WatchReply(random.nextLong(), random.nextBoolean(), changes);
  }

  private static TokenChange change(SplittableRandom random) {
    TokenChange.Kind[] kinds = TokenChange.Kind.values();
    return new TokenChange(
        random.nextLong(), random.nextLong(), kinds[random.nextInt(kinds.length)], random.nextInt(),
        RandomMessages.text(random, 9), by(random),
        random.nextBoolean() ? RandomMessages.inspection(random).encode() : null);
  }

  private static TokenChange.By by(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> new TokenChange.By.Nobody();
      case 1 -> new TokenChange.By.Untold();
      default -> new TokenChange.By.Somebody(
          random.nextInt(), RandomMessages.text(random, 9), RandomMessages.text(random, 9), RandomMessages.sid(random),
          random.nextLong(), random.nextBoolean());
    };
  }
}
