package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.process.Spawn;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Handles as descriptors: what they carry, who can use them, and when they end (docs/protocol.md). */
class HandleTest {

  private static final int QUERY = 0x8;
  private static final int MAXIMUM_ALLOWED = 0x0200_0000;

  private static Sandbox sandbox;
  private static Path socket;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    socket = sandbox.startOwn();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static void awaitHandles(TokenClient client, int expected) throws Exception {
    for (int i = 0; i < 500 && client.status().handles() != expected; i++) {
      Thread.sleep(10);
    }
    assertThat(client.status().handles()).isEqualTo(expected);
  }

  @Test
  void a_handle_carries_the_rights_that_were_asked_for_and_no_others() throws Exception {
    try (TokenClient client = Sandbox.connect(socket);
        TokenHandle query = client.open(new Target.Self(), QUERY);
        TokenHandle all = client.open(new Target.Self(), MAXIMUM_ALLOWED);
        TokenHandle duplicate = client.open(new Target.Self(), 0x2)) {
      assertThat(query.grantedMask()).isEqualTo(QUERY);
      assertThat(all.grantedMask() & 0xEE).isEqualTo(0xEE);
      assertThat(query.query(QueryClass.USER)).isEqualTo(all.query(QueryClass.USER));
      assertThatThrownBy(() -> duplicate.query(QueryClass.USER))
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.failure().errno()).isEqualTo(Errno.EACCES));
    }
  }

  @Test
  void the_own_descriptor_is_checked_live() throws Exception {
    try (TokenClient client = Sandbox.connect(socket);
        TokenHandle handle = client.open(new Target.Self(), QUERY)) {
      if (ProcessIds.effectiveUid() == 0) {
        SecurityDescriptor descriptor = SecurityDescriptor.parse(handle.securityDescriptor(0x7));
        assertThat(descriptor.owner()).isEqualTo(Sid.of("S-1-5-18"));
      } else {
        assertThatThrownBy(() -> handle.securityDescriptor(0x7)).isInstanceOf(RefusedException.class);
      }
      assertThatThrownBy(() -> handle.securityDescriptor(0))
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.failure().errno()).isEqualTo(Errno.EINVAL));
    }
  }

  @Test
  void a_handle_ends_with_its_last_copy() throws Exception {
    try (TokenClient client = Sandbox.connect(socket)) {
      TokenHandle handle = client.open(new Target.Self(), QUERY);
      awaitHandles(client, 1);
      List<String> command = List.of("sleep", "60");
      try (Child holder =
          Spawn.of(Command.of(command.toArray(String[]::new))).withDescriptor(7, handle.number()).start()) {
        handle.close();
        assertThat(client.status().handles()).as("the child still holds it").isEqualTo(1);
        holder.process().signal(9);
        holder.awaitExitStatus();
      }
      awaitHandles(client, 0);
    }
  }

  @Test
  void an_inherited_handle_is_shown_by_the_command() throws Exception {
    try (TokenClient client = Sandbox.connect(socket);
        TokenHandle handle = client.open(new Target.Self(), QUERY)) {
      Path out = Files.createTempFile(sandbox.folder(), "out", "");
      List<String> command = sandbox.token(socket, "user", "--raw", "--fd", "7");
      String[] shell = new String[4 + command.size()];
      shell[0] = "sh";
      shell[1] = "-c";
      shell[2] = "exec \"$@\" >'" + out + "'";
      shell[3] = "sh";
      for (int i = 0; i < command.size(); i++) {
        shell[4 + i] = command.get(i);
      }
      try (Child child = Spawn.of(Command.of(shell)).withDescriptor(7, handle.number()).start()) {
        assertThat(child.awaitExitStatus()).isZero();
      }
      assertThat(Files.readString(out).strip())
          .isEqualTo(Sid.readExact(handle.query(QueryClass.USER)).toString());
    }
  }

  @Test
  void what_is_no_handle_is_refused() throws Exception {
    try (TokenClient client = Sandbox.connect(socket); RawClient other = RawClient.connect(socket)) {
      assertThatThrownBy(() -> client.inspect(new Target.Handle(other.number()), 0, 2, false))
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.failure().errno()).isEqualTo(Errno.EBADF));
      assertThatThrownBy(() -> client.inspect(new Target.Handle(0), 0, 2, false))
          .isInstanceOfSatisfying(
              RefusedException.class, e -> assertThat(e.failure().errno()).isEqualTo(Errno.EBADF));
    }
  }

  @Test
  void nothing_can_be_written_to_a_handle() throws Exception {
    try (TokenClient client = Sandbox.connect(socket);
        TokenHandle handle = client.open(new Target.Self(), QUERY)) {
      RawClient writer = RawClient.inherited(handle.number());
      assertThat(writer.send(new byte[] {1, 2, 3}, new int[0])).isEqualTo(-32);
      assertThat(handle.query(QueryClass.TYPE)).hasSize(4);
    }
  }
}
