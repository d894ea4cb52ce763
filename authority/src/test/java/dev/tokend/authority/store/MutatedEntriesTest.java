package dev.tokend.authority.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Entries that were changed at random: each is an entry still, or refused with an offset. {@code -Dseed=N} repeats one. */
class MutatedEntriesTest {
  private static final int MUTATIONS = 200_000;

  private static List<Change> entries(SplittableRandom random) throws Exception {
    KeptWorld world = new KeptWorld();
    KeptSteps steps = new KeptSteps(world, random);
    for (int i = 0; i < 200; i++) {
      steps.kept();
    }
    List<Change> all = new ArrayList<>();
    MemoryLog.read(world.log.bytes(), MemoryLog.BOOT, all::addAll);
    all.removeIf(change -> change.body() == null);
    return all;
  }

  @Test
  void any_bytes_are_an_entry_or_refused_with_an_offset() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    List<Change> all = entries(random);
    Key.Kind[] kinds = Key.Kind.values();
    int read = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Change change = all.get(random.nextInt(all.size()));
      byte[] bytes = mutated(bytes(change), bytes(all.get(random.nextInt(all.size()))), random);
      Key.Kind kind = random.nextInt(16) == 0 ? kinds[random.nextInt(kinds.length)] : change.key().kind();
      try {
        Entry entry = EntryCodec.decode(kind, new ByteReader("entry", bytes));
        byte[] again = EntryCodec.encode(entry).toByteArray();
        assertThat(EntryCodec.decode(kind, new ByteReader("entry", again))).isEqualTo(entry);
        read++;
      } catch (MalformedException e) {
        assertThat(e.offset()).as("seed %d", seed).isBetween(0, bytes.length);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", " + kind + " " + Arrays.toString(bytes), e);
      }
    }
    assertThat(read).as("some are read all the same, seed %d", seed).isGreaterThan(MUTATIONS / 100);
  }

  private static byte[] bytes(Change change) {
    return change.body().toByteArray();
  }

  private static byte[] mutated(byte[] bytes, byte[] other, SplittableRandom random) {
    byte[] mutated = bytes.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(6)) {
        case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutated[at] = (byte) random.nextInt(256);
        case 2 -> mutated = Arrays.copyOf(mutated, 1 + at);
        case 3 -> mutated = Arrays.copyOf(mutated, mutated.length + 1 + random.nextInt(8));
        case 4 -> {
          int length = Math.min(random.nextInt(16), Math.min(other.length, mutated.length - at));
          System.arraycopy(other, random.nextInt(other.length - length + 1), mutated, at, length);
        }
        default -> Arrays.fill(mutated, at, Math.min(mutated.length, at + 4), (byte) -random.nextInt(2));
      }
    }
    return mutated;
  }
}
