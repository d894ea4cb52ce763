package dev.tokend.authority.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.linux.process.ProcessIds;
import dev.tokend.monitor.Monitor;
import dev.tokend.surface.protocol.PinName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State files in a folder: which are taken, which are refused, and what is left where. */
class StoreTest {
  private static final UUID BOOT = MemoryLog.BOOT;
  private static final int UID = ProcessIds.effectiveUid();

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("tokend.state");
  }

  private Store open() throws IOException {
    return Store.open(folder, BOOT.toString(), UID);
  }

  private void write(long tokens) throws Exception {
    try (StateFile state = StateFile.open(file, BOOT, UID, transaction -> {})) {
      state.append(List.of(Change.of(new Entry.Ids(tokens, 2000))));
    }
  }

  private long tokens() throws IOException {
    try (Store store = open()) {
      return store.seeds().firstTokenId();
    }
  }

  @Test
  void a_new_file_is_its_owners_alone() throws Exception {
    assertThat(tokens()).isEqualTo(1000);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void what_was_appended_is_found_and_what_was_begun_is_gone() throws Exception {
    write(3000);
    long whole = Files.size(file);
    byte[] record = StateBytes.record(List.of(Change.of(new Entry.Ids(9000, 9000))));
    for (int length = 1; length < record.length; length++) {
      Files.write(file, Arrays.copyOf(record, length), StandardOpenOption.APPEND);
      assertThat(tokens()).isEqualTo(3000);
      assertThat(Files.size(file)).isEqualTo(whole);
    }
    write(4000);
    assertThat(tokens()).isEqualTo(4000);
  }

  @Test
  void a_file_of_another_boot_is_replaced() throws Exception {
    write(3000);
    byte[] before = Files.readAllBytes(file);
    UUID other = UUID.fromString("00000000-0000-0000-0000-000000000001");
    Store.open(folder, other.toString(), UID).close();
    assertThat(Files.readAllBytes(file)).isNotEqualTo(before).hasSize(StateBytes.HEADER_SIZE);
  }

  @Test
  void a_file_of_a_newer_version_is_left_alone() throws Exception {
    write(3000);
    byte[] newer = StateBytesTest.withVersion(Files.readAllBytes(file), 2);
    Files.write(file, newer);
    assertThatThrownBy(this::open)
        .hasMessageContaining("version 2")
        .hasMessageContaining("start the build that wrote it");
    assertThat(Files.readAllBytes(file)).isEqualTo(newer);
  }

  @Test
  void a_link_is_not_followed() throws Exception {
    Path elsewhere = Files.write(folder.resolve("elsewhere"), StateBytes.header(BOOT));
    Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-------"));
    Files.createSymbolicLink(file, elsewhere);
    assertThatThrownBy(this::open).hasMessageContaining("is not a file that uid");
    assertThat(Files.readAllBytes(elsewhere)).isEqualTo(StateBytes.header(BOOT));
  }

  @Test
  void a_link_in_place_of_the_new_file_is_not_followed() throws Exception {
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "precious");
    Files.createSymbolicLink(folder.resolve("tokend.state.new"), elsewhere);
    open().close();
    assertThat(Files.readString(elsewhere)).isEqualTo("precious");
  }

  @Test
  void what_others_can_read_or_own_is_refused() throws Exception {
    write(3000);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(this::open).hasMessageContaining("is not a file that uid");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> Store.open(folder, BOOT.toString(), UID + 1)).hasMessageContaining("is not a file");
    Files.delete(file);
    Files.createDirectory(file);
    assertThatThrownBy(this::open).hasMessageContaining("is not a file");
  }

  @Test
  void a_damaged_file_is_kept_aside_and_its_ids_are_never_used_again() throws Exception {
    write(3000);
    byte[] damaged = Files.readAllBytes(file);
    damaged[damaged.length - 1] ^= 1;
    Files.write(file, damaged);
    Path aside = folder.resolve("tokend.state.damaged");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(this::open)
          .hasMessageContaining("damaged")
          .hasMessageContaining(aside.toString())
          .hasMessageContaining("remove");
      assertThat(Files.readAllBytes(aside)).isEqualTo(damaged);
    }
    Files.delete(aside);
    assertThat(tokens()).isGreaterThan(3000);
  }

  @Test
  void a_file_that_contradicts_itself_is_damaged() throws Exception {
    KeptWorld world = new KeptWorld();
    Entry.OfPin dangling = new Entry.OfPin(1001, new PinName("x"), 4711, 0);
    try (StateFile state = StateFile.open(file, BOOT, UID, transaction -> {})) {
      state.append(List.of(Change.of(dangling)));
    }
    try (Store store = open()) {
      assertThatThrownBy(
              () ->
                  store.restore(
                      new Monitor(() -> 0, event -> {}, store.recorder(), store.seeds()),
                      world,
                      trouble -> {}))
          .hasMessageContaining("there is no token 4711")
          .hasMessageContaining("is damaged");
    }
    assertThat(folder.resolve("tokend.state.damaged")).exists();
    assertThatThrownBy(this::open).hasMessageContaining("damaged");
  }

  @Test
  void a_file_that_was_written_anew_says_the_same() throws Exception {
    write(3000);
    try (StateFile state = StateFile.open(file, BOOT, UID, transaction -> {})) {
      state.rewrite(List.of(Change.of(new Entry.Ids(5000, 2000))));
      assertThat(state.size()).isEqualTo(Files.size(file));
      state.append(List.of(Change.of(new Entry.Ids(6000, 2000))));
      assertThat(state.size()).isEqualTo(Files.size(file));
    }
    assertThat(tokens()).isEqualTo(6000);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
  }
}
