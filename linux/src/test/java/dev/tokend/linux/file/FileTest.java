package dev.tokend.linux.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.linux.DescriptorLeaks;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.FdFlags;
import dev.tokend.linux.ForeignUser;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.process.Spawn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(DescriptorLeaks.class)
class FileTest {
  @TempDir private Path folder;

  private static byte[] read(Path file, int limit) throws ErrnoException {
    return FileContent.read(FileOpen.WORKING_DIRECTORY, file.toString(), limit);
  }

  private static void assertErrno(int errno, ThrowingCallable call) {
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.errno()).isEqualTo(errno));
  }

  @Test
  void a_file_is_read_whole_whatever_its_size() throws Exception {
    for (int size : new int[] {0, 1, 16383, 16384, 16385, 100_000}) {
      byte[] content = new byte[size];
      for (int i = 0; i < size; i++) {
        content[i] = (byte) (i * 31);
      }
      Path file = Files.write(folder.resolve("f" + size), content);
      assertThat(read(file, 1 << 20)).isEqualTo(content);
      assertThat(read(file, 100)).hasSize(Math.min(size, 100));
    }
  }

  @Test
  void a_sysctl_is_read_whole() throws Exception {
    String value = new String(read(Path.of("/proc/sys/net/core/wmem_default"), 100), StandardCharsets.US_ASCII);
    assertThat(value).matches("[0-9]{4,}\n");
  }

  @Test
  void what_cannot_be_opened_is_named() {
    Path missing = folder.resolve("missing");
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> read(missing, 1))
        .withMessage("open " + missing + ": ENOENT (2)");
    assertErrno(21, () -> read(folder, 1));
    assertErrno(LinuxErrno.ENAMETOOLONG, () -> read(Path.of("/" + "x".repeat(20_000)), 1));
  }

  @Test
  void a_file_is_written_in_one_piece() throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "abc");
    FileContent.write(file, "XY".getBytes(StandardCharsets.US_ASCII));
    assertThat(Files.readString(file)).isEqualTo("XYc");
    assertErrno(LinuxErrno.ENOENT, () -> FileContent.write(folder.resolve("none"), new byte[1]));
  }

  @Test
  void links_are_read_and_not_followed_where_it_matters() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("t\u00e4rget"));
    assertThat(FileContent.readLink(FileOpen.WORKING_DIRECTORY, link.toString()))
        .isEqualTo("t\u00e4rget".getBytes(StandardCharsets.UTF_8));
    assertErrno(LinuxErrno.EINVAL, () -> FileContent.readLink(FileOpen.WORKING_DIRECTORY, folder.toString()));
    assertErrno(LinuxErrno.ELOOP, () -> FileOpen.open(link, OpenFlags.NO_FOLLOW).close());
  }

  @Test
  void opened_files_are_close_on_exec_and_relative_to_their_folder() throws Exception {
    Files.writeString(folder.resolve("f"), "x");
    try (Fd place = FileOpen.open(folder, OpenFlags.PATH | OpenFlags.DIRECTORY);
        Fd file = FileOpen.at(place.number(), "f", OpenFlags.READ_ONLY, 0)) {
      assertThat(FdFlags.isCloseOnExec(file.number())).isTrue();
      assertThat(FdFlags.isCloseOnExec(place.number())).isTrue();
      Map<String, Object> expected = Files.readAttributes(folder.resolve("f"), "unix:*");
      FileStatus status = FileStatus.of(file.number());
      assertThat(status.inode()).isEqualTo(expected.get("ino")).isEqualTo(FileStatus.inode(file.number()));
      assertThat(status.device()).isEqualTo(expected.get("dev"));
      assertThat(status.mode()).isEqualTo(expected.get("mode"));
      assertThat(status.uid()).isEqualTo(expected.get("uid"));
      assertThat(status.gid()).isEqualTo(expected.get("gid"));
      assertThat(status.isFolder()).isFalse();
      assertThat(FileStatus.of(place.number()).isFolder()).isTrue();
    }
  }

  @Test
  void a_folder_of_many_names_is_listed_whole() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      String name = "a-name-of-some-length-" + i;
      Files.createFile(folder.resolve(name));
      expected.add(name);
    }
    assertThat(FolderListing.names(FileOpen.WORKING_DIRECTORY, folder.toString()))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertErrno(LinuxErrno.ENOTDIR,
        () -> FolderListing.names(FileOpen.WORKING_DIRECTORY, folder.resolve("a-name-of-some-length-1").toString()));
  }

  @Test
  void a_runtime_folder_is_made_private_and_trusted() throws Exception {
    Path runtime = folder.resolve("runtime");
    int uid = ProcessIds.effectiveUid();
    assertThat(RuntimeFolder.check(runtime, uid)).isEqualTo(RuntimeFolder.Verdict.MISSING);
    assertThat(RuntimeFolder.ensure(runtime, uid)).isEqualTo(RuntimeFolder.Verdict.SAFE);
    assertThat(RuntimeFolder.ensure(runtime, uid)).isEqualTo(RuntimeFolder.Verdict.SAFE);
    assertThat(Files.getPosixFilePermissions(runtime)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void every_other_thing_at_its_place_is_not_trusted() throws Exception {
    int uid = ProcessIds.effectiveUid();
    Path runtime = folder.resolve("runtime");
    RuntimeFolder.ensure(runtime, uid);
    assertThat(RuntimeFolder.check(runtime, uid + 1)).isEqualTo(RuntimeFolder.Verdict.OTHER_OWNER);
    Path link = Files.createSymbolicLink(folder.resolve("link"), runtime);
    assertThat(RuntimeFolder.ensure(link, uid)).isEqualTo(RuntimeFolder.Verdict.SYMBOLIC_LINK);
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));
    assertThat(RuntimeFolder.ensure(dangling, uid)).isEqualTo(RuntimeFolder.Verdict.SYMBOLIC_LINK);
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(RuntimeFolder.ensure(file, uid)).isEqualTo(RuntimeFolder.Verdict.NOT_A_FOLDER);
    for (String open : new String[] {"rwx--x---", "rwxr-----", "rwx-----x", "rwxr-xr-x"}) {
      Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString(open));
      assertThat(RuntimeFolder.ensure(runtime, uid)).as(open).isEqualTo(RuntimeFolder.Verdict.OPEN_TO_OTHERS);
    }
    for (String open : new String[] {"rwx-w----", "rwx----w-", "rwxrwxrwx"}) {
      Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString(open));
      assertThat(RuntimeFolder.ensure(runtime, uid)).as(open).isEqualTo(RuntimeFolder.Verdict.WRITABLE_BY_OTHERS);
    }
    assertErrno(LinuxErrno.ENOENT, () -> RuntimeFolder.ensure(folder.resolve("none/runtime"), uid));
  }

  @Test
  void one_holder_locks_at_a_time() throws Exception {
    Path path = folder.resolve("lock");
    try (FileLock first = FileLock.acquire(path)) {
      assertThat(FdFlags.isCloseOnExec(first.number())).isTrue();
      assertThat(FileLock.tryAcquire(path)).isNull();
    }
    try (FileLock again = FileLock.tryAcquire(path)) {
      assertThat(again).isNotNull();
      assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    Path link = Files.createSymbolicLink(folder.resolve("link"), path);
    assertErrno(LinuxErrno.ELOOP, () -> FileLock.tryAcquire(link));
  }

  @Test
  void a_lock_lives_on_with_a_child_that_inherits_it() throws Exception {
    Path path = folder.resolve("lock");
    FileLock lock = FileLock.acquire(path);
    try (Child child = Spawn.of(Command.of("sleep", "1000")).withDescriptor(3, lock.number()).start()) {
      lock.close();
      assertThat(FileLock.tryAcquire(path)).isNull();
      child.process().signal(9);
      child.awaitExitStatus();
    }
    try (FileLock free = FileLock.tryAcquire(path)) {
      assertThat(free).isNotNull();
    }
  }

  @Test
  void a_folder_of_root_is_not_an_ordinary_users() throws Exception {
    ForeignUser.assumeRoot();
    assertThat(RuntimeFolder.check(Path.of("/root"), ForeignUser.NOBODY)).isEqualTo(RuntimeFolder.Verdict.OTHER_OWNER);
  }
}
