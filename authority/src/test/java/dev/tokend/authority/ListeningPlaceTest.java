package dev.tokend.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.tokend.authority.audit.TrailPlace;
import dev.tokend.linux.Fd;
import dev.tokend.linux.file.FileLock;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningPlaceTest {
  @TempDir private Path base;

  private Path socket() {
    return base.resolve("folder/tokend.sock");
  }

  private Options options(boolean machineWide) {
    return new Options(machineWide, socket(), 0, base.resolve("conf"), base.resolve("names"), new TrailPlace.Off());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private boolean canBeConnectedTo() throws IOException {
    try (Fd client = UnixSocket.blocking(SocketType.STREAM)) {
      UnixSocket.connect(client.number(), socket());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void makeFolder(String permissions) throws IOException {
    Path folder = Files.createDirectory(socket().getParent());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void ones_own_is_for_its_owner_alone() throws Exception {
    try (ListeningPlace place = ListeningPlace.take(options(false))) {
      assertThat(place).isNotNull();
      assertThat(place.folder()).isEqualTo(socket().getParent());
      assertThat(permissions(socket().getParent())).isEqualTo("rwx------");
      assertThat(permissions(socket())).isEqualTo("rw-------");
      assertThat(canBeConnectedTo()).isTrue();
    }
  }

  @Test
  void the_machines_can_be_reached_by_everybody_and_changed_by_nobody_else() throws Exception {
    try (ListeningPlace place = ListeningPlace.take(options(true))) {
      assertThat(place).isNotNull();
      assertThat(permissions(socket().getParent())).isEqualTo("rwxr-xr-x");
      assertThat(permissions(socket())).isEqualTo("rw-rw-rw-");
    }
  }

  @Test
  void a_place_that_is_taken_is_not_taken_twice() throws Exception {
    try (ListeningPlace place = ListeningPlace.take(options(false))) {
      assertThat(place).isNotNull();
      assertThat(ListeningPlace.take(options(false))).isNull();
      assertThat(canBeConnectedTo()).isTrue();
    }
  }

  @Test
  void a_place_that_was_left_can_be_taken_again() throws Exception {
    for (int i = 0; i < 2; i++) {
      try (ListeningPlace place = ListeningPlace.take(options(false))) {
        assertThat(place).isNotNull();
        assertThat(canBeConnectedTo()).isTrue();
      }
      assertThat(socket()).doesNotExist();
    }
  }

  @Test
  void a_socket_that_was_left_behind_is_replaced() throws Exception {
    makeFolder("rwx------");
    try (Fd dead = UnixSocket.blocking(SocketType.STREAM)) {
      UnixSocket.bind(dead.number(), socket());
    }
    assertThat(canBeConnectedTo()).isFalse();

    try (ListeningPlace place = ListeningPlace.take(options(false))) {
      assertThat(place).isNotNull();
      assertThat(canBeConnectedTo()).isTrue();
    }
  }

  @Test
  void what_is_no_socket_stays_and_is_in_the_way() throws Exception {
    makeFolder("rwx------");
    Files.writeString(socket(), "precious");

    assertThatIOException()
        .isThrownBy(() -> ListeningPlace.take(options(false)))
        .withMessageContaining(socket().toString());
    assertThat(socket()).hasContent("precious");
    Files.delete(socket());
    Files.createDirectory(socket());
    assertThatIOException().isThrownBy(() -> ListeningPlace.take(options(false)));
    assertThat(socket()).isDirectory();
  }

  @Test
  void a_folder_that_others_may_use_is_refused_for_ones_own() throws Exception {
    makeFolder("rwxr-xr-x");

    assertThatIOException()
        .isThrownBy(() -> ListeningPlace.take(options(false)))
        .withMessageContaining("others have permissions on it");
    assertThat(socket()).doesNotExist();
  }

  @Test
  void one_that_others_may_write_to_is_refused_for_the_machines_too() throws Exception {
    makeFolder("rwxrwxrwx");

    assertThatIOException()
        .isThrownBy(() -> ListeningPlace.take(options(true)))
        .withMessageContaining("others may write to it");
    assertThat(permissions(socket().getParent())).isEqualTo("rwxrwxrwx");
    assertThat(socket().getParent()).isEmptyDirectory();
  }

  @Test
  void a_place_whose_holder_does_not_answer_any_more_is_waited_for() throws Exception {
    makeFolder("rwx------");
    FileLock dying = FileLock.tryAcquire(socket().resolveSibling("tokend.lock"));
    assertThat(dying).isNotNull();
    Thread ending =
        new Thread(
            () -> {
              try {
                Thread.sleep(200);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              dying.close();
            });
    ending.start();

    try (ListeningPlace place = ListeningPlace.take(options(false))) {
      assertThat(place).isNotNull();
      assertThat(canBeConnectedTo()).isTrue();
    }
    ending.join();
  }

  @Test
  void one_whose_holder_does_not_answer_yet_is_waited_for_too() throws Exception {
    makeFolder("rwx------");
    try (FileLock starting = FileLock.tryAcquire(socket().resolveSibling("tokend.lock"));
        Fd listener = UnixSocket.blocking(SocketType.STREAM)) {
      assertThat(starting).isNotNull();
      Thread listening =
          new Thread(
              () -> {
                try {
                  Thread.sleep(200);
                  UnixSocket.bind(listener.number(), socket());
                  UnixSocket.listen(listener.number(), 8);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      listening.start();

      assertThat(ListeningPlace.take(options(false))).isNull();
      assertThat(canBeConnectedTo()).as("whoever was told so finds it").isTrue();
      listening.join();
    }
  }

  @Test
  void closing_again_leaves_the_next_one_alone() throws Exception {
    ListeningPlace place = ListeningPlace.take(options(false));
    assertThat(place).isNotNull();
    place.close();
    try (ListeningPlace next = ListeningPlace.take(options(false))) {
      assertThat(next).isNotNull();
      place.close();
      assertThat(canBeConnectedTo()).isTrue();
    }
  }

  @Test
  void a_symbolic_link_is_refused() throws Exception {
    Path elsewhere = Files.createDirectory(base.resolve("elsewhere"));
    Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx------"));
    Files.createSymbolicLink(socket().getParent(), elsewhere);

    assertThatIOException()
        .isThrownBy(() -> ListeningPlace.take(options(false)))
        .withMessageContaining("symbolic link");
    assertThatIOException().isThrownBy(() -> ListeningPlace.take(options(true)));
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void a_failure_leaves_the_place_to_the_next() throws Exception {
    makeFolder("rwx------");
    Path tooLong = socket().resolveSibling("x".repeat(200));
    assertThatIOException()
        .isThrownBy(() ->
            ListeningPlace.take(
                new Options(
                    false, tooLong, 0, base.resolve("conf"), base.resolve("names"), new TrailPlace.Off())));

    try (ListeningPlace place = ListeningPlace.take(options(false))) {
      assertThat(place).isNotNull();
    }
  }
}
