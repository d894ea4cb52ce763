package dev.tokend.authority.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.monitor.state.Handle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the bytes of a state file may be, and what nobody believes. */
class StateBytesTest {
  private static final UUID OTHER = UUID.fromString("00000000-0000-0000-0000-000000000001");

  private static byte[] file;
  private static List<Integer> ends;

  @BeforeAll
  static void write() throws Exception {
    KeptWorld world = new KeptWorld();
    KeptSteps steps = new KeptSteps(world, new SplittableRandom(42));
    while (world.log.ends().size() < 20) {
      steps.kept();
    }
    world.keeping.begin();
    world.pin(1, "left", world.monitor.keep(world.login(KeptWorld.ALICE)));
    Entry.OfHandle left =
        new Entry.OfHandle(5, 6, world.monitor.tokens().nextId() - 1, 8, Handle.Kind.INSPECTION, -1);
    world.left.put(left.cookie(), left);
    world.recorder.handleChanged(left.cookie());
    assertThat(world.keeping.keep()).isTrue();
    file = world.log.bytes();
    ends = world.log.ends();
  }

  private static StateBytes.Content read(byte[] bytes) throws MalformedException {
    return MemoryLog.read(bytes, MemoryLog.BOOT, transaction -> {});
  }

  @Test
  void an_entry_is_written_back_as_it_was_read() throws Exception {
    List<Change> all = new ArrayList<>();
    MemoryLog.read(file, MemoryLog.BOOT, all::addAll);
    assertThat(all).extracting(change -> change.key().kind()).contains(Key.Kind.values());
    for (Change change : all) {
      Body body = change.body();
      if (body != null) {
        Entry entry = change.entry(new Shared());
        assertThat(entry.key()).isEqualTo(change.key());
        assertThat(EntryCodec.encode(entry)).isEqualTo(body);
        assertThat(EntryCodec.decode(change.key().kind(), new ByteReader("entry", body.toByteArray()))).isEqualTo(entry);
      }
    }
  }

  @Test
  void any_changed_byte_of_a_whole_file_is_damage() {
    SplittableRandom random = new SplittableRandom();
    for (int at = 0; at < file.length; at++) {
      byte[] changed = file.clone();
      int bit = random.nextInt(8);
      changed[at] ^= (byte) (1 << bit);
      assertThatThrownBy(() -> read(changed))
          .as("bit %d of byte %d of %d", bit, at, file.length)
          .isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void bytes_that_are_left_out_in_the_middle_are_damage() {
    for (int from = StateBytes.HEADER_SIZE; from < ends.get(ends.size() - 2); from += 7) {
      byte[] rest = new byte[file.length - 5];
      System.arraycopy(file, 0, rest, 0, from);
      System.arraycopy(file, from + 5, rest, from, rest.length - from);
      assertThatThrownBy(() -> read(rest)).as("without 5 bytes at %d", from).isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void what_follows_a_record_and_is_no_record_is_damage() {
    byte[] longer = Arrays.copyOf(file, file.length + StateBytes.RECORD_HEADER_SIZE);
    assertThatThrownBy(() -> read(longer)).isInstanceOf(MalformedException.class);
  }

  @Test
  void a_file_that_ends_within_its_header_is_damaged() {
    for (int length = 0; length < StateBytes.HEADER_SIZE; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void nothing_is_read_of_another_boot_or_another_version() throws Exception {
    assertThat(MemoryLog.read(file, OTHER, transaction -> { throw new AssertionError(transaction); }))
        .isEqualTo(new StateBytes.Content.OfOtherBoot());
    byte[] newer = withVersion(file, 2);
    assertThat(MemoryLog.read(newer, MemoryLog.BOOT, transaction -> { throw new AssertionError(transaction); }))
        .isEqualTo(new StateBytes.Content.OfOtherVersion(2));
    assertThat(MemoryLog.read(newer, OTHER, transaction -> {})).isEqualTo(new StateBytes.Content.OfOtherBoot());
  }

  /** The same, from a build that writes another version. */
  static byte[] withVersion(byte[] file, int version) {
    byte[] other = file.clone();
    other[8] = (byte) version;
    CRC32C crc = new CRC32C();
    crc.update(other, 0, StateBytes.HEADER_SIZE - 4);
    for (int i = 0; i < 4; i++) {
      other[StateBytes.HEADER_SIZE - 4 + i] = (byte) (crc.getValue() >>> (8 * i));
    }
    return other;
  }
}
