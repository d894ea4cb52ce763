package dev.tokend.authority.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailFileTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("audit.jsonl");
  }

  @Test
  void lines_are_appended_and_only_the_owner_reads_them() throws Exception {
    try (TrailFile trail = new TrailFile(file(), 1000, 2)) {
      trail.write("one");
    }
    try (TrailFile trail = new TrailFile(file(), 1000, 2)) {
      trail.write("two");
    }
    assertThat(Files.readString(file())).isEqualTo("one\ntwo\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
  }

  @Test
  void a_symbolic_link_is_not_followed() throws Exception {
    Files.createSymbolicLink(file(), folder.resolve("elsewhere"));
    try (TrailFile trail = new TrailFile(file(), 1000, 2)) {
      assertThatIOException().isThrownBy(() -> trail.write("one"));
    }
    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void full_files_grow_older_and_the_oldest_goes() throws Exception {
    List<String> all = new ArrayList<>();
    try (TrailFile trail = new TrailFile(file(), 100, 2)) {
      for (int i = 0; i < 100; i++) {
        String line = "line number " + i;
        all.add(line);
        trail.write(line);
      }
    }
    List<String> kept = new ArrayList<>();
    for (String name : List.of("audit.jsonl.2", "audit.jsonl.1", "audit.jsonl")) {
      assertThat(Files.size(folder.resolve(name))).isBetween(1L, 100L);
      kept.addAll(Files.readAllLines(folder.resolve(name)));
    }
    assertThat(all).endsWith(kept.toArray(String[]::new));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void a_line_longer_than_a_file_may_grow_has_one_of_its_own() throws Exception {
    try (TrailFile trail = new TrailFile(file(), 10, 1)) {
      trail.write("x".repeat(50));
      trail.write("y".repeat(50));
    }
    assertThat(Files.readString(file())).isEqualTo("y".repeat(50) + "\n");
    assertThat(Files.readString(folder.resolve("audit.jsonl.1"))).isEqualTo("x".repeat(50) + "\n");
  }

  @Test
  void half_a_line_of_somebody_who_died_is_ended_first() throws Exception {
    Files.writeString(file(), "whole\nhal");
    try (TrailFile trail = new TrailFile(file(), 1000, 2)) {
      trail.write("next");
    }
    assertThat(Files.readString(file())).isEqualTo("whole\nhal\nnext\n");
  }

  @Test
  void a_device_that_is_full_refuses_each_line() throws Exception {
    assumeTrue(Files.isWritable(Path.of("/dev/full")), "/dev/full is not there");
    try (TrailFile trail = new TrailFile(Path.of("/dev/full"), 1000, 2)) {
      assertThatIOException().isThrownBy(() -> trail.write("one"));
      assertThatIOException().isThrownBy(() -> trail.write("two"));
    }
  }

  @Test
  void on_a_full_disk_no_half_line_stays_and_writing_goes_on_when_there_is_room_again() throws Exception {
    assumeTrue(mount(), "a small file system can be mounted by root only");
    try (TrailFile trail = new TrailFile(file(), 1 << 20, 2)) {
      int whole = 0;
      IOException full = null;
      while (full == null && whole < 1000) {
        try {
          trail.write("x".repeat(700));
          whole++;
        } catch (IOException e) {
          full = e;
        }
      }
      assertThat(full).hasMessageContaining("No space left");
      assertThatIOException().isThrownBy(() -> trail.write("x".repeat(700)));
      assertThat(Files.readAllLines(file())).hasSize(whole).containsOnly("x".repeat(700));
      Files.delete(folder.resolve("ballast"));
      trail.write("again");
      assertThat(Files.readAllLines(file())).hasSize(whole + 1).endsWith("again");
    } finally {
      run("umount", folder.toString());
    }
  }

  /** A file system of eight pages, four of which are taken. */
  private boolean mount() throws Exception {
    if (run("mount", "-t", "tmpfs", "-o", "size=32k", "tokend-test", folder.toString()) != 0) {
      return false;
    }
    Files.write(folder.resolve("ballast"), new byte[16 * 1024]);
    return true;
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }
}
