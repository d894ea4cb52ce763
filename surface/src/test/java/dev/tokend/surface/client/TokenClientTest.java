package dev.tokend.surface.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.surface.protocol.AuditStatus;
import dev.tokend.surface.protocol.AuthorityStatus;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.NamesReply;
import dev.tokend.surface.protocol.Need;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TokenClientTest {
  private static final AuthorityStatus STATUS = new AuthorityStatus(1, 2, true, 3, 4, 5, 6, 7, 8, 9, 10, "0.1.0", AuditStatus.OFF);

  @TempDir private Path folder;

  private AuthorityAddress nobodyAt(String name) {
    return new AuthorityAddress(folder.resolve(name), AuthorityAddress.Origin.MACHINE);
  }

  @Test
  void an_answer_is_read() throws Exception {
    FakeAuthority.Script script = request -> FakeAuthority.reply(request, STATUS.encode());
    try (FakeAuthority authority = FakeAuthority.at(folder.resolve("socket"), script);
        TokenClient client = TokenClient.connect(authority.address())) {
      assertThat(client.status()).isEqualTo(STATUS);
    }
  }

  @Test
  void a_failure_is_a_refusal_with_all_that_the_authority_said() throws Exception {
    Failure failure =
        new Failure(
            Errno.EACCES, "status", "row 6", "not you", new Need.TokenRights(8), WellKnown.SYSTEM, 0);
    FakeAuthority.Script script =
        request ->
            FrameHeader.frame(
                FrameHeader.Kind.FAILURE, request.operation(), request.requestId(), 0, failure.encode());
    try (FakeAuthority authority = FakeAuthority.at(folder.resolve("socket"), script);
        TokenClient client = TokenClient.connect(authority.address())) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(client::status)
          .withMessage("status: not you (row 6)")
          .satisfies(e -> assertThat(e.failure()).isEqualTo(failure));
    }
  }

  @Test
  void only_known_names_are_in_the_map() throws Exception {
    List<Sid> sids = List.of(WellKnown.EVERYONE, Sid.unixUser(7), WellKnown.SYSTEM);
    FakeAuthority.Script script =
        request -> FakeAuthority.reply(request, new NamesReply(Arrays.asList("all", null, "the system")).encode());
    try (FakeAuthority authority = FakeAuthority.at(folder.resolve("socket"), script);
        TokenClient client = TokenClient.connect(authority.address())) {
      assertThat(client.names(sids))
          .hasSize(2)
          .containsEntry(WellKnown.EVERYONE, "all")
          .containsEntry(WellKnown.SYSTEM, "the system");
      assertThat(client.names(List.of())).isEmpty();
    }
  }

  @Test
  void where_nobody_listens_the_place_is_named() {
    assertThatExceptionOfType(AuthorityUnreachableException.class)
        .isThrownBy(() -> TokenClient.connect(nobodyAt("missing")))
        .withMessageContaining("missing")
        .satisfies(e -> assertThat(e.place()).isEqualTo(folder.resolve("missing")));
    assertThatExceptionOfType(AuthorityUnreachableException.class)
        .isThrownBy(() -> TokenClient.connect(nobodyAt("long".repeat(40))));
  }

  @Test
  void the_first_authority_that_answers_is_taken() throws Exception {
    FakeAuthority.Script script = request -> FakeAuthority.reply(request, STATUS.encode());
    try (FakeAuthority authority = FakeAuthority.at(folder.resolve("socket"), script)) {
      List<AuthorityAddress> addresses = List.of(nobodyAt("missing"), authority.address());
      try (TokenClient client = TokenClient.connect(addresses, null)) {
        assertThat(client.address()).isEqualTo(authority.address());
        assertThat(client.status().version()).isEqualTo("0.1.0");
      }
    }
  }

  @Test
  void without_a_starter_none_is_started() {
    AuthorityAddress own = new AuthorityAddress(folder.resolve("own"), AuthorityAddress.Origin.OWN);

    assertThatExceptionOfType(AuthorityUnreachableException.class)
        .isThrownBy(() -> TokenClient.connect(List.of(nobodyAt("missing"), own), null))
        .satisfies(e -> assertThat(e.place()).isEqualTo(own.socket()));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> TokenClient.connect(List.of(), null));
  }

  @Test
  void only_the_users_own_is_started() {
    AuthorityStarter starter = new AuthorityStarter(List.of("/bin/sh", "-c", "echo started; exit 1"));
    AuthorityAddress own = new AuthorityAddress(folder.resolve("own"), AuthorityAddress.Origin.OWN);

    assertThatExceptionOfType(AuthorityUnreachableException.class)
        .isThrownBy(() -> TokenClient.connect(List.of(nobodyAt("missing")), starter))
        .satisfies(e -> assertThat(e.reason()).doesNotContain("started"));
    assertThatExceptionOfType(AuthorityUnreachableException.class)
        .isThrownBy(() -> TokenClient.connect(List.of(nobodyAt("missing"), own), starter))
        .satisfies(e -> assertThat(e.reason()).isEqualTo("started"));
  }
}
