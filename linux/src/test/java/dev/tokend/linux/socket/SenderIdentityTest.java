package dev.tokend.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
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
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.process.Spawn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(DescriptorLeaks.class)
class SenderIdentityTest {
  private static final int IN_CHILD = 3;

  private final MessageReceiver receiver = new MessageReceiver(4096);
  private SocketPair pair;

  @BeforeEach
  void open() throws Exception {
    pair = UnixSocket.pair(SocketType.SEQPACKET);
    SocketOptions.receiveCredentials(pair.second().number());
    SocketOptions.receivePidFds(pair.second().number());
  }

  @AfterEach
  void close() {
    receiver.close();
    pair.close();
  }

  private Child spawn(Command command) throws ErrnoException {
    return Spawn.of(command).withDescriptor(IN_CHILD, pair.first().number()).withDescriptor(2, 2).start();
  }

  private int receive() {
    return receiver.receive(pair.second().number(), MessageFlags.NONE);
  }

  @Test
  void a_child_on_an_inherited_socket_is_named_as_itself() throws Exception {
    try (Child child = spawn(Command.of("sh", "-c", "printf hello >&3"))) {
      assertThat(receive()).isEqualTo(5);
      assertThat(receiver.pid()).isEqualTo(child.pid()).isNotEqualTo(ProcessIds.pid());
      try (PidFd sender = PidFd.adopt(receiver.takePidFd())) {
        assertThat(sender.inode()).isEqualTo(child.process().inode());
      }
      assertThat(child.awaitExitStatus()).isZero();
      // What the pair itself says is whoever made it.
      assertThat(SocketFacts.peerCredentials(pair.second().number()).pid()).isEqualTo(ProcessIds.pid());
    }
  }

  @Test
  void a_child_of_a_child_is_named_as_itself() throws Exception {
    String script = "sh -c 'printf $$ >&3' & wait";
    try (Child child = spawn(Command.of("sh", "-c", script))) {
      int length = receive();
      String said = new String(
          receiver.data().asSlice(0, length).toArray(JAVA_BYTE),
          StandardCharsets.US_ASCII);
      assertThat(receiver.pid()).isEqualTo(Integer.parseInt(said)).isNotEqualTo(child.pid());
      assertThat(child.awaitExitStatus()).isZero();
    }
  }

  @Test
  void a_sender_that_is_dead_and_reaped_is_still_named() throws Exception {
    try (Child child = spawn(Command.of("sh", "-c", "printf hello >&3"))) {
      assertThat(child.awaitExitStatus()).isZero();
      assertThat(receive()).isEqualTo(5);
      assertThat(receiver.pid()).isEqualTo(child.pid());
      if (receiver.pidFd() >= 0) {
        try (PidFd sender = PidFd.adopt(receiver.takePidFd())) {
          assertThat(sender.inode()).isEqualTo(child.process().inode());
          assertThat(sender.isAlive()).isFalse();
        }
      }
    }
  }

  @Test
  void another_users_ids_arrive() throws Exception {
    ForeignUser.assumeRoot();
    try (Child child = spawn(ForeignUser.command(new int[0], "sh", "-c", "printf hello >&3"))) {
      assertThat(receive()).isEqualTo(5);
      assertThat(receiver.uid()).isEqualTo(ForeignUser.NOBODY);
      assertThat(receiver.gid()).isEqualTo(ForeignUser.NOBODY);
      assertThat(child.awaitExitStatus()).isZero();
    }
  }

  @Test
  void an_ordinary_user_cannot_claim_another_process_or_user() throws Exception {
    ForeignUser.assumeRoot();
    assertThat(forge("-1", "-1", "-1")).as("its own").isZero();
    assertThat(receive()).isEqualTo(1);
    assertThat(forge("1", "-1", "-1")).as("another pid").isEqualTo(LinuxErrno.EPERM);
    assertThat(forge("-1", "0", "-1")).as("another uid").isEqualTo(LinuxErrno.EPERM);
    assertThat(forge("-1", "-1", "0")).as("another gid").isEqualTo(LinuxErrno.EPERM);
    assertThat(receiver.receive(pair.second().number(), MessageFlags.DONTWAIT)).isEqualTo(-LinuxErrno.EAGAIN);
  }

  private int forge(String pid, String uid, String gid) throws ErrnoException {
    String[] java = ForeignUser.java(SocketChild.class, "forge", "3", pid, uid, gid);
    try (Child child = spawn(ForeignUser.command(new int[0], java))) {
      return child.awaitExitStatus();
    }
  }

  @Test
  void a_message_queued_before_accept_already_names_its_sender(@TempDir Path folder) throws Exception {
    try (Fd listener = listen(folder.resolve("s")); Fd client = UnixSocket.blocking(SocketType.SEQPACKET)) {
      assertThat(UnixSocket.acceptNonBlocking(listener.number())).isNull();
      UnixSocket.connect(client.number(), folder.resolve("s"));
      new MessageSender(1).send(client.number(), new byte[1], 0, 1, MessageFlags.NONE);
      try (Fd accepted = UnixSocket.acceptNonBlocking(listener.number())) {
        assertThat(accepted).isNotNull();
        assertThat(receiver.receive(accepted.number(), MessageFlags.NONE)).isEqualTo(1);
        assertThat(receiver.pid()).isEqualTo(ProcessIds.pid());
        assertThat(receiver.pidFd()).isNotNegative();
      }
    }
  }

  private static Fd listen(Path path) throws Exception {
    Fd listener = UnixSocket.nonBlocking(SocketType.SEQPACKET);
    SocketOptions.receiveCredentials(listener.number());
    SocketOptions.receivePidFds(listener.number());
    UnixSocket.bind(listener.number(), path);
    UnixSocket.listen(listener.number(), 8);
    return listener;
  }

  @Test
  void what_a_peer_was_at_connect_stays_after_it_died(@TempDir Path folder) throws Exception {
    ForeignUser.assumeRoot();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path path = folder.resolve("s");
    int[] groups = new int[5000];
    Arrays.setAll(groups, i -> 100_000 + i);
    try (Fd listener = listen(path)) {
      FdFlags.blocking(listener.number());
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
      String[] java = ForeignUser.java(SocketChild.class, "connect", path.toString());
      try (Child child = spawn(ForeignUser.command(groups, java));
          Fd peer = UnixSocket.acceptBlocking(listener.number())) {
        UnixCredentials expected = new UnixCredentials(child.pid(), ForeignUser.NOBODY, ForeignUser.NOBODY);
        assertThat(receiver.receive(peer.number(), MessageFlags.NONE)).isEqualTo(1);
        assertThat(SocketFacts.peerCredentials(peer.number())).isEqualTo(expected);
        // 5000 groups are 20000 bytes: more than the first buffer holds.
        assertThat(SocketFacts.peerGroups(peer.number())).isEqualTo(groups);
        UnixSocket.shutdown(peer.number());
        assertThat(child.awaitExitStatus()).isZero();
        assertThat(SocketFacts.peerCredentials(peer.number())).isEqualTo(expected);
        assertThat(SocketFacts.peerGroups(peer.number())).isEqualTo(groups);
        try (PidFd process = PidFd.adopt(SocketFacts.peerPidFd(peer.number()))) {
          assertThat(process.inode()).isEqualTo(child.process().inode());
          assertThat(process.isAlive()).isFalse();
        }
      }
    }
  }

  @Test
  void a_connecting_end_shows_whoever_listens(@TempDir Path folder) throws Exception {
    try (Fd listener = listen(folder.resolve("s")); Fd client = UnixSocket.blocking(SocketType.SEQPACKET)) {
      assertThat(SocketFacts.peerCredentials(client.number())).isEqualTo(new UnixCredentials(0, -1, -1));
      assertThatExceptionOfType(ErrnoException.class)
          .isThrownBy(() -> SocketFacts.peerPidFd(client.number()))
          .withMessageStartingWith("getsockopt SO_PEERPIDFD: ENODATA");
      UnixSocket.connect(client.number(), folder.resolve("s"));
      assertThat(SocketFacts.peerName(client.number())).isEqualTo(SocketFacts.localName(listener.number()));
      assertThat(SocketFacts.peerCredentials(client.number()).pid()).isEqualTo(ProcessIds.pid());
      try (PidFd listening = PidFd.adopt(SocketFacts.peerPidFd(client.number()))) {
        assertThat(listening.info().pid()).isEqualTo(ProcessIds.pid());
      }
    }
  }
}
