package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.linux.event.EventFd;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.AdjustRequest;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A query that is asked again and again is answered by what the handle and its token are each time. */
class KeptHandleTest {
  private static final int MAXIMUM_ALLOWED = 0x0200_0000;
  private static final int OFTEN = 40;
  private static final byte[] PRIVILEGES =
      RawClient.request(Operation.QUERY, 0, Words.encode(QueryClass.PRIVILEGES.number(), 4096));

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

  private static byte[] often(RawClient connection, TokenHandle handle) throws Exception {
    byte[] last = {};
    for (int i = 0; i < OFTEN; i++) {
      last = connection.askUntilKnown(PRIVILEGES, handle.number());
    }
    return last;
  }

  private static Errno refusal(RawClient connection, byte[] frame, int descriptor) {
    RawClient.Refused refused = catchThrowableOfType(RawClient.Refused.class, () -> connection.ask(frame, descriptor));
    assertThat(refused).isNotNull();
    return refused.failure().errno();
  }

  private static TokenHandle copy(TokenClient client) throws Exception {
    try (TokenHandle own = client.open(new Target.Self(), MAXIMUM_ALLOWED)) {
      return own.duplicate(MAXIMUM_ALLOWED, TokenType.PRIMARY, ImpersonationLevel.ANONYMOUS);
    }
  }

  @Test
  void an_adjustment_by_somebody_else_shows_in_the_next_answer() throws Exception {
    try (TokenClient client = Sandbox.connect(socket);
        TokenHandle handle = copy(client);
        RawClient connection = RawClient.connect(socket)) {
      byte[] before = often(connection, handle);
      handle.adjustPrivileges(List.of(new AdjustRequest.Entry(Privilege.SE_CHANGE_NOTIFY.bit(), 4)));
      assertThat(connection.ask(PRIVILEGES, handle.number())).isNotEqualTo(before);
    }
  }

  @Test
  void another_handle_is_answered_by_its_own_token_and_rights() throws Exception {
    try (TokenClient client = Sandbox.connect(socket);
        TokenHandle handle = copy(client);
        TokenHandle other = copy(client);
        TokenHandle mayNotQuery = client.open(new Target.Self(), 0x2);
        RawClient connection = RawClient.connect(socket)) {
      other.adjustPrivileges(List.of(new AdjustRequest.Entry(Privilege.SE_CHANGE_NOTIFY.bit(), 4)));
      byte[] before = often(connection, handle);
      assertThat(connection.ask(PRIVILEGES, other.number())).isNotEqualTo(before);
      assertThat(often(connection, handle)).isEqualTo(before);
      assertThat(refusal(connection, PRIVILEGES, mayNotQuery.number())).isEqualTo(Errno.EACCES);
    }
  }

  @Test
  void what_is_no_handle_is_refused_after_one_that_was() throws Exception {
    try (TokenClient client = Sandbox.connect(socket);
        TokenHandle handle = copy(client);
        EventFd none = EventFd.create();
        RawClient connection = RawClient.connect(socket)) {
      often(connection, handle);
      assertThat(refusal(connection, PRIVILEGES, none.number())).isEqualTo(Errno.EBADF);
      assertThat(refusal(connection, PRIVILEGES, connection.number())).isEqualTo(Errno.EBADF);
    }
  }

  @Test
  void another_size_or_class_is_another_question() throws Exception {
    try (TokenClient client = Sandbox.connect(socket);
        TokenHandle handle = copy(client);
        RawClient connection = RawClient.connect(socket)) {
      byte[] before = often(connection, handle);
      byte[] tooSmall = RawClient.request(Operation.QUERY, 0, Words.encode(QueryClass.PRIVILEGES.number(), 1));
      assertThat(refusal(connection, tooSmall, handle.number())).isEqualTo(Errno.ERANGE);
      byte[] user = RawClient.request(Operation.QUERY, 0, Words.encode(QueryClass.USER.number(), 4096));
      assertThat(connection.ask(user, handle.number())).isNotEqualTo(before);
      byte[] unknown = RawClient.request(Operation.QUERY, 0, Words.encode(99, 4096));
      assertThat(refusal(connection, unknown, handle.number())).isEqualTo(Errno.EINVAL);
    }
  }

  @Test
  void a_thread_that_is_not_the_senders_is_refused_all_the_same() throws Exception {
    try (TokenClient client = Sandbox.connect(socket);
        TokenHandle handle = copy(client);
        RawClient connection = RawClient.connect(socket)) {
      often(connection, handle);
      byte[] foreign = RawClient.request(Operation.QUERY, 1, Words.encode(QueryClass.PRIVILEGES.number(), 4096));
      assertThat(refusal(connection, foreign, handle.number())).isEqualTo(Errno.ESRCH);
    }
  }

  @Test
  void no_descriptor_of_the_authority_is_left_behind() throws Exception {
    try (TokenClient client = Sandbox.connect(socket);
        TokenHandle handle = copy(client)) {
      int before = client.status().descriptors();
      try (RawClient connection = RawClient.connect(socket)) {
        often(connection, handle);
        for (int i = 0; i < OFTEN; i++) {
          connection.askUntilKnown(RawClient.inspect(new Target.Self(), QueryClass.USER));
        }
      }
      for (int i = 0; i < 500 && client.status().descriptors() > before; i++) {
        Thread.sleep(10);
      }
      assertThat(client.status().descriptors()).isLessThanOrEqualTo(before);
    }
  }
}
