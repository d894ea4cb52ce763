package dev.tokend.live;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.client.TokenWatch;
import dev.tokend.surface.protocol.AdjustRequest;
import dev.tokend.surface.protocol.EventsRequest;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/** Watches its own token, changes it, waits for what happens, and lists who is there. */
final class SoakWatching implements SoakLoad {
  private static final int MAXIMUM = 0x0200_0000;

  /** SeChangeNotifyPrivilege, which everybody has. */
  private static final int CHANGE_NOTIFY = 23;

  private static final int ENABLED = 2;

  private final SplittableRandom random;

  SoakWatching(SplittableRandom random) {
    this.random = random;
  }

  @Override
  public void step(TokenClient client) throws RefusedException, IOException {
    try {
      switch (random.nextInt(4)) {
        case 0 -> watch(client);
        case 1 -> client.events().after(EventsRequest.ALL_SO_FAR, random.nextInt(200));
        case 2 -> client.events().after(0, 0);
        default -> client.processes().list();
      }
    } catch (RefusedException e) {
      // Each uid may have so many watches and waits, and the listing is broken off when the asker's token is another.
      if (e.failure().errno() != Errno.EMFILE && e.failure().errno() != Errno.EAGAIN) {
        throw e;
      }
    }
  }

  private void watch(TokenClient client) throws RefusedException, IOException {
    try (TokenWatch watch = client.events().watch(new Target.Self())) {
      try (TokenHandle own = client.open(new Target.Self(), MAXIMUM)) {
        own.adjustPrivileges(List.of(new AdjustRequest.Entry(CHANGE_NOTIFY, random.nextInt(2) * ENABLED)));
      }
      watch.next(random.nextInt(200));
    }
  }
}
