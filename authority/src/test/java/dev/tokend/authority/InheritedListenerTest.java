package dev.tokend.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.tokend.authority.audit.TrailPlace;
import dev.tokend.linux.Fd;
import dev.tokend.linux.file.FileLock;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.OpenFlags;
import dev.tokend.linux.socket.SocketOptions;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InheritedListenerTest {
  private static final int PID = 4711;

  @TempDir private Path base;

  private Path socket() {
    return base.resolve("tokend.sock");
  }

  private Fd bound(SocketType type, boolean credentials) throws IOException {
    Fd socket = UnixSocket.blocking(type);
    if (credentials) {
      SocketOptions.receiveCredentials(socket.number());
    }
    UnixSocket.bind(socket.number(), socket());
    return socket;
  }

  private void assertRefused(Fd socket, String reason) {
    assertThatIOException()
        .isThrownBy(() -> InheritedListener.check(socket.number(), socket()))
        .withMessageContaining("the socket that systemd hands over (descriptor " + socket.number() + ")")
        .withMessageContaining(reason);
  }

  @Test
  void a_listener_as_an_authority_makes_it_is_taken() throws Exception {
    try (Fd listener = bound(SocketType.STREAM, true)) {
      UnixSocket.listen(listener.number(), 5);
      InheritedListener.check(listener.number(), socket());
    }
  }

  @Test
  void one_that_does_not_name_its_senders_is_refused() throws Exception {
    try (Fd listener = bound(SocketType.STREAM, false)) {
      UnixSocket.listen(listener.number(), 5);
      assertRefused(listener, "does not name its senders; the unit needs PassCredentials=yes");
    }
  }

  @Test
  void one_at_another_path_is_refused() throws Exception {
    try (Fd listener = UnixSocket.blocking(SocketType.STREAM)) {
      SocketOptions.receiveCredentials(listener.number());
      UnixSocket.bind(listener.number(), base.resolve("other"));
      UnixSocket.listen(listener.number(), 5);
      assertRefused(listener, "does not listen at " + socket());
    }
  }

  @Test
  void one_of_another_type_is_refused() throws Exception {
    try (Fd listener = bound(SocketType.SEQPACKET, true)) {
      UnixSocket.listen(listener.number(), 5);
      assertRefused(listener, "is no stream socket");
    }
  }

  @Test
  void one_that_is_connected_or_does_not_listen_is_refused() throws Exception {
    try (Fd idle = bound(SocketType.STREAM, true)) {
      assertRefused(idle, "does not listen");
    }
    SocketPair pair = UnixSocket.pair(SocketType.STREAM);
    try (Fd one = pair.first(); Fd other = pair.second()) {
      assertThat(other.isOpen()).isTrue();
      assertRefused(one, "does not listen");
    }
  }

  @Test
  void a_file_is_refused() throws Exception {
    Path file = Files.createFile(base.resolve("file"));
    try (Fd opened = FileOpen.at(FileOpen.WORKING_DIRECTORY, file.toString(), OpenFlags.READ_ONLY, 0)) {
      assertRefused(opened, "is no socket");
    }
  }

  @Test
  void what_was_meant_for_another_process_is_none_of_ours() throws Exception {
    assertThat(InheritedListener.find(Map.of(), PID, socket())).isNull();
    assertThat(InheritedListener.find(Map.of("LISTEN_FDS", "1"), PID, socket())).isNull();
    assertThat(InheritedListener.find(Map.of("LISTEN_FDS", "1", "LISTEN_PID", "4712"), PID, socket())).isNull();
    assertThat(InheritedListener.find(Map.of("LISTEN_PID", "4711"), PID, socket())).isNull();
  }

  @Test
  void any_other_number_of_sockets_is_refused() {
    for (String count : new String[] {"0", "2", "-1", "many", ""}) {
      assertThatIOException()
          .isThrownBy(() ->
              InheritedListener.find(Map.of("LISTEN_FDS", count, "LISTEN_PID", "4711"), PID, socket()))
          .withMessageContaining("hands over " + count + " sockets");
    }
  }

  @Test
  void its_place_is_locked_and_the_socket_stays_when_the_authority_ends() throws Exception {
    Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwx------"));
    Options options =
        new Options(true, socket(), 0, base.resolve("conf"), base.resolve("names"), new TrailPlace.Off());
    Fd listener = bound(SocketType.STREAM, true);
    UnixSocket.listen(listener.number(), 5);
    try (ListeningPlace place = ListeningPlace.take(options, listener)) {
      assertThat(place.listener()).isSameAs(listener);
      assertThat(FileLock.tryAcquire(base.resolve("tokend.lock"))).isNull();
    }
    assertThat(Files.exists(socket())).isTrue();
    try (FileLock again = FileLock.tryAcquire(base.resolve("tokend.lock"))) {
      assertThat(again).isNotNull();
    }
  }
}
