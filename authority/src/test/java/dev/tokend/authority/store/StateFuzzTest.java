package dev.tokend.authority.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A state file that somebody wrote: what it keeps, or one error with an offset in it, and nothing put back of one that is
 * not sound. Its checksums keep out what is damaged, so here they fit whatever there is.
 */
class StateFuzzTest {
  private static final int STEPS = 60;

  private static byte[] log(long seed) throws Exception {
    KeptWorld world = new KeptWorld();
    KeptSteps steps = new KeptSteps(world, new SplittableRandom(seed));
    for (int i = 0; i < STEPS; i++) {
      steps.kept();
    }
    return world.log.bytes();
  }

  static List<byte[]> files() throws Exception {
    return List.of(log(1), StateBytes.header(MemoryLog.BOOT), new byte[StateBytes.HEADER_SIZE]);
  }

  static List<byte[]> transactions() throws Exception {
    List<byte[]> seeds = new ArrayList<>();
    for (long seed = 1; seed <= 4; seed++) {
      seeds.add(Change.encode(KeptWorld.read(log(seed)).all()));
    }
    return seeds;
  }

  /** All of a file, with its checksums. */
  @MethodSource("files")
  @FuzzTest
  void file(byte[] input) {
    Image image = new Image();
    try {
      StateBytes.Content content =
          MemoryLog.read(input, MemoryLog.BOOT, transaction -> transaction.forEach(image::apply));
      if (content instanceof StateBytes.Content.Kept(int length)) {
        assertThat(length).isBetween(StateBytes.HEADER_SIZE, input.length);
      }
    } catch (MalformedException e) {
      assertThat(e.offset()).isBetween(0, input.length);
    }
  }

  /** One transaction in a file. */
  @MethodSource("transactions")
  @FuzzTest
  void transaction(byte[] input) throws Exception {
    byte[] file = fileOf(input);
    KeptWorld world;
    try {
      world = new KeptWorld(file, Set.of());
    } catch (MalformedException e) {
      assertThat(e.offset()).isBetween(0, file.length);
      return;
    }
    List<Change> kept = KeptWorld.read(file).all();
    KeptWorld again = new KeptWorld(fileOf(Change.encode(kept)), Set.of());
    assertThat(again.view()).isEqualTo(world.view());
  }

  private static byte[] fileOf(byte[] transaction) {
    byte[] record = StateBytes.record(transaction);
    return new ByteWriter(StateBytes.HEADER_SIZE + record.length)
        .bytes(StateBytes.header(MemoryLog.BOOT))
        .bytes(record)
        .toByteArray();
  }
}
