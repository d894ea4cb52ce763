package dev.tokend.live;

import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** The steps of a {@link Burst} that leave nothing behind, wherever they are broken off. */
final class SoakSteps implements SoakLoad {
  private static final Set<BurstSteps.Kind> LEAVE_SOMETHING =
      EnumSet.of(BurstSteps.Kind.PIN, BurstSteps.Kind.MINT);
  private static final List<BurstSteps.Kind> KINDS =
      Arrays.stream(BurstSteps.Kind.values()).filter(kind -> !LEAVE_SOMETHING.contains(kind)).toList();

  private final SplittableRandom random;

  SoakSteps(SplittableRandom random) {
    this.random = random;
  }

  @Override
  public void step(TokenClient client) throws RefusedException, IOException, InterruptedException {
    BurstSteps.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
    try {
      new BurstSteps(client, random).step(kind);
    } catch (RefusedException e) {
      if (!kind.errors().contains(e.failure().errno())) {
        throw e;
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(kind.name(), e);
    }
  }
}
