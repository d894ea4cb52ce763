package dev.tokend.surface.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.surface.Generator;
import dev.tokend.surface.Hex;
import dev.tokend.surface.protocol.AuditStatus;
import dev.tokend.surface.protocol.AuthorityStatus;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.NamesReply;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever answers: a value, a refusal or an IOException. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileAuthorityTest {
  private static final AuthorityStatus STATUS = new AuthorityStatus(1, 2, true, 3, 4, 5, 6, 7, 8, 9, 10, "0.1.0", AuditStatus.OFF);

  @TempDir private Path folder;

  /** What a client asks. */
  @FunctionalInterface
  private interface Question {
    void ask(TokenClient client) throws Exception;
  }

  private void failsToAsk(FakeAuthority.Script script, Question question) throws Exception {
    try (FakeAuthority authority = FakeAuthority.at(folder.resolve("socket"), script);
        TokenClient client = TokenClient.connect(authority.address())) {
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> question.ask(client));
    }
  }

  private void failsToAskForTheStatus(FakeAuthority.Script script) throws Exception {
    failsToAsk(script, TokenClient::status);
  }

  @Test
  void one_that_closes_without_an_answer() throws Exception {
    failsToAskForTheStatus(request -> new byte[0]);
  }

  @Test
  void one_that_speaks_another_protocol() throws Exception {
    failsToAskForTheStatus(request -> "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 12, 23, 24, 25, 40})
  void one_that_closes_in_the_middle_of_a_frame(int length) throws Exception {
    failsToAskForTheStatus(request -> Arrays.copyOf(FakeAuthority.reply(request, STATUS.encode()), length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"01 00 10 00", "ff ff ff 7f", "ff ff ff ff", "00 00 00 80"})
  void one_that_promises_more_than_any_answer_has(String length) throws Exception {
    failsToAskForTheStatus(request -> {
      byte[] frame = FakeAuthority.reply(request, new byte[0]);
      System.arraycopy(Hex.bytes(length), 0, frame, 16, 4);
      return frame;
    });
  }

  @Test
  void one_that_answers_another_request() throws Exception {
    failsToAskForTheStatus(request ->
        FrameHeader.frame(
            FrameHeader.Kind.REPLY, request.operation(), request.requestId() + 1, 0, STATUS.encode()));
  }

  @Test
  void one_that_answers_another_operation() throws Exception {
    failsToAskForTheStatus(request ->
        FrameHeader.frame(
            FrameHeader.Kind.REPLY, request.operation() + 1, request.requestId(), 0, STATUS.encode()));
  }

  @Test
  void one_that_asks_back() throws Exception {
    failsToAskForTheStatus(request ->
        FrameHeader.frame(FrameHeader.Kind.REQUEST, request.operation(), request.requestId(), 0, STATUS.encode()));
  }

  @Test
  void one_whose_failure_is_none() throws Exception {
    failsToAskForTheStatus(request ->
        FrameHeader.frame(FrameHeader.Kind.FAILURE, request.operation(), request.requestId(), 0, STATUS.encode()));
  }

  @Test
  void one_that_answers_with_another_payload() throws Exception {
    failsToAskForTheStatus(request -> FakeAuthority.reply(request, new byte[7]));
  }

  @Test
  void one_that_knows_more_names_than_were_asked_for() throws Exception {
    failsToAsk(
        request -> FakeAuthority.reply(request, new NamesReply(List.of("a", "b")).encode()),
        client -> client.names(List.of(WellKnown.EVERYONE)));
  }

  @Test
  void one_that_leaves_out_a_class_that_was_asked_for() throws Exception {
    byte[][] payloads = new byte[25][];
    payloads[QueryClass.USER.number()] = new byte[4];
    byte[] userOnly = new Inspection(8, payloads, null).encode();
    int both = 1 << QueryClass.USER.number() | 1 << QueryClass.GROUPS.number();

    failsToAsk(
        request -> FakeAuthority.reply(request, userOnly),
        client -> client.inspect(new Target.Self(), 8, both, false));
  }

  @Test
  void one_that_leaves_out_the_facts_that_were_asked_for() throws Exception {
    byte[] nothing = new Inspection(8, new byte[25][], null).encode();

    failsToAsk(
        request -> FakeAuthority.reply(request, nothing),
        client -> client.inspect(new Target.Self(), 8, 0, true));
  }

  @Test
  void one_that_grants_a_handle_and_passes_none() throws Exception {
    failsToAsk(
        request -> FakeAuthority.reply(request, Hex.bytes("08 00 00 00")),
        client -> client.open(new Target.Self(), 8));
  }

  @Test
  void one_that_is_nearly_right() throws Exception {
    Generator.cases(300, random -> {
      Path socket = folder.resolve("socket" + Long.toHexString(random.nextLong()));
      FakeAuthority.Script script =
          request -> Generator.mutate(random, FakeAuthority.reply(request, STATUS.encode()));
      try (FakeAuthority authority = FakeAuthority.at(socket, script);
          TokenClient client = TokenClient.connect(authority.address())) {
        assertThat(client.status()).isNotNull();
      } catch (IOException | RefusedException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    });
  }
}
